"""A meeting and its agenda for search engines: JSON-LD in the words of schema.org."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from meetings.calendars import absolute, line, titled
from meetings.changes import Kind
from meetings.models import Meeting
from meetings.models.meetings import zone_named
from meetings.reads.entries import Agenda, Day, Entry

# Nothing in it may end the script element, or begin a comment in it.
ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
OFFLINE = "https://schema.org/OfflineEventAttendanceMode"
STATUS = "https://schema.org/Event%s"

Data = dict[str, Any]


def jsonld_of(meeting: Meeting, agenda: Agenda | None = None) -> SafeString:
    """The content of a script element of the type application/ld+json. Breaks of the agenda are left out."""
    data = {"@context": "https://schema.org", **event_of_meeting(meeting)}
    if agenda and (sessions := sessions_of(agenda)):
        data["subEvent"] = sessions
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPED))  # noqa: S308 - escaped for where it stands


def event_of_meeting(meeting: Meeting) -> Data:
    cancelled = meeting.state == Meeting.State.CANCELLED
    return without_gaps(
        {
            "@type": "Event",
            "@id": absolute(meeting),
            "url": absolute(meeting),
            "name": f"IFISO, {line(titled(meeting))}",
            "startDate": str(meeting.starts_on or ""),
            "endDate": str(meeting.ends_on or ""),
            "eventStatus": STATUS % ("Cancelled" if cancelled else "Scheduled"),
            "eventAttendanceMode": OFFLINE,
            "location": place_of(meeting),
            "organizer": {"@type": "Organization", "name": "IFISO", "url": f"{settings.BASE_URL}/"},
        }
    )


def place_of(meeting: Meeting) -> Data:
    """Empty where nothing is known of it."""
    address = without_gaps(
        {
            "@type": "PostalAddress",
            "streetAddress": line(meeting.street_address),
            "addressLocality": line(meeting.city),
            "addressCountry": str(meeting.country),
        }
    )
    name = line(meeting.venue or meeting.where)
    return {"@type": "Place", "name": name, "address": address} if name else {}


def sessions_of(agenda: Agenda) -> list[Data]:
    """Those whose day is known."""
    zone = zone_named(agenda.zone_key) if agenda.zone_key else ZoneInfo("UTC")
    pairs = [(day, entry) for day in agenda.days for entry in day.entries if not entry.is_break]
    return [session_of(day, entry, zone) for day, entry in pairs if entry.begins or day.date]


def session_of(day: Day, entry: Entry, zone: ZoneInfo) -> Data:
    return without_gaps(
        {
            "@type": "Event",
            "@id": f"urn:uuid:{entry.uid}",
            "url": settings.BASE_URL + entry.url,
            "name": line(entry.title),
            "startDate": in_zone(entry.begins, zone) or str(day.date),
            "endDate": in_zone(entry.ends, zone),
            "eventStatus": STATUS % status_of(entry),
            "eventAttendanceMode": OFFLINE,
            "location": {"@type": "Place", "name": line(entry.room)} if entry.room else {},
            "organizer": [
                {"@type": "Organization", "name": line(leader.name), "url": settings.BASE_URL + leader.url}
                for leader in entry.leaders
            ],
        }
    )


def status_of(entry: Entry) -> str:
    if entry.cancelled:
        return "Cancelled"
    return "Rescheduled" if entry.trace and entry.trace.kind == Kind.MOVED else "Scheduled"


def in_zone(moment: str, zone: ZoneInfo) -> str:
    """`2016-11-17T09:30Z` with the offset of the zone; empty stays empty."""
    return datetime.fromisoformat(moment).astimezone(zone).isoformat() if moment else ""


def without_gaps(data: Data) -> Data:
    return {name: value for name, value in data.items() if value}
