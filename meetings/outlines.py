"""The template of an agenda, in the spirit of the forum's meetings, for as many days as a meeting has."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from meetings.models.sessions import SessionKind as Kind
from meetings.planning import days_of
from meetings.skeletons import Skeleton, Slot

ALL_ROOMS, FIRST, SECOND = "", "first", "second"
ROOMS = {FIRST: _("Main room"), SECOND: _("Second room")}

# Start, minutes, kind, title, where: without a room for all together, else in one of two rooms.
ARRIVAL = [
    ("14:00", 120, Kind.SOCIAL, _("Arrival and registration"), ALL_ROOMS),
    ("16:00", 90, Kind.PLENARY, _("Opening plenary: the outcomes that are still open"), ALL_ROOMS),
    ("17:30", 30, Kind.BREAK, _("Coffee break"), ALL_ROOMS),
    ("18:00", 90, Kind.PRESENTATION, _("Organizations present themselves"), FIRST),
    ("19:30", 90, Kind.BREAK, _("Dinner"), ALL_ROOMS),
    ("21:00", 120, Kind.SOCIAL, _("Getting to know each other"), ALL_ROOMS),
]
MORNING = [
    ("09:00", 30, Kind.PLENARY, _("The day ahead"), ALL_ROOMS),
    ("11:00", 30, Kind.BREAK, _("Coffee break"), ALL_ROOMS),
    ("13:00", 90, Kind.BREAK, _("Lunch"), ALL_ROOMS),
    ("16:00", 30, Kind.BREAK, _("Coffee break"), ALL_ROOMS),
    ("19:00", 90, Kind.BREAK, _("Dinner"), ALL_ROOMS),
]
PRACTICE = [
    ("09:30", 90, Kind.PRESENTATION, _("Organizations present themselves"), FIRST),
    ("11:30", 90, Kind.BEST_PRACTICE, _("Best practice"), FIRST),
    ("11:30", 90, Kind.BEST_PRACTICE, _("Best practice"), SECOND),
    ("14:30", 90, Kind.WORKSHOP, _("Workshop"), FIRST),
    ("14:30", 90, Kind.WORKSHOP, _("Workshop"), SECOND),
    ("16:30", 90, Kind.OPEN_SPACE, _("Open space"), FIRST),
    ("20:30", 150, Kind.SOCIAL, _("International evening"), ALL_ROOMS),
]
TRAINING = [
    ("09:30", 90, Kind.TRAINING, _("Training"), FIRST),
    ("09:30", 90, Kind.TRAINING, _("Training"), SECOND),
    ("11:30", 90, Kind.TRAINING, _("Training"), FIRST),
    ("11:30", 90, Kind.PARTNER, _("Partner session"), SECOND),
    ("14:30", 90, Kind.WORKSHOP, _("Workshop"), FIRST),
    ("14:30", 90, Kind.WORKSHOP, _("Workshop"), SECOND),
    ("16:30", 120, Kind.SOCIAL, _("The city and its students"), ALL_ROOMS),
    ("20:30", 150, Kind.SOCIAL, _("Farewell evening"), ALL_ROOMS),
]
DEPARTURE = [
    ("09:30", 90, Kind.PLENARY, _("Outcomes: who takes on what until next time"), ALL_ROOMS),
    ("11:00", 30, Kind.BREAK, _("Coffee break"), ALL_ROOMS),
    ("11:30", 90, Kind.PLENARY, _("Closing plenary: next host and hand-over"), ALL_ROOMS),
    ("13:00", 60, Kind.BREAK, _("Lunch"), ALL_ROOMS),
    ("14:00", 60, Kind.SOCIAL, _("Departure"), ALL_ROOMS),
]
ONE_DAY = [
    ("09:00", 60, Kind.PLENARY, _("Opening plenary: the outcomes that are still open"), ALL_ROOMS),
    ("10:00", 60, Kind.PRESENTATION, _("Organizations present themselves"), FIRST),
    ("11:00", 30, Kind.BREAK, _("Coffee break"), ALL_ROOMS),
    ("11:30", 90, Kind.BEST_PRACTICE, _("Best practice"), FIRST),
    ("13:00", 60, Kind.BREAK, _("Lunch"), ALL_ROOMS),
    ("14:00", 90, Kind.WORKSHOP, _("Workshop"), FIRST),
    ("14:00", 90, Kind.WORKSHOP, _("Workshop"), SECOND),
    ("15:30", 30, Kind.BREAK, _("Coffee break"), ALL_ROOMS),
    ("16:00", 90, Kind.PLENARY, _("Closing plenary: next host and hand-over"), ALL_ROOMS),
]


def template_for(meeting: Meeting) -> Skeleton:
    """A skeleton for its days, in its first two rooms or, as far as it has none, in two that will be made."""
    rooms = room_names(meeting)
    plan = outline(len(days_of(meeting)))
    slots = [
        Slot(
            day=day,
            late=0,
            start=time.fromisoformat(start),
            minutes=minutes,
            kind=kind,
            title=str(title),
            room=rooms.get(where, ""),
            everywhere=not where,
        )
        for day, entries in enumerate(plan, start=1)
        for start, minutes, kind, title, where in sorted(entries, key=lambda entry: (entry[0], entry[4] == SECOND))
    ]
    used = dict.fromkeys(slot.room for slot in slots if slot.room)
    return Skeleton(slots, used)


def outline(days: int) -> list[list[tuple]]:
    """Between arrival and departure the days take turns: exchange of practice, training."""
    if days == 1:
        return [ONE_DAY]
    between = [MORNING + (TRAINING if number % 2 else PRACTICE) for number in range(days - 2)]
    return [ARRIVAL, *between, DEPARTURE]


def room_names(meeting: Meeting) -> dict[str, str]:
    own = list(meeting.rooms.values_list("name", flat=True)[:2])
    names = [*own, *(str(name) for name in ROOMS.values() if str(name) not in own)]
    return dict(zip(ROOMS, names, strict=False))
