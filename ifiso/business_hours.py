"""A clock that ticks on business days only."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_business_day(day: date, holidays: Collection[date]) -> bool:
    """Whether `day` is a Monday to Friday and no holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def due_at(received: datetime, *, hours: int = 24, zone: ZoneInfo, holidays: Collection[date]) -> datetime:
    """The moment, in `zone`, by which `hours` hours of business days have passed since `received` (aware).

    Days begin and end at midnight in `zone`; what passes between two moments is counted in UTC, because a day on which
    the clocks change has 23 or 25 hours. A time that ends with a day is given as the next day's midnight.
    """
    left = timedelta(hours=hours)
    clock = received.astimezone(UTC)
    day = received.astimezone(zone).date()
    while True:
        midnight = start_of(day + ONE_DAY, zone)
        if is_business_day(day, holidays):
            if left <= midnight - clock:
                return (clock + left).astimezone(zone)
            left -= midnight - clock
        clock = midnight
        day += ONE_DAY


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, at which `day` begins in `zone`."""
    return datetime.combine(day, time.min, zone).astimezone(UTC)
