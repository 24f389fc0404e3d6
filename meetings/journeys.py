"""The meeting, or somebody's stay at it, for a calendar program (RFC 5545)."""

from datetime import datetime

from icalendar import Event

from meetings.calendars import DAY, add_days, add_moments, add_place, calendar_named, event_of, finished, meeting_named
from meetings.models import Delegate, Logistics
from meetings.travel import precise_days_of


def has_days(delegate: Delegate) -> bool:
    """Whether there is anything to enter in a calendar: the days, or both ends of the journey."""
    return span_of(delegate, logistics_of(delegate)) is not None


def calendar_of(delegate: Delegate, now: datetime) -> bytes:
    """One event: the journey where it is known, or else the days of the meeting. Call it where `has_days`."""
    calendar = calendar_named(meeting_named(delegate.meeting), DAY)
    return finished(calendar, [journey_event(delegate, span_of(delegate, logistics_of(delegate)), now)])


def journey_event(delegate: Delegate, span, changed_at: datetime) -> Event:
    """The stay at the meeting; a later download replaces the earlier one in the calendar. `span` as of `span_of`."""
    meeting = delegate.meeting
    uid = f"delegate-{delegate.pk}"
    event = event_of(uid, meeting_named(meeting), meeting.get_absolute_url(), changed_at, delegate.version)
    event.add("status", "CANCELLED" if meeting.state == meeting.State.CANCELLED else "CONFIRMED")
    add = add_moments if isinstance(span[0], datetime) else add_days
    add(event, *span)
    add_place(event, meeting)
    return event


def span_of(delegate: Delegate, logistics: Logistics | None):
    """Arrival and departure in the meeting's zone, or its first day and its last; None where too little is known."""
    if logistics and logistics.arrives_at and logistics.departs_at:
        zone = delegate.meeting.zone
        return logistics.arrives_at.astimezone(zone), logistics.departs_at.astimezone(zone)
    return precise_days_of(delegate.meeting)


def logistics_of(delegate: Delegate) -> Logistics | None:
    return Logistics.objects.filter(delegate=delegate).first()
