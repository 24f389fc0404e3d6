"""What the buttons of the editor do with an entry, as values for `meetings.actions.plans.change_plan`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meetings.axis import MINUTE, begin_of, date_of, moment_at
from meetings.clocks import readings
from meetings.models import Meeting, Plan, Room
from meetings.planning import DAY_TURNS_AT

STEP = 15
SHORTEST, LONGEST = 5, 1440
OPENING, CLOSING = 9 * 60, 22 * 60

Values = dict[str, Any]


@dataclass(frozen=True)
class Moving:
    """An entry, the rooms in their order, and `day`, the one that the page shows."""

    plan: Plan
    rooms: Sequence[Room]
    day: int

    @property
    def meeting(self) -> Meeting:
        return self.plan.meeting

    def values(self, move: str) -> Values:
        """ValidationError by field where it cannot go there; a move that has nowhere to go changes nothing."""
        return MOVES[move](self)

    def by(self, minutes: int) -> Values:
        if not self.plan.starts_at:
            return {}
        begin = begin_of(self.meeting, self.plan.day)
        start = (self.plan.starts_at - begin) // MINUTE + minutes
        return {"day": self.plan.day, "starts_at": moment_at(self.meeting, self.plan.day, start)}

    def longer(self) -> Values:
        return {"minutes": min(LONGEST, (self.plan.minutes // STEP + 1) * STEP)}

    def shorter(self) -> Values:
        return {"minutes": max(SHORTEST, (self.plan.minutes - 1) // STEP * STEP)}

    def room_by(self, step: int) -> Values:
        """Rooms stand in their order, "no room yet" after the last; from all rooms it goes to the first or last."""
        places = [*self.rooms, None]
        keys = [room.pk if room else None for room in places]
        if self.plan.everywhere:
            index = 0 if step > 0 else len(self.rooms) - 1
        else:
            index = keys.index(self.plan.room_id) + step
        return {"room": places[max(0, min(index, len(places) - 1))], "everywhere": False}

    def everywhere(self) -> Values:
        return {"everywhere": not self.plan.everywhere, "room": None}

    def day_by(self, step: int) -> Values:
        return on_day(self.plan, (self.plan.day or self.day) + step)

    def to_tray(self) -> Values:
        return {"starts_at": None, "day": None}

    def put(self) -> Values:
        """Onto the shown day: into the first gap of a room that is long enough, else where the day opens."""
        taken = [plan for plan in standing_on(self.meeting, self.day) if plan.pk != self.plan.pk]
        for start in range(OPENING, CLOSING - self.plan.minutes + 1, STEP):
            for room in self.rooms:
                if is_free(room, moment_at(self.meeting, self.day, start), self.plan.minutes, taken):
                    return {
                        "day": self.day,
                        "starts_at": moment_at(self.meeting, self.day, start),
                        "room": room,
                        "everywhere": False,
                    }
        return {"day": self.day, "starts_at": moment_at(self.meeting, self.day, OPENING)}


MOVES: dict[str, Callable[[Moving], Values]] = {
    "earlier": lambda moving: moving.by(-STEP),
    "later": lambda moving: moving.by(STEP),
    "shorter": Moving.shorter,
    "longer": Moving.longer,
    "room-before": lambda moving: moving.room_by(-1),
    "room-after": lambda moving: moving.room_by(1),
    "everywhere": Moving.everywhere,
    "day-before": lambda moving: moving.day_by(-1),
    "day-after": lambda moving: moving.day_by(1),
    "this-day": lambda moving: on_day(moving.plan, moving.day),
    "tray": Moving.to_tray,
    "put": Moving.put,
}


def on_day(plan: Plan, number: int) -> Values:
    """To another day, at the same time of its clocks."""
    meeting = plan.meeting
    moment_at(meeting, number, DAY_TURNS_AT * 60)  # refuses a day that there is not
    if not plan.starts_at:
        return {"day": number}
    local = plan.starts_at.astimezone(meeting.zone)
    night = (local.date() - date_of(meeting, plan.day)).days
    wall = datetime.combine(date_of(meeting, number) + timedelta(days=night), local.time())
    return {"day": number, "starts_at": moment_of(wall, meeting)}


def moment_of(wall: datetime, meeting: Meeting, *, later: bool = False) -> datetime:
    """The moment, in UTC, at which the clocks show `wall`: of two the first, unless `later`."""
    moments = readings(wall, meeting.zone)
    if not moments:
        raise ValidationError(
            {"start": _("There is no %(time)s that night: the clocks go forward.") % {"time": f"{wall:%H:%M}"}}
        )
    return moments[-1 if later else 0].astimezone(UTC)


def clock_on(meeting: Meeting, number: int, clock: time) -> datetime:
    """`clock` of a day as a wall time; what is earlier than five is after its midnight."""
    return datetime.combine(date_of(meeting, number) + timedelta(days=clock.hour < DAY_TURNS_AT), clock)


def standing_on(meeting: Meeting, day: int) -> list[Plan]:
    return list(meeting.plans.planned().filter(day=day).exclude(starts_at=None))


def is_free(room: Room, moment: datetime, minutes: int, taken: Sequence[Plan]) -> bool:
    end = moment + minutes * MINUTE
    beside = (plan for plan in taken if plan.everywhere or plan.room_id == room.pk)
    return not any(plan.starts_at < end and moment < plan.ends_at for plan in beside)
