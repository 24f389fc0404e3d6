"""The meeting, or somebody's stay at it, for a calendar program (RFC 5545)."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from ifiso.cleaning import printable
from meetings.models import Delegate, Logistics
from meetings.travel import days_of


def has_days(delegate: Delegate) -> bool:
    """Whether there is anything to enter in a calendar: the days, or both ends of the journey."""
    return span_of(delegate) is not None


def calendar_of(delegate: Delegate, now: datetime) -> bytes:
    """One event: from arrival to departure where both are known, in the meeting's zone, or else the meeting's days.

    Call it where `has_days`.
    """
    meeting = delegate.meeting
    begins, ends = span_of(delegate)
    calendar = Calendar()
    calendar.add("prodid", "-//IFISO//registry//EN")
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", f"delegate-{delegate.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", now)
    # A later download replaces the earlier one in the calendar.
    event.add("sequence", delegate.version)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("summary", printable(_("%(meeting)s, meeting of IFISO") % {"meeting": meeting.name}))
    if place := ", ".join(part for part in (meeting.venue, meeting.where) if part):
        event.add("location", printable(place))
    event.add("url", f"{settings.BASE_URL}{meeting.get_absolute_url()}")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def span_of(delegate: Delegate):
    """Two moments, or two days of which the second is the first one after the end; None where too little is known."""
    meeting = delegate.meeting
    logistics = Logistics.objects.filter(delegate=delegate).first()
    if logistics and logistics.arrives_at and logistics.departs_at:
        return tuple(moment.astimezone(meeting.zone) for moment in (logistics.arrives_at, logistics.departs_at))
    days = days_of(meeting)
    is_precise = all(day.is_day for day in (meeting.starts_on, meeting.ends_on) if day)
    return (days[0], days[1] + timedelta(days=1)) if days and is_precise else None
