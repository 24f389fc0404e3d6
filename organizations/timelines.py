"""A membership as one continuous line: solid where a source dates it, dashed where attendance alone shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ifiso.dates import PartialDate
from organizations.models import Membership

WIDTH, LEFT, RIGHT = 720, 14, 706
LONGEST_TICKS = 9


@dataclass(frozen=True)
class Segment:
    """A stretch of the line, in the drawing's units; `certain` where its beginning is dated by a source."""

    x1: float
    x2: float
    certain: bool
    open: bool


@dataclass(frozen=True)
class Mark:
    """One meeting on the line."""

    x: float
    tint: str
    hosted: bool


@dataclass(frozen=True)
class Tick:
    x: float
    year: int


@dataclass(frozen=True)
class Seen:
    """A meeting at which the organization was seen: a decimal year, the season's class, and whether it hosted."""

    at: float
    tint: str
    hosted: bool


@dataclass(frozen=True)
class Timeline:
    segments: list[Segment]
    marks: list[Mark]
    ticks: list[Tick]


def decimal_year(day: date) -> float:
    """`2014-07-02` as about 2014.5."""
    return day.year + (day.timetuple().tm_yday - 1) / 366


def timeline(memberships: Sequence[Membership], seen: Sequence[Seen], today: date) -> Timeline:
    """The line from the first thing known to `today`. Periods of which no date is known are said in words beside it."""
    now = decimal_year(today)
    periods = [period for membership in memberships if (period := period_of(membership, seen, now))]
    known = [start for start, *_rest in periods] + [meeting.at for meeting in seen]
    first = int(min(known, default=now))
    last = int(now) + 1

    def across(year: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (year - first) / (last - first), 1)

    step = next(step for step in (1, 2, 5, 10, 25, 50, 100) if (last - first) / step <= LONGEST_TICKS)
    years = [year for year in range(first, last + 1) if year % step == 0]
    return Timeline(
        [Segment(across(start), across(end), certain, is_open) for start, end, certain, is_open in periods],
        [Mark(across(meeting.at), meeting.tint, meeting.hosted) for meeting in seen],
        [Tick(across(year), year) for year in years],
    )


def period_of(membership: Membership, seen: Sequence[Seen], now: float) -> tuple[float, float, bool, bool] | None:
    """(start, end, whether the start is dated, whether it goes on) in decimal years; None where nothing is known."""
    if membership.since:
        start = decimal_year(membership.since.earliest)
    elif not membership.ended and seen:
        start = min(meeting.at for meeting in seen)
    else:
        return None
    end = decimal_year(membership.until.latest) if membership.until else now
    if membership.ended and not membership.until:
        return None
    return start, end, membership.since is not None, not membership.ended


def in_words(membership: Membership) -> str:
    """`Member since 2014`, `Member from 2001 to 2009`, `An earlier membership, dates unknown`."""
    since, until = written(membership.since), written(membership.until)
    if not membership.ended:
        return _("Member since %(since)s") % {"since": since} if since else _("Member; since when is not known")
    if since and until:
        return _("Member from %(since)s to %(until)s") % {"since": since, "until": until}
    if since:
        return _("Member from %(since)s; the end is not known") % {"since": since}
    if until:
        return _("Member until %(until)s; the beginning is not known") % {"until": until}
    return _("An earlier membership whose dates are not known")


def written(day: PartialDate | None) -> str:
    return day.display() if day else ""
