"""`schedule.xml`, made of the same data as `schedule.json`."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from meetings.schedules import Data

OF_THE_CONFERENCE = (
    ("title", "title"),
    ("acronym", "acronym"),
    ("start", "start"),
    ("end", "end"),
    ("daysCount", "days"),
    ("timeslot_duration", "timeslot_duration"),
    ("url", "url"),
    ("time_zone_name", "time_zone_name"),
)
OF_AN_EVENT = (
    *("room", "title", "subtitle", "type", "date", "start", "duration"),
    *("abstract", "slug", "track", "language", "description", "url"),
)


def as_xml(document: Data, address: str) -> bytes:
    """`document` as of `meetings.schedules.schedule_of`; `address` is where the file is found."""
    schedule, conference = document["schedule"], document["schedule"]["conference"]
    root = Element("schedule")
    SubElement(root, "generator", name=document["generator"]["name"], system=document["generator"]["url"])
    SubElement(root, "url").text = address
    SubElement(root, "version").text = schedule["version"]
    head = SubElement(root, "conference")
    add_texts(head, conference, OF_THE_CONFERENCE)
    for track in conference["tracks"]:
        SubElement(head, "track", name=track["name"])
    guids = {room["name"]: room["guid"] for room in conference["rooms"]}
    for day in conference["days"]:
        add_day(root, day, guids)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def add_day(root: Element, day: Data, guids: dict[str, str]) -> None:
    attributes = {"index": str(day["index"]), "date": day["date"], "start": day["day_start"], "end": day["day_end"]}
    element = SubElement(root, "day", attributes)
    for name, events in day["rooms"].items():
        room = SubElement(element, "room", {"name": name} | ({"guid": guids[name]} if name in guids else {}))
        for event in events:
            add_event(room, event)


def add_event(room: Element, event: Data) -> None:
    element = SubElement(room, "event", guid=event["guid"], id=str(event["id"]))
    add_texts(element, event, zip(OF_AN_EVENT, OF_AN_EVENT, strict=True))
    persons = SubElement(element, "persons")
    for person in event["persons"]:
        one = SubElement(persons, "person", {"guid": person["guid"]} if "guid" in person else {})
        one.text = person["name"]
    SubElement(element, "links")


def add_texts(parent: Element, values: Data, names: Iterable[tuple[str, str]]) -> None:
    """A child for each value that is there; `names` are pairs of its name among `values` and of its element."""
    for name, tag in names:
        if name in values:
            SubElement(parent, tag).text = str(values[name])
