"""The clock of a zone as calendar programs want it told: a VTIMEZONE of RFC 5545 for just the years that matter."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from meetings.models.meetings import zone_named

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


class Observance(NamedTuple):
    """From `onset` on, which is what the clock of before showed, it shows UTC and `after`."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool


def timezone_of(key: str, first_year: int, last_year: int) -> Timezone:
    """The zone `key`, such as Europe/Lisbon, right from the first moment of `first_year` to the last of `last_year`."""
    component = Timezone()
    component.add("tzid", key)
    for observance in observances(key, first_year, last_year):
        part = TimezoneDaylight() if observance.is_daylight else TimezoneStandard()
        part.DTSTART = observance.onset
        part.TZOFFSETFROM = observance.before
        part.TZOFFSETTO = observance.after
        part.add("tzname", observance.name)
        component.add_component(part)
    return component


@lru_cache(maxsize=256)
def observances(key: str, first_year: int, last_year: int) -> tuple[Observance, ...]:
    """How the clock stands when `first_year` begins, and each change until `last_year` is over.

    The library's own search gives the hour that the clock jumps to for the onset, and not the one that it leaves.
    """
    zone = zone_named(key)
    start, end = datetime(first_year, 1, 1, tzinfo=zone), datetime(last_year + 1, 1, 1, tzinfo=zone)
    found = [observance_of(start, start)]
    for moment in changes(zone, start.astimezone(UTC), end.astimezone(UTC)):
        found.append(observance_of((moment - SECOND).astimezone(zone), moment.astimezone(zone)))
    return tuple(found)


def observance_of(before: datetime, after: datetime) -> Observance:
    """`after` is the first moment of the new time, `before` one of the old."""
    onset = after.astimezone(UTC).replace(tzinfo=None) + offset(before)
    return Observance(onset, offset(before), offset(after), after.tzname() or "", bool(after.dst()))


def offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments, in UTC, after `start` and up to `end` at which the clocks of `zone` are changed."""

    def clock(moment):
        local = moment.astimezone(zone)
        return local.utcoffset(), local.tzname(), local.dst()

    while start < end:
        low, high = start, min(start + DAY, end)
        if clock(low) != clock(high):
            while high - low > SECOND:
                middle = low + ((high - low) // 2 // SECOND) * SECOND
                low, high = (middle, high) if clock(middle) == clock(start) else (low, middle)
            yield high
        start = min(start + DAY, end)
