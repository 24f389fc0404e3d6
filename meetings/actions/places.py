"""What happens to places that are left when registration closes."""

from datetime import datetime

from django.db import transaction

from meetings.actions.registrations import fill_places, free_places, lock
from meetings.models import Delegate, Meeting
from meetings.rules import takes_changes


def give_left_places(*, now: datetime, dry_run: bool = False) -> int:
    """Once registration is closed, quotas bind no more: let those who wait move up; how many did, or would."""
    waiting = Meeting.objects.published().filter(
        registration_closes_at__lte=now, delegates__in=Delegate.objects.waiting()
    )
    meetings = [meeting for meeting in waiting.distinct() if takes_changes(meeting, now)]
    return sum(left(meeting) if dry_run else give(meeting, now) for meeting in meetings)


def left(meeting: Meeting) -> int:
    waiting, free = meeting.delegates.waiting().count(), free_places(meeting)
    return waiting if free is None else min(free, waiting)


@transaction.atomic
def give(meeting: Meeting, now: datetime) -> int:
    return len(fill_places(meeting=lock(meeting.pk), now=now))
