"""What somebody's own calendar holds: the sessions with a star, those that they lead, and their meetings."""

from datetime import date
from itertools import chain

from django.db.models import Q
from django.utils.translation import gettext as _
from icalendar import Event

from meetings.calendars import HOUR, calendar_named, finished, session_event
from meetings.journeys import journey_event, span_of
from meetings.models import Logistics, Meeting, Session
from meetings.reads.leading import leads_of
from meetings.reads.programme import items_of, last_releases
from organizations.models import User


def personal_calendar_of(user: User, day: date) -> bytes:
    """Of the meetings of this year as `day` has it, of the last one and of those to come; eight queries."""
    calendar = calendar_named(_("My meetings, IFISO"), HOUR)
    recent = Meeting.objects.published().filter(year__gte=day.year - 1)
    events = list(chain(journeys(user, recent), sessions(user, recent, day)))
    # Without a single event the zone stands alone: a calendar must hold something.
    return finished(calendar, events, [] if events else ["Europe/Brussels"])


def journeys(user: User, meetings) -> list[Event]:
    """A stay for each meeting to which `user` comes."""
    delegates = list(user.delegates.confirmed().filter(meeting__in=meetings).select_related("meeting").order_by("pk"))
    known = {row.delegate_id: row for row in Logistics.objects.filter(delegate__in=delegates)}
    events = []
    for delegate in delegates:
        logistics = known.get(delegate.pk)
        if span := span_of(delegate, logistics):
            changed_at = max(delegate.registered_at, logistics.updated_at) if logistics else delegate.registered_at
            events.append(journey_event(delegate, span, changed_at))
    return events


def sessions(user: User, meetings, day: date) -> list[Event]:
    """An event for each session whose day is known."""
    mine = Q(stars__user=user) | Q(pk__in=leads_of(user, day).values("session"))
    rows = Session.objects.public().filter(mine, meeting__in=meetings).order_by("meeting", "starts_at", "pk").distinct()
    known = {meeting.pk: meeting for meeting in meetings.filter(sessions__in=rows.order_by()).distinct()}
    items = items_of(rows, known, last_releases(known.values()))
    return [session_event(item) for item in items if item.begins or item.day]
