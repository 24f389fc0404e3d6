"""The archive by biennium, the newest first: a place for each season, whether a record exists or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from django.utils.translation import gettext as _

from meetings.models import Meeting, Season

LATEST_FIRST = (Season.AUTUMN, Season.SPRING)


class OfMeeting(Protocol):
    """Whatever a page wants to say of a meeting."""

    @property
    def meeting(self) -> Meeting: ...


Record = TypeVar("Record", bound=OfMeeting)


@dataclass(frozen=True)
class Line(Generic[Record]):
    """One line of a biennium: a meeting, or a season of which no record exists; `awaited` while its year lasts."""

    name: str
    record: Record | None = None
    awaited: bool = False


@dataclass(frozen=True)
class Biennium(Generic[Record]):
    """Two calendar years, or many in which no meeting is on record: then `lines` is empty."""

    first: int
    last: int
    lines: Sequence[Line[Record]]

    @property
    def years(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def biennia(records: Iterable[Record], *, first_year: int, this_year: int) -> list[Biennium[Record]]:
    """From the newest year down to `first_year` or the first meeting. `records` come oldest first."""
    by_year: dict[int, list[Record]] = {}
    for record in records:
        by_year.setdefault(record.meeting.year, []).append(record)
    newest, oldest = max([this_year, *by_year]), min([first_year, *by_year])
    entries = []
    for begin in range(newest - newest % 2, oldest - 2, -2):
        years = range(min(begin + 1, newest), max(begin, oldest) - 1, -1)
        lines = [line for year in years for line in lines_of(year, by_year.get(year, []), this_year)]
        known = any(line.record for line in lines)
        entries.append(Biennium(years[-1], years[0], lines if known else []))
    return joined(entries)


def lines_of(year: int, records: Sequence[Record], this_year: int) -> list[Line[Record]]:
    """A year's lines, the latest first: the seasons in their order, other meetings between them.

    Of a year to come only what is announced.
    """
    forum = {record.meeting.season: record for record in records if record.meeting.season}
    others = [Line(record.meeting.name, record) for record in reversed(records) if not record.meeting.season]
    autumn, spring = (season_line(season, year, forum.get(season), this_year) for season in LATEST_FIRST)
    return [line for line in (autumn, *others, spring) if line.record or year <= this_year]


def season_line(season: Season, year: int, record: Record | None, this_year: int) -> Line[Record]:
    if record:
        return Line(record.meeting.name, record)
    name = _("%(season)s %(year)d") % {"season": season.label, "year": year}
    return Line(name, awaited=year == this_year)


def joined(entries: Iterable[Biennium[Record]]) -> list[Biennium[Record]]:
    """Neighbouring biennia without a meeting as one."""
    result: list[Biennium[Record]] = []
    for known, group in groupby(entries, key=lambda entry: bool(entry.lines)):
        run = list(group)
        result.extend(run if known else [Biennium(run[-1].first, run[0].last, [])])
    return result
