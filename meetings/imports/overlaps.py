"""Where an import would put two sessions into one room at the same time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from ifiso.text import fold
from meetings.imports import Fate, Row
from meetings.models import Plan

# Under which of a row's notices they stand.
OVERLAP = "overlap"
# Of more clashes than this one row tells no more.
MOST_TOLD = 3


@dataclass(frozen=True)
class Span:
    """What takes a room: a row, or an entry that stands in the agenda already."""

    start: datetime
    end: datetime
    room: str
    everywhere: bool
    title: str
    row: Row | None = None


def note_overlaps(rows: Sequence[Row], plans: Sequence[Plan]) -> None:
    """Add a notice to each row that overlaps another row, or an entry that stays where it is."""
    for row in rows:
        row.notices.pop(OVERLAP, None)
    told: dict[int, list[str]] = defaultdict(list)
    for one, other in overlapping(sorted(spans(rows, plans), key=lambda span: span.start)):
        for mine, theirs in ((one, other), (other, one)):
            if mine.row and len(told[id(mine.row)]) < MOST_TOLD:
                told[id(mine.row)].append(sentence(theirs))
                mine.row.notices[OVERLAP] = " ".join(told[id(mine.row)])


def spans(rows: Sequence[Row], plans: Sequence[Plan]) -> Iterator[Span]:
    moved = {row.plan for row in rows if row.plan}
    for row in rows:
        values = row.values
        repeats = row.fate == Fate.SAME and row.plan is None
        if not row.faults and not repeats and values["starts_at"] and (values["room"] or values["everywhere"]):
            start = datetime.fromisoformat(values["starts_at"])
            end = start + timedelta(minutes=row.minutes)
            yield Span(start, end, fold(values["room"]), values["everywhere"], values["title"], row)
    for plan in plans:
        placed = plan.starts_at and (plan.room or plan.everywhere)
        if plan.pk not in moved and placed and plan.state == Plan.State.PLANNED:
            room = fold(plan.room.name) if plan.room else ""
            yield Span(plan.starts_at, plan.ends_at, room, plan.everywhere, plan.title)


def overlapping(spans: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """The pairs that take a room at the same time, given in the order of their starts."""
    running: list[Span] = []
    for span in spans:
        running = [other for other in running if other.end > span.start]
        for other in running:
            if (span.row or other.row) and (span.everywhere or other.everywhere or span.room == other.room):
                yield other, span
        running.append(span)


def sentence(other: Span) -> str:
    if other.row:
        return _("At the same time as “%(title)s” in line %(line)d.") % {"title": other.title, "line": other.row.line}
    return _("At the same time as “%(title)s”, which is in the agenda already.") % {"title": other.title}
