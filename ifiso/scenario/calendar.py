"""What the scenario's meetings are called and when things take place, counted from its day."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ifiso.dates import PartialDate
from meetings.models import Season

Name = dict[str, str | int]  # the fields of Meeting by which one is known: slug, season, year and title

FORUM_MEETINGS = ("running", "open", "announced")
# Meetings of other kinds that are over, with what they are called and how long ago they ended.
OVER: dict[str, tuple[str, str, timedelta]] = {
    "just_over": ("training-days", "Training Days", timedelta(days=9)),
    "unwritten": ("archive-days", "Archive Days", timedelta(days=4)),
}


def names_on(day: date, *, taken: Collection[str]) -> dict[str, Name]:
    """The names of all meetings; the forum's take the coming seasons whose slug is not `taken` by a real one."""
    over = {key: named_by_year(slug, title, (day - ago).year) for key, (slug, title, ago) in OVER.items()}
    free = (name for name in seasons_from(day) if name["slug"] not in taken)
    return {**over, **dict(zip(FORUM_MEETINGS, free, strict=False))}


def named_by_year(slug: str, title: str, year: int) -> Name:
    return {"slug": f"{slug}-{year}", "season": "", "year": year, "title": f"{title} {year}"}


def seasons_from(day: date) -> Iterator[Name]:
    """The season of `day` and all that follow. Only the scenario takes a season from a month."""
    year, season = day.year, Season.SPRING if day.month <= 6 else Season.AUTUMN
    while True:
        yield {"slug": f"{season.value}-{year}", "season": season.value, "year": year, "title": ""}
        if season is Season.AUTUMN:
            year, season = year + 1, Season.SPRING
        else:
            season = Season.AUTUMN


def on(day: date, number: int) -> PartialDate:
    """The day `number` days after `day`."""
    return PartialDate.of(day + timedelta(days=number))


def month_after(month: PartialDate | date, number: int) -> PartialDate:
    """The month `number` months after that of `month`."""
    year, index = divmod(month.year * 12 + month_number(month) - 1 + number, 12)
    return PartialDate(f"{year:04}-{index + 1:02}")


def month_number(day: PartialDate | date) -> int:
    return day.parts[1] if isinstance(day, PartialDate) else day.month


def at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    """The moment at which a clock in `zone` shows `clock`, such as 09:30, on `day`."""
    return datetime.combine(day, time.fromisoformat(clock), zone)


def moved_on_the_wall(moment: datetime, *, days: timedelta, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, `days` later at which a clock in `zone` shows the same time."""
    return (moment.astimezone(zone) + days).astimezone(UTC)


def next_occurrence(day: date, month: int, day_of_month: int) -> date:
    """The first such date after `day`."""
    this_year = date(day.year, month, day_of_month)
    return this_year if this_year > day else date(day.year + 1, month, day_of_month)
