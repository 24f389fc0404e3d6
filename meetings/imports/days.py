"""Days as people write them in a programme: `Day 2`, `Thu`, `19 Nov`, `19.11.2026`, `2026-11-19`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
DIGITS = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2})?)?", re.ASCII)
COUNTED = re.compile(r"day\s*(\d{1,2})", re.ASCII)
ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
SHAPE = {"date": "2026-11-19"}
SPREADSHEET_DAY_ZERO = date(1899, 12, 30)


@dataclass(frozen=True)
class Day:
    """`counted` where the programme's day is meant, so that what begins after midnight still belongs to it."""

    date: date
    counted: bool


def day_of(text: str, days: list[date]) -> Day:
    """The day that `text` names, given those of the meeting; ValueError with a sentence where it names none."""
    plain = " ".join(text.lower().replace(",", " ").split())
    if match := COUNTED.fullmatch(plain):
        return nth(int(match[1]), days)
    if re.fullmatch(r"\d{1,2}", plain, re.ASCII):
        number = int(plain)
        return nth(number, days) if 1 <= number <= len(days) else the_only(d for d in days if d.day == number)
    if re.fullmatch(r"[45]\d{4}", plain, re.ASCII):
        return Day(SPREADSHEET_DAY_ZERO + timedelta(days=int(plain)), counted=False)
    if match := ISO.search(plain):
        return dated(plain, match, [match.groups()])
    if match := DIGITS.search(plain):
        first, second, year = match.groups()
        return dated(plain, match, sorted(with_years(first, second, year, days), key=lambda one: not among(one, days)))
    return in_words(plain.split(), days)


def nth(number: int, days: list[date]) -> Day:
    if not 1 <= number <= len(days):
        raise ValueError(_("The meeting has days 1 to %(count)d.") % {"count": len(days)})
    return Day(days[number - 1], counted=True)


def the_only(found: Iterator[date] | list[date], *, counted: bool = False) -> Day:
    found = list(found)
    if len(found) == 1:
        return Day(found[0], counted)
    raise ValueError(_("This names no one day of the meeting. Write a date like %(date)s, or “Day 1”.") % SHAPE)


def with_years(first: str, second: str, year: str | None, days: list[date]) -> Iterator[tuple]:
    """The readings of digits: the day comes first, as in most of the world, before the month comes first."""
    years = [year] if year else sorted({str(day.year) for day in days})
    for one in years:
        full = f"20{one}" if len(one) == 2 else one
        yield full, second, first
        yield full, first, second


def among(parts: tuple, days: list[date]) -> bool:
    return real(parts) in days


def real(parts: tuple) -> date | None:
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


def dated(plain: str, match: re.Match, readings: list[tuple]) -> Day:
    """The first reading that is a date; a weekday beside it has to be that date's."""
    found = next(filter(None, map(real, readings)), None)
    rest = (plain[: match.start()] + plain[match.end() :]).split()
    if found is None or len(rest) > 1:
        raise ValueError(_("This is no date. Write it like %(date)s, or “Day 1”.") % SHAPE)
    if rest:
        agree(found, named(rest[0], WEEKDAY_NAMES))
    return Day(found, counted=False)


def agree(found: date, weekday: int | None) -> None:
    if weekday is None:
        raise ValueError(_("This is no date. Write it like %(date)s, or “Day 1”.") % SHAPE)
    if found.weekday() != weekday:
        raise ValueError(
            _("%(date)s is not a %(named)s but a %(weekday)s.")
            % {"date": found.isoformat(), "named": WEEKDAYS[weekday], "weekday": WEEKDAYS[found.weekday()]}
        )


def in_words(words: list[str], days: list[date]) -> Day:
    """`Thursday`, `Thu 19`, `19 Nov`, `November 19th 2026`, `Thursday 19 November`."""
    said = said_in(words)
    weekday, month, number, year = (said.get(part) for part in ("weekday", "month", "number", "year"))
    if month and number:
        years = [year] if year else sorted({day.year for day in days})
        found = sorted(filter(None, (real((one, month, number)) for one in years)), key=lambda one: one not in days)
        chosen = the_only(found[:1])
        if weekday is not None:
            agree(chosen.date, weekday)
        return chosen
    if month or year or not said:
        return the_only([])
    fitting = [d for d in days if weekday in {None, d.weekday()} and number in {None, d.day}]
    return the_only(fitting, counted=number is None)


def said_in(words: list[str]) -> dict[str, int]:
    """Weekday (0 for Monday), month, number and year, as far as the words tell them; each of them once."""
    said: dict[str, int] = {}
    for word in words:
        if word in {"the", "of"}:
            continue
        part, value = understood(word)
        if part in said or value is None:
            the_only([])
        said[part] = value
    return said


def understood(word: str) -> tuple[str, int | None]:
    if (weekday := named(word, WEEKDAY_NAMES)) is not None:
        return "weekday", weekday
    if (month := named(word, MONTH_NAMES)) is not None:
        return "month", month + 1
    if re.fullmatch(r"\d{4}", word, re.ASCII):
        return "year", int(word)
    match = ORDINAL.fullmatch(word.rstrip("."))
    return "number", int(match[1]) if match else None


def named(word: str, names: tuple[str, ...]) -> int | None:
    """Which of the names it is, or begins with three letters or more."""
    word = word.rstrip(".")
    return next((n for n, name in enumerate(names) if len(word) > 2 and name.startswith(word)), None)
