"""Planned sessions move along when the meeting's first day or its zone becomes another."""

from datetime import datetime, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from django.db import transaction

from meetings.actions.plans import lock_agenda, note
from meetings.clocks import moment_at
from meetings.models import Meeting, Plan
from meetings.planning import day_number, state_of
from organizations.models import User

MOVED = "moved along"


@transaction.atomic
def move_along(*, meeting: Meeting, shift: int, moves: bool, zone: ZoneInfo, by: User, now: datetime) -> int:
    """Give the planned sessions the hours that their clocks showed before, in the meeting's zone; how many changed.

    `zone` is the one before, `shift` by how many days the first day moved. Where `moves` is false they stay on their
    dates, and are listed under the days that these now are. What would fall in an hour that the clocks skip begins an
    hour later. Every entry that changed has a step of its own on record.
    """
    if not shift and zone == meeting.zone:
        return 0
    lock_agenda(meeting)
    timed = meeting.plans.standing().exclude(starts_at=None).select_related("room")
    steps = []
    for plan in timed.prefetch_related("topics", "leads"):
        before = state_of(plan)
        begins = moved(plan, meeting, shift if moves else 0, zone)
        plan.starts_at, plan.ends_at = begins, begins + timedelta(minutes=plan.minutes)
        if not moves:
            plan.day = day_number(meeting, begins) or 1
        if state_of(plan) != before:
            plan.version, plan.changed_by, plan.changed_at = plan.version + 1, by, now
            steps.append((plan, before, MOVED))
    plans = [plan for plan, _before, _verb in steps]
    Plan.objects.bulk_update(plans, ["starts_at", "ends_at", "day", "version", "changed_by", "changed_at"])
    note(meeting, steps, by=by, now=now)
    return len(plans)


def moved(plan: Plan, meeting: Meeting, days: int, zone: ZoneInfo) -> datetime:
    began = cast(datetime, plan.starts_at)
    wall = began.astimezone(zone).replace(tzinfo=None) + timedelta(days=days)
    return moment_at(wall, meeting.zone)
