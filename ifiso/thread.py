"""The home page's thread: every season since the forum's forerunner began, tall where a meeting is on record."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from meetings.models import Meeting, Turnout
from meetings.strips import Slot, slots

BEGINNING = 1993
STEP, WIDTH, HEIGHT = 10, 7, 72
LOWEST, HIGHEST, UNCOUNTED = 22, 72, 30
# A meeting of this many organizations, or more, is as tall as a mark gets.
FULL_HOUSE = 20


@dataclass(frozen=True)
class Bar:
    """One season or meeting, in the drawing's units."""

    x: int
    height: int
    tint: str

    @property
    def y(self) -> int:
        return HEIGHT - self.height


@dataclass(frozen=True)
class Thread:
    bars: list[Bar]
    width: int
    years: list[int]


def thread_of(held: Sequence[Meeting]) -> Thread:
    """From the `held` meetings, oldest first; one query for how many organizations came."""
    crowds = organizations_at(held)
    silent = [Slot(year) for year in range(BEGINNING, held[0].year) for _half in range(2)] if held else []
    places = silent + slots(held)
    bars = [bar(index * STEP, slot, crowds) for index, slot in enumerate(places)]
    years = [BEGINNING, *dict.fromkeys(slot.year for slot in places if slot.meeting)]
    return Thread(bars, max(len(places) * STEP - STEP + WIDTH, STEP), [years[0], *years[1:-1][::4], *years[-1:]])


def bar(x: int, slot: Slot, crowds: dict[int, int]) -> Bar:
    if slot.meeting is None:
        return Bar(x, 5, "none")
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
