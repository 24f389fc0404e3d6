"""Days as posts, websites and export files write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ifiso.dates import PartialDate

SHORT = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTHS = {name: number for number, name in enumerate(SHORT, start=1)}
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DAY = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th)?"
UP_TO = r"\s{0,3}(?:-|–|—|to|until|till|and)\s{0,3}(?:the\s)?"
NUMBERS = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")
IN_FRONT = re.compile(
    rf"(?<![\d.])(?:{DAY.format('first')}(?:{UP_TO}{DAY.format('last')})?\s(?:of\s)?)?{MONTH}\.?,?\s(?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
BEHIND = re.compile(
    rf"\b{MONTH}\.?\s{DAY.format('first')}(?:{UP_TO}{DAY.format('last')})?,?\s(?P<year>\d{{4}})\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Span:
    """Days of one month that a text names; None where it names the month alone."""

    year: int
    month: int
    first: int | None
    last: int | None


def day_of(text: str) -> str:
    """The day, month or year that `text` begins with or names first, such as 2014-04-02; empty for none."""
    if match := NUMBERS.match(text.strip()):
        return valid("-".join(part for part in match.groups() if part))
    if re.fullmatch(r"\d{4}", text.strip()):
        return valid(text.strip())
    for span in spans(text):
        day = f"-{span.first:02}" if span.first and not span.last else ""
        return valid(f"{span.year}-{span.month:02}{day}")
    return ""


def valid(text: str) -> str:
    """WordPress writes 0000-00-00 for what has no date."""
    try:
        return str(PartialDate(text))
    except ValueError:
        return ""


def spans(text: str) -> Iterator[Span]:
    """The dates with a month in letters and a year: `17th to 20th of November 2016`, `November 17-20, 2016`."""
    for pattern in (IN_FRONT, BEHIND):
        for match in pattern.finditer(text):
            first, last = match["first"], match["last"]
            yield Span(
                int(match["year"]),
                MONTHS[match["month"].casefold()[:3]],
                int(first) if first else None,
                int(last) if last else None,
            )
