"""Many entries of an agenda that arrive at once: from an import, an earlier meeting or a template."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max, prefetch_related_objects

from ifiso.text import fold
from meetings.actions.plans import add_plans, assign, lock_agenda, note, relate
from meetings.actions.rooms import add_room
from meetings.models import Meeting, Plan, PlannedLead, Room
from meetings.planning import state_of
from organizations.actions.records import record
from organizations.models import User

# What the steps of a batch are called on record.
COPIED, TEMPLATE, IMPORTED = VERBS = ("copied", "template", "imported")


class AgendaMovedOnError(Exception):
    """Somebody worked on the agenda since the page was made, perhaps by the same button."""


@transaction.atomic
def fill_agenda(
    *,
    meeting: Meeting,
    entries: list[dict[str, Any]],
    rooms: Mapping[str, int | None],
    verb: str,
    seen: int,
    by: User,
    now: datetime,
) -> list[Plan]:
    """Add `entries`, as of `add_plans` but with rooms by name; those of `rooms`, with capacities, are made if missing.

    AgendaMovedOnError where the agenda's last step is not number `seen`, so that pressing twice fills it once.
    """
    lock_agenda(meeting)
    if last_step(meeting) != seen:
        raise AgendaMovedOnError
    named = rooms_named(meeting, rooms, by=by)
    placed = [{**entry, "room": named.get(fold(entry["room"]))} for entry in entries]
    plans = add_plans(meeting=meeting, entries=placed, by=by, now=now, verb=verb)
    record(verb, meeting, by=by, changes_pages=False, entries=len(plans))
    return plans


def last_step(meeting: Meeting) -> int:
    """The number of the last step in the making of the agenda; 0 before the first."""
    return meeting.plan_changes.aggregate(last=Max("number"))["last"] or 0


def rooms_named(meeting: Meeting, rooms: Mapping[str, int | None], *, by: User) -> dict[str, Room]:
    """The meeting's rooms by folded name, with those of `rooms` that it lacked."""
    named = {fold(room.name): room for room in meeting.rooms.all()}
    for name, capacity in rooms.items():
        if fold(name) and fold(name) not in named:
            named[fold(name)] = add_room(meeting=meeting, name=name, capacity=capacity, by=by)
    return named


@transaction.atomic
def correct_plans(
    *, meeting: Meeting, changes: Sequence[tuple[Plan, dict[str, Any]]], verb: str, by: User, now: datetime
) -> None:
    """Set values, as of `change_plan`, on many entries at once, each as it was read under the agenda's lock."""
    lock_agenda(meeting)
    fresh = meeting.plans.select_related("room").in_bulk([plan.pk for plan, _values in changes])
    for related, name in ((PlannedLead, "leads"), (Plan.topics.through, "topics")):
        related.objects.filter(plan__in=[plan.pk for plan, values in changes if name in values]).delete()
    steps = []
    for known, values in changes:
        plan = fresh[known.pk]
        plan.meeting = meeting
        assign(plan, values)
        plan.version, plan.changed_by = plan.version + 1, by
        plan.save()
        steps.append((plan, state_of(known), verb))
    relate((fresh[known.pk], values) for known, values in changes)
    note(meeting, steps, by=by, now=now)


@transaction.atomic
def take_back(*, meeting: Meeting, at: datetime, by: User, now: datetime) -> int:
    """Take the entries of the batch of that moment out again, but for those that somebody changed since; how many."""
    lock_agenda(meeting)
    steps = meeting.plan_changes.filter(at=at, verb__in=VERBS, before={}, undone_at=None, plan__session=None)
    untouched = steps.filter(version=F("plan__version"), plan__state=Plan.State.PLANNED).select_related("plan__room")
    plans = [step.plan for step in untouched]
    prefetch_related_objects(plans, "topics", "leads")
    before = [state_of(plan) for plan in plans]
    numbers = [step.pk for step in untouched]
    for plan in plans:
        plan.state, plan.version, plan.changed_by = Plan.State.REMOVED, plan.version + 1, by
    Plan.objects.bulk_update(plans, ["state", "version", "changed_by"])
    note(meeting, [(plan, was, "undone") for plan, was in zip(plans, before, strict=True)], by=by, now=now)
    meeting.plan_changes.filter(pk__in=numbers).update(undone_at=now)
    record("taken back", meeting, by=by, changes_pages=False, entries=len(plans))
    return len(plans)
