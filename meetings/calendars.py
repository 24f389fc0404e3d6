"""Meetings and their sessions for calendar programs (RFC 5545 and 7986), the same bytes as long as nothing changes."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from icalendar import Calendar, Event

from meetings.feeds import plain
from meetings.models import Meeting
from meetings.reads.histories import BEGINNING, Changed, last_changes
from meetings.reads.programme import Item, Programme
from meetings.timezones import timezone_of
from meetings.travel import precise_days_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DEADLINES = {
    "call_closes_at": gettext_lazy("IFISO, %(meeting)s: last moment to answer the call"),
    "registration_opens_at": gettext_lazy("IFISO, %(meeting)s: registration opens"),
    "registration_closes_at": gettext_lazy("IFISO, %(meeting)s: registration closes"),
}


def agenda_calendar(programme: Programme) -> bytes:
    """The sessions of a meeting. Those of an unknown time last all day; those of an unknown day are only counted."""
    meeting = programme.meeting
    calendar = calendar_named(_("%(meeting)s, IFISO") % {"meeting": titled(meeting)}, HOUR)
    if count := programme.undated:
        words = ngettext(
            "%(count)d session is left out because its day is not known. The agenda lists it: %(address)s",
            "%(count)d sessions are left out because their days are not known. The agenda lists them: %(address)s",
            count,
        )
        calendar.add("description", words % {"count": count, "address": f"{absolute(meeting)}agenda/"})
    events = [session_event(item) for item in programme.items if item.begins or item.day]
    # Without a single session the zone stands alone: a calendar must hold something.
    return finished(calendar, events, [programme.released.zone.key])


def meetings_calendar(meetings: Iterable[Meeting]) -> bytes:
    """Those whose days are known, and the deadlines of all; one query."""
    meetings = list(meetings)
    changes = last_changes(Meeting, meetings)
    calendar = calendar_named(_("Meetings of IFISO"), DAY)
    events = []
    for meeting in meetings:
        changed = changes.get(meeting.pk, Changed(BEGINNING, 0))
        if days := precise_days_of(meeting):
            events.append(meeting_event(meeting, days, changed))
        events += [deadline_event(meeting, name, changed) for name in DEADLINES if getattr(meeting, name)]
    return finished(calendar, events, ["Europe/Brussels"] if not events else [])


def calendar_named(name: str, refreshed: timedelta) -> Calendar:
    """An empty calendar which programs fetch again after `refreshed`."""
    calendar = Calendar()
    calendar.add("prodid", "-//IFISO//registry//EN")
    calendar.add("version", "2.0")
    calendar.calendar_name = line(name)
    calendar.add("refresh-interval", refreshed, parameters={"VALUE": "DURATION"})
    # What Outlook understands of it.
    calendar.add("x-published-ttl", f"PT{refreshed // HOUR}H")
    return calendar


def finished(calendar: Calendar, events: Sequence[Event], zones: Iterable[str] = ()) -> bytes:
    """The calendar with `events` and all zones that they, or `zones`, name."""
    for event in events:
        calendar.add_component(event)
    years = [event[name].dt.year for event in events for name in ("dtstart", "dtend") if name in event] or [
        BEGINNING.year
    ]
    needed = sorted((calendar.get_used_tzids() | set(zones)) - {"UTC"})
    calendar.subcomponents[:0] = [timezone_of(key, min(years), max(years)) for key in needed]
    return calendar.to_ical()


def session_event(item: Item) -> Event:
    """A session whose moments, or at least whose day, are known."""
    session = item.session
    event = event_of(str(session.uid), session.title, session.get_absolute_url(), item.changed_at, session.sequence)
    event.add("status", "CANCELLED" if item.cancelled else "CONFIRMED")
    if item.begins and item.ends:
        add_moments(event, item.begins, item.ends)
    elif item.day:
        add_days(event, item.day, item.day)
    event.add("description", plain("\n\n".join(filter(None, [introduction(item), session.abstract.strip()]))))
    event.add("categories", [line(word) for word in (item.kind, *item.topics)])
    add_place(event, session.meeting, item.room)
    return event


def introduction(item: Item) -> str:
    """`Workshop, led by IFMSA, AEGEE`."""
    if not item.leaders:
        return capfirst(item.kind)
    words = {"kind": capfirst(item.kind), "leaders": ", ".join(leader.name for leader in item.leaders)}
    return _("%(kind)s, led by %(leaders)s") % words


def meeting_event(meeting: Meeting, days: tuple[date, date], changed: Changed) -> Event:
    uid, path = f"meeting-{meeting.slug}", meeting.get_absolute_url()
    event = event_of(uid, meeting_named(meeting), path, changed.at, changed.times)
    event.add("status", "CANCELLED" if meeting.state == Meeting.State.CANCELLED else "CONFIRMED")
    add_days(event, *days)
    add_place(event, meeting)
    return event


def deadline_event(meeting: Meeting, name: str, changed: Changed) -> Event:
    """A moment, one of DEADLINES, which takes no time of anybody's day."""
    uid = f"meeting-{meeting.slug}-{name.removesuffix('_at').replace('_', '-')}"
    summary = DEADLINES[name] % {"meeting": titled(meeting)}
    event = event_of(uid, summary, meeting.get_absolute_url(), changed.at, changed.times)
    event.add("status", "CANCELLED" if meeting.state == Meeting.State.CANCELLED else "CONFIRMED")
    event.add("dtstart", getattr(meeting, name).astimezone(UTC))
    event.add("transp", "TRANSPARENT")
    return event


def event_of(uid: str, summary: str, path: str, changed_at: datetime, sequence: int) -> Event:
    """What every event has; `changed_at` stands for the moment of making, so that nothing hangs on the clock."""
    event = Event()
    event.add("uid", f"{uid}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", sequence)
    event.add("summary", line(summary))
    event.add("url", settings.BASE_URL + path)
    return event


def add_moments(event: Event, begins: datetime, ends: datetime) -> None:
    """In their zone; both in UTC where its clock shows one of them for the second time, for the first is understood."""
    if begins.fold or ends.fold:
        begins, ends = begins.astimezone(UTC), ends.astimezone(UTC)
    event.add("dtstart", begins)
    event.add("dtend", ends)


def add_days(event: Event, first: date, last: date) -> None:
    """From the first day to the last, which the standard names by the day after it."""
    event.add("dtstart", first)
    event.add("dtend", last + DAY)
    event.add("transp", "TRANSPARENT")


def add_place(event: Event, meeting: Meeting, room: str = "") -> None:
    if place := ", ".join(filter(None, [room, meeting.venue, meeting.street_address, meeting.where])):
        event.add("location", line(place))
    if meeting.latitude is not None and meeting.longitude is not None:
        event.add("geo", (float(meeting.latitude), float(meeting.longitude)))


def meeting_named(meeting: Meeting) -> str:
    return _("%(meeting)s, meeting of IFISO") % {"meeting": titled(meeting)}


def titled(meeting: Meeting) -> str:
    """Its name; what was invented for the demo says so wherever it is taken."""
    return _("%(meeting)s (demo)") % {"meeting": meeting.name} if meeting.is_demo else meeting.name


def absolute(meeting: Meeting) -> str:
    return settings.BASE_URL + meeting.get_absolute_url()


def line(text: str) -> str:
    return " ".join(plain(text).split())
