"""The home page's thread: every season since the forum's forerunner began, tall where a meeting is on record."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from meetings.models import Meeting, Turnout
from meetings.reads.strips import Slot, slots

BEGINNING = 1993
LOWEST, HIGHEST, UNCOUNTED, NO_RECORD = 22, 72, 30, 5
# A meeting of this many organizations, or more, is as tall as a mark gets.
FULL_HOUSE = 20


@dataclass(frozen=True)
class Bar:
    """One season or meeting: `x` in percent of the width, `y` and `height` in pixels."""

    x: float
    height: int
    tint: str

    @property
    def y(self) -> int:
        return HIGHEST - self.height


@dataclass(frozen=True)
class Tick:
    """A year below the line; a phone leaves the `minor` ones out."""

    x: float
    year: int
    minor: bool


@dataclass(frozen=True)
class Thread:
    bars: list[Bar]
    bar_width: float
    ticks: list[Tick]


def thread_of(held: Sequence[Meeting]) -> Thread:
    """From the `held` meetings, oldest first; one query for how many organizations came."""
    if not held:
        return Thread([], 0, [])
    silent = [Slot(year) for year in range(BEGINNING, held[0].year) for _half in range(2)]
    places = silent + slots(held)
    crowds = organizations_at(held)
    step = 100 / len(places)
    bars = [bar(round(index * step, 2), slot, crowds) for index, slot in enumerate(places)]
    return Thread(bars, round(step * 0.72, 2), ticks(places, step))


def ticks(places: Sequence[Slot], step: float) -> list[Tick]:
    """The first and the last year at the ends, and each fifth year that is far enough from both."""
    where: dict[int, int] = {}
    for index, slot in enumerate(places):
        where.setdefault(slot.year, index)
    first, last = places[0].year, places[-1].year
    between = [year for year in where if year % 5 == 0 and first + 2 < year < last - 2]
    middle = [Tick(round(where[year] * step, 2), year, minor=year % 10 != 0) for year in between]
    return [Tick(0, first, minor=False), *middle, Tick(100, last, minor=False)]


def bar(x: float, slot: Slot, crowds: dict[int, int]) -> Bar:
    if slot.meeting is None:
        return Bar(x, NO_RECORD, "none")
    count = crowds.get(slot.meeting.pk, 0)
    height = LOWEST + (HIGHEST - LOWEST) * min(count, FULL_HOUSE) // FULL_HOUSE if count else UNCOUNTED
    return Bar(x, height, slot.meeting.tint)


def organizations_at(meetings: Sequence[Meeting]) -> dict[int, int]:
    """How many organizations came to each meeting: as counted by a source, else as listed."""
    rows = Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings]).annotate(
        counted=Max("turnouts__value", filter=Q(turnouts__kind=Turnout.Kind.ORGANIZATIONS)),
        listed=Count("delegations", filter=Q(delegations__attended=True), distinct=True),
    )
    return {row.pk: row.counted or row.listed for row in rows}
