"""The rooms of a meeting: no session loses its room without the host's knowing."""

from datetime import datetime
from typing import Any

from django.db import transaction

from meetings.actions.plans import lock_agenda, note
from meetings.actions.positions import next_position, swap
from meetings.models import Meeting, Plan, Room
from meetings.planning import state_of
from meetings.stamps import stamp_of
from organizations.actions.records import record
from organizations.models import User


class StaleRoomError(Exception):
    """Somebody changed it first; `room` is what stands there now."""

    def __init__(self, room: Room):
        super().__init__(str(room))
        self.room = room


class SessionsWouldLoseTheirRoomError(Exception):
    """`count` planned or released sessions are in it."""

    def __init__(self, count: int):
        super().__init__(str(count))
        self.count = count


@transaction.atomic
def add_room(*, meeting: Meeting, name: str, capacity: int | None, by: User) -> Room:
    """A room after the others. ValidationError where the meeting has one of this name."""
    lock_agenda(meeting)
    room = Room(meeting=meeting, name=name, capacity=capacity, position=next_position(meeting.rooms.all()))
    room.full_clean()
    room.save()
    record("added", room, by=by)
    return room


def facts_of(room: Room) -> dict[str, Any]:
    """What a host says of it."""
    return {"name": room.name, "capacity": room.capacity}


@transaction.atomic
def change_room(*, room: Room, stamp: str, name: str, capacity: int | None, by: User) -> bool:
    """Another name or capacity; whether anything changed. Visitors read the name with the next release.

    StaleRoomError where `stamp` is not that of its facts any more, ValidationError where another has this name.
    """
    present = Room.objects.select_for_update().get(pk=room.pk)
    if stamp_of(facts_of(present)) != stamp:
        raise StaleRoomError(present)
    if (present.name, present.capacity) == (name, capacity):
        return False
    present.name, present.capacity = name, capacity
    present.full_clean()
    present.save()
    record("changed", present, by=by)
    return True


@transaction.atomic
def move_room(*, room: Room, up: bool, by: User) -> bool:
    """Show it before the one that stands above it, or after the one below; False where there is none."""
    lock_agenda(room.meeting)
    moved = swap(room.meeting.rooms.all(), room, up=up)
    if moved:
        record("moved", room, by=by, up=up)
    return moved


def sessions_in(room: Room) -> int:
    """How many sessions are planned there."""
    return room.plans.standing().count()


@transaction.atomic
def remove_room(*, room: Room, losing: int, by: User, now: datetime) -> None:
    """Remove it from under its sessions, of which the host knows how many; else SessionsWouldLoseTheirRoomError.

    Each planned session that loses it has a step on record, so that nobody who has it open overwrites that.
    """
    lock_agenda(room.meeting)
    count = sessions_in(room)
    if count > losing:
        raise SessionsWouldLoseTheirRoomError(count)
    plans = list(room.plans.select_related("room").prefetch_related("topics", "leads"))
    steps = []
    for plan in plans:
        before = state_of(plan)
        plan.room, plan.version, plan.changed_by, plan.changed_at = None, plan.version + 1, by, now
        steps.append((plan, before, "changed"))
    Plan.objects.bulk_update(plans, ["room", "version", "changed_by", "changed_at"])
    note(room.meeting, steps, by=by, now=now)
    record("removed", room, by=by, sessions=count)
    room.delete()
