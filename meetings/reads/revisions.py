"""What a report's history tells: who saved it when, and how much of it was other words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ifiso.linewise import words_between
from ifiso.moments import in_words
from meetings.actions.reports import TEXTS
from meetings.models import Report
from meetings.reads.report_writing import team_zone

MOST_SHOWN = 200


@dataclass(frozen=True)
class Revision:
    """One row of the history. `state` is empty where it stayed the same; words are counted against the row before."""

    row: Any
    number: int
    at: datetime
    when: str
    who: str
    state: str
    came: int
    went: int
    is_first: bool
    is_latest: bool

    @property
    def is_same(self) -> bool:
        """Whether neither its words nor its state differ from those before."""
        return not (self.came or self.went or self.state or self.is_first)


def revisions_of(report: Report) -> list[Revision]:
    """The latest first; one query."""
    rows = list(report.history.select_related("history_user").order_by("-history_id")[:MOST_SHOWN])
    before = [*rows[1:], None]
    return [revision(row, earlier, latest=row is rows[0]) for row, earlier in zip(rows, before, strict=True)]


def revision(row: Any, earlier: Any, *, latest: bool) -> Revision:
    came, went = words_between(words_of(earlier), words_of(row))
    moved = earlier is None or earlier.state != row.state
    return Revision(
        row=row,
        number=row.history_id,
        at=row.history_date,
        when=in_words(row.history_date, team_zone()),
        who=str(row.history_user) if row.history_user else "",
        state=str(Report.State(row.state).label) if moved else "",
        came=came,
        went=went,
        is_first=earlier is None,
        is_latest=latest,
    )


def words_of(row: Any) -> str:
    return "\n".join(getattr(row, name) for name in TEXTS) if row else ""


def revision_numbered(report: Report, number: int) -> tuple[Revision, Any] | None:
    """That revision and the row before it, which is None for the first; None where the report has no such one."""
    rows = report.history.select_related("history_user").order_by("-history_id")
    row = rows.filter(history_id=number).first()
    if row is None:
        return None
    earlier = rows.filter(history_id__lt=number).first()
    return revision(row, earlier, latest=not rows.filter(history_id__gt=number).exists()), earlier
