"""Calendars as somebody else's library reads them, which knows of the clocks what their VTIMEZONE tells."""

import re
from datetime import UTC, date, datetime

import vobject
from vobject import icalendar


def read(content):
    """The calendar in the bytes of an answer, which tells of each zone that it names."""
    forget_zones()
    calendar = vobject.readOne(content.decode())
    told = {zone.tzid.value for zone in calendar.contents.get("vtimezone", [])}
    assert {zone.decode() for zone in re.findall(rb";TZID=([^:;]+)", content)} <= told
    return calendar


def forget_zones():
    """Or the library reads this calendar by the clocks of one that it has read before."""
    known = vars(icalendar)["__tzidMap"]
    for key in known.keys() - {"UTC"}:
        del known[key]


def events(content):
    """All events, by their summary."""
    return {event.summary.value: event for event in read(content).contents.get("vevent", [])}


def span(event):
    """Both ends in UTC, or two dates; None for an end that is not there."""
    return tuple(settled(getattr(event, name).value) if hasattr(event, name) else None for name in ("dtstart", "dtend"))


def settled(moment):
    if isinstance(moment, date) and not isinstance(moment, datetime):
        return moment
    assert moment.tzinfo, "a moment without a zone"
    return moment.astimezone(UTC)


def text_of(event, name):
    return getattr(event, name).value
