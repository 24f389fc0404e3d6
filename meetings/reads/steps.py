"""The last steps in the making of an agenda, in words."""

from collections.abc import Mapping

from django.db.models import Max

from meetings.models import Meeting
from meetings.reads.wording import Step, step_of
from organizations.models import User

SHOWN = 8
TOLD_AT_ONCE = 5


def last_number(meeting: Meeting) -> int:
    """That of the last step; 0 before the first."""
    return meeting.plan_changes.aggregate(last=Max("number"))["last"] or 0


def last_steps(meeting: Meeting, rooms: Mapping[int, str]) -> list[Step]:
    changes = meeting.plan_changes.select_related("by")[:SHOWN]
    return [step_of(meeting, change, rooms) for change in changes]


def steps_of_others(meeting: Meeting, user: User, since: int, rooms: Mapping[int, str]) -> list[Step]:
    """What others did after step `since`, the last five, oldest first."""
    changes = meeting.plan_changes.filter(number__gt=since).exclude(by=user).select_related("by")[:TOLD_AT_ONCE]
    return [step_of(meeting, change, rooms) for change in reversed(changes)]


def may_undo(meeting: Meeting, user: User) -> bool:
    """Whether `user` has a step left to take back."""
    return meeting.plan_changes.filter(by=user, undone_at=None).exclude(verb="undone").exists()
