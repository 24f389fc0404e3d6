"""Times of day and lengths as people write them: `9:00`, `9.30 am`, `0900`, `9h30`, `noon`; `90`, `1:30`, `1 h 30`."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from meetings.clocks import readings

HOUR = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2})(?:[:.]00(?:\.0+)?)?)?\s*(?P<half>[ap]m)?", re.ASCII
)
FOUR_DIGITS = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})\s*(?P<half>[ap]m)?", re.ASCII)
O_CLOCK = re.compile(r"\s*(?:h|hrs?|hours|uhr|o[\u2019']?clock)$")
WORDS = {"noon": 720, "midday": 720, "midnight": 1440}
BETWEEN = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b|\btill\b)\s*")
TIME_BEHIND_A_DAY = re.compile(r"\d:\d|\d\s*(?:[ap]\.?m|h)|noon|midnight", re.ASCII | re.IGNORECASE)
STAMP = re.compile(r"\d{4}-\d{2}-\d{2}[t ]\d{1,2}:\d{2}.*", re.ASCII | re.IGNORECASE | re.DOTALL)

CLOCK_LENGTH = re.compile(r"(\d{1,2}):(\d{2})(?::00)?", re.ASCII)
LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?|std)\.?)?\s*(?:and\s*)?"
    r"(?:(?P<minutes>\d{1,4})\s*(?:m|mins?|minutes?|['\u2019\u2032])?\.?)?",
    re.ASCII,
)
DAY = 1440


def minute_of_day(text: str) -> int:
    """Minutes since midnight, 0 to 1440; ValueError with a sentence where `text` is no time."""
    plain = " ".join(text.lower().replace("a.m.", "am").replace("p.m.", "pm").split())
    if plain in WORDS:
        return WORDS[plain]
    plain = O_CLOCK.sub("", plain)
    match = HOUR.fullmatch(plain) or FOUR_DIGITS.fullmatch(plain)
    if match is None:
        raise no_time()
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if minute > 59 or hour > (12 if half else 24) or (half and not hour):
        raise no_time()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour * 60 + minute > DAY:
        raise no_time()
    return hour * 60 + minute


def no_time() -> ValueError:
    return ValueError(_("This is no time of day. Write it like 09:30."))


def from_and_to(text: str) -> tuple[int, int | None]:
    """`9:00`, or `9:00 - 10:30` in one cell."""
    parts = BETWEEN.split(text.lower().removeprefix("from "))
    if len(parts) == 2:
        return minute_of_day(parts[0]), minute_of_day(parts[1])
    return minute_of_day(text), None


def day_and_time(text: str) -> tuple[str, str]:
    """`19 Nov 9:00` as its day and its time; the day is empty where only a time stands there.

    Behind a day a time has to look like one, lest the year of `19 November 2026` be taken for it.
    """
    words = text.split()
    for cut in range(len(words)):
        clock = " ".join(words[cut:])
        if cut and not TIME_BEHIND_A_DAY.search(clock):
            continue
        try:
            from_and_to(clock)
        except ValueError:
            continue
        return " ".join(words[:cut]), clock
    return "", text


def stamp_of(text: str) -> datetime | None:
    """`2026-11-19T09:00`, with or without an offset; None where it is not written so."""
    if not STAMP.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def length_of(text: str) -> int:
    """Minutes, 5 to 1440; ValueError with a sentence where `text` is no length."""
    plain = " ".join(text.lower().split())
    if match := CLOCK_LENGTH.fullmatch(plain):
        return within_a_day(int(match[1]) * 60 + int(match[2]))
    match = LENGTH.fullmatch(plain)
    if not plain or match is None or not (match["hours"] or match["minutes"]):
        raise ValueError(_("This is no length. Write the minutes, such as 90."))
    hours = float((match["hours"] or "0").replace(",", "."))
    return within_a_day(round(hours * 60) + int(match["minutes"] or 0))


def within_a_day(minutes: int) -> int:
    if not 5 <= minutes <= DAY:
        raise ValueError(_("A session takes between 5 minutes and 24 hours."))
    return minutes


def moment_at(day: date, minute: int, zone: ZoneInfo, *, after: datetime | None = None) -> tuple[datetime, str]:
    """The moment in UTC at which clocks in `zone` show that minute of `day`, and what to know of it.

    Where they show it twice, the first that lies `after` the moment given. ValueError where they never do.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    found = readings(wall, zone)
    if not found:
        raise ValueError(_("The clocks never show %(time)s that night: they go forward.") % {"time": f"{wall:%H:%M}"})
    if len(found) == 1:
        return found[0].astimezone(UTC), ""
    chosen = next((moment for moment in found if after and moment > after), found[0])
    sentence = _("The clocks show %(time)s twice that night; taken as the one at UTC%(offset)s.")
    return chosen.astimezone(UTC), sentence % {"time": f"{wall:%H:%M}", "offset": chosen.isoformat()[-6:]}
