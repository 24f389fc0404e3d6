"""The forum's story year by year, with the years of which nothing is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ifiso.charts import Chart, Point, dated_chart
from ifiso.dates import PartialDate
from meetings.models import Meeting
from organizations.models import Figure, Milestone

# In this year IMISO still existed: it was registered then, says the IAPS post of 2014, and dissolved afterwards.
IMISO_LAST_SEEN = 1997


@dataclass(frozen=True)
class Year:
    """A year with its milestones and meetings."""

    year: int
    milestones: Sequence[Milestone]
    meetings: Sequence[Meeting]

    @property
    def last(self) -> int:
        return self.year


@dataclass(frozen=True)
class Gap:
    """The years `first` to `last`, of which nothing is on record."""

    first: int
    last: int

    @property
    def is_one_year(self) -> bool:
        return self.first == self.last


def chronicle(milestones: Iterable[Milestone], meetings: Iterable[Meeting], until: int) -> list[Year | Gap]:
    """Years and gaps, oldest first, up to the year `until`; both arguments come in order, undated ones stay out."""
    years: dict[int, tuple[list, list]] = {}
    for milestone in milestones:
        if milestone.dated:
            years.setdefault(milestone.dated.year, ([], []))[0].append(milestone)
    for meeting in meetings:
        years.setdefault(meeting.year, ([], []))[1].append(meeting)
    told: list[Year | Gap] = []
    last_told = min(years, default=until + 1) - 1
    for year in sorted(years):
        told += gap(last_told + 1, year - 1)
        told.append(Year(year, *years[year]))
        last_told = year
    return told + gap(last_told + 1, until)


def gap(first: int, last: int) -> list[Gap]:
    """The gap, split where IMISO ends, so that the two halves can be told apart; nothing where there is none."""
    if first > last:
        return []
    if first <= IMISO_LAST_SEEN < last:
        return [Gap(first, IMISO_LAST_SEEN), Gap(IMISO_LAST_SEEN + 1, last)]
    return [Gap(first, last)]


def chart_of(figures: Iterable[Figure]) -> Chart | None:
    """The chart of the figures that have a date; None where none has."""
    points = tuple(point_of(figure, figure.as_of) for figure in figures if figure.as_of)
    return drawn(points) if points else None


@lru_cache(maxsize=8)
def drawn(points: tuple[Point, ...]) -> Chart:
    """Placing labels takes as long as half of the page, and the forum's figures change once in a while."""
    return dated_chart(points)


def point_of(figure: Figure, as_of: PartialDate) -> Point:
    return Point(
        value=figure.value,
        earliest=as_of.earliest,
        latest=as_of.latest,
        label=as_of.display(),
        worded=figure.as_worded or str(figure.value),
        source=short_title(figure.source.code),
    )


def short_title(code: str) -> str:
    """`IFMSA` of the source `ifmsa-2016`: codes begin with who wrote it."""
    return code.partition("-")[0].upper()
