"""An agenda as conference apps read it: `schedule.json` and `schedule.xml` in the form of frab and c3voc.

The form knows neither sessions without a time nor cancelled ones, which apps notice by their absence. So both are left
out, and the first are counted.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.calendars import absolute, line, titled
from meetings.feeds import plain
from meetings.models import Room
from meetings.planning import DAY_TURNS_AT, days_of
from meetings.reads.programme import Item, Leader, Programme

SCHEMA = "https://c3voc.de/schedule/schema.json"
ZONES_OF_THE_SCHEMA = re.compile(r"[A-Z][a-z]+/[A-Z][a-z]+|UTC$")
DAY = timedelta(days=1)

Data = dict[str, Any]


def schedule_of(programme: Programme, rooms: Iterable[Room]) -> Data:
    """The whole document of `schedule.json`, for a meeting whose first day is known."""
    meeting, items = programme.meeting, [item for item in programme.items if item.begins and not item.cancelled]
    days = [day_of(number, day, items, programme) for number, day in numbered_days(programme)]
    conference = {
        "acronym": acronym(programme),
        "title": line(titled(meeting)),
        "description": description(programme),
        "start": days[0]["date"],
        "end": days[-1]["date"],
        "daysCount": len(days),
        "timeslot_duration": "00:15",
        "url": absolute(meeting),
        "tracks": [{"name": name} for name in sorted({track_of(item) for item in items} - {""})],
        "rooms": list(rooms_of(items, programme, rooms)),
        "days": days,
    }
    if ZONES_OF_THE_SCHEMA.match(programme.released.zone.key):
        conference["time_zone_name"] = programme.released.zone.key
    return {
        "$schema": SCHEMA,
        "generator": {"name": "IFISO registry", "url": settings.BASE_URL},
        "schedule": {
            "version": str(programme.released.number),
            "base_url": f"{settings.BASE_URL}/",
            "conference": conference,
        },
    }


def numbered_days(programme: Programme) -> list[tuple[int, date]]:
    """All days of the meeting, and those after it that list a session."""
    first, *others = days_of(programme.meeting)
    last = max((item.session.day or 1 for item in programme.items), default=1)
    count = max(len(others) + 1, last)
    return [(number, first + timedelta(days=number - 1)) for number in range(1, count + 1)]


def day_of(number: int, day: date, items: Iterable[Item], programme: Programme) -> Data:
    """One day, from early in its morning to early in the next, or longer where a session needs it."""
    zone = programme.released.zone
    listed = [item for item in items if item.session.day == number]
    turn = time(DAY_TURNS_AT)
    begins = [datetime.combine(day, turn, zone), *(item.begins for item in listed if item.begins)]
    ends = [datetime.combine(day + DAY, turn, zone), *(item.ends for item in listed if item.ends)]
    by_room = sorted(listed, key=lambda item: (room_name(item), item.begins, item.session.pk))
    return {
        "index": number,
        "date": day.isoformat(),
        "day_start": min(begins).isoformat(),
        "day_end": max(ends).isoformat(),
        "rooms": {
            name: [event_of(item, programme) for item in group] for name, group in groupby(by_room, key=room_name)
        },
    }


def event_of(item: Item, programme: Programme) -> Data:
    session, begins, ends = item.session, item.begins, item.ends
    assert begins is not None  # noqa: S101 - others are left out
    assert ends is not None  # noqa: S101 - it has both or neither
    return {
        "guid": str(session.uid),
        "id": session.pk,
        "date": begins.isoformat(timespec="seconds"),
        "start": f"{begins:%H:%M}",
        "end": ends.isoformat(timespec="seconds"),
        "duration": hours(begins, ends),
        "room": room_name(item),
        "slug": f"{acronym(programme)}-session-{session.pk}",
        "url": settings.BASE_URL + session.get_absolute_url(),
        "title": line(session.title),
        "subtitle": "",
        "language": "en",
        "track": track_of(item),
        "type": capfirst(item.kind),
        "abstract": plain(session.abstract),
        "description": "",
        "persons": [person_of(leader) for leader in item.leaders],
        "links": [],
    }


def hours(begins: datetime, ends: datetime) -> str:
    """`01:30`, of real time: two moments of one zone would be subtracted by what its clock shows."""
    minutes = round((ends.timestamp() - begins.timestamp()) / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def person_of(leader: Leader) -> Data:
    """An organization or a partner, which keeps its guid; somebody who agreed to be named has none."""
    address = settings.BASE_URL + leader.url
    known = {} if leader.is_person else {"guid": str(uuid5(NAMESPACE_URL, address))}
    return {"name": line(leader.name), "url": address, **known}


def rooms_of(items: Iterable[Item], programme: Programme, rooms: Iterable[Room]) -> Iterator[Data]:
    """The rooms of `items`, called as they were when the agenda was released, in the order of the host's `rooms`."""
    order = {room.pk: (position, room.capacity) for position, room in enumerate(rooms)}
    used = {line(item.room): item.session.room_id for item in items if item.room and not item.session.everywhere}
    for name, key in sorted(used.items(), key=lambda pair: (order.get(pair[1], (len(order),))[0], pair[0])):
        guid = uuid5(NAMESPACE_URL, f"{absolute(programme.meeting)}#room-{key or name}")
        yield {"name": name, "guid": str(guid), "capacity": order[key][1] if key in order else None}


def room_name(item: Item) -> str:
    return line(item.room) or _("Room not known")


def track_of(item: Item) -> str:
    """The first of the topics: there can be one only."""
    return line(item.topics[0]) if item.topics else ""


def acronym(programme: Programme) -> str:
    """`ifiso_autumn_2016`."""
    return f"ifiso_{programme.meeting.slug.lower().replace('-', '_')}"


def description(programme: Programme) -> str:
    """What is left out; empty where nothing is."""
    count = programme.untimed
    if not count:
        return ""
    words = ngettext(
        "%(count)d session is left out because its time is not known. The agenda lists it: %(address)s",
        "%(count)d sessions are left out because their times are not known. The agenda lists them: %(address)s",
        count,
    )
    return words % {"count": count, "address": f"{absolute(programme.meeting)}agenda/"}
