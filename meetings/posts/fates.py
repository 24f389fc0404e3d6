"""What is in the registry already of the posts that somebody wants to take over.

A post is known by its address; one without, by the mark that taking it over left in the report's history. That mark
also tells what was written then, and so whether somebody has edited the text since.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import Q

from meetings.models import Report
from meetings.posts import Proposal

# In the history of a report, before the digest of the post: while its pictures are fetched, and from then on.
BEGUN, TAKEN = "taking over ", "taken over "
TEXTS = ("title", "summary", "body")


class Fate(StrEnum):
    """NEW, also where taking it over was interrupted. SAME: as it was taken over. CHANGED: the post says something else
    by now. KEPT: the report does, because somebody edited it or it did not come from the post."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    KEPT = "kept"


@dataclass
class Standing:
    """Where a post stands: its report, if it has one; and reports that may tell of the same, `summarized` of it."""

    fate: Fate = Fate.NEW
    report: Report | None = None
    similar: list[Report] = field(default_factory=list)
    summarized: bool = False


def standings(proposals: Sequence[Proposal]) -> list[Standing]:
    """Of each, in their order; in up to five queries for all of them."""
    found = known_reports(proposals)
    neighbours = reports_near([one for one, standing in zip(proposals, found, strict=True) if not standing.report])
    for one, standing in zip(proposals, found, strict=True):
        if standing.report is None:
            standing.similar = [report for report in neighbours if is_near(report, one)]
            standing.summarized = any(tells_of(report, one) for report in standing.similar)
    return found


def known_reports(proposals: Sequence[Proposal]) -> list[Standing]:
    """The same without what is only similar: up to four queries."""
    by_origin = reports_from({one.origin for one in proposals if one.origin})
    by_digest = reports_marked({mark for one in proposals if not one.origin for mark in marks_of(one)})
    known = [by_origin.get(one.origin) or first_of(by_digest, marks_of(one)) for one in proposals]
    marks = last_marks([report.pk for report in known if report])
    return [
        standing_of(one, report, marks.get(report.pk)) if report else Standing()
        for one, report in zip(proposals, known, strict=True)
    ]


def standing_of(proposal: Proposal, report: Report, mark: Any) -> Standing:
    if mark is None:
        return Standing(Fate.KEPT, report)
    if mark.history_change_reason == TAKEN + proposal.digest:
        return Standing(Fate.SAME, report)
    if any(getattr(mark, name) != getattr(report, name) for name in TEXTS):
        return Standing(Fate.KEPT, report)
    return Standing(Fate.NEW if mark.history_change_reason.startswith(BEGUN) else Fate.CHANGED, report)


def marks_of(proposal: Proposal) -> tuple[str, str]:
    return TAKEN + proposal.digest, BEGUN + proposal.digest


def reports_from(origins: set[str]) -> dict[str, Report]:
    found = Report.objects.filter(origin__in=origins) if origins else Report.objects.none()
    return {report.origin: report for report in found}


def reports_marked(marks: set[str]) -> dict[str, Report]:
    if not marks:
        return {}
    rows = Report.history.filter(history_change_reason__in=marks).values_list("history_change_reason", "id")
    of_mark = dict(rows.order_by("history_id"))
    reports = Report.objects.in_bulk(of_mark.values())
    return {mark: reports[pk] for mark, pk in of_mark.items() if pk in reports}


def first_of(reports: dict[str, Report], marks: Iterable[str]) -> Report | None:
    return next((reports[mark] for mark in marks if mark in reports), None)


def last_marks(reports: list[int]) -> dict[int, Any]:
    """By report, the row of its history that taking it over left last."""
    marked = Q(history_change_reason__startswith=TAKEN) | Q(history_change_reason__startswith=BEGUN)
    rows = Report.history.filter(marked, id__in=reports).order_by("history_id") if reports else ()
    return {row.id: row for row in rows}


def reports_near(proposals: Sequence[Proposal]) -> list[Report]:
    """All that may tell of the same as one of the posts."""
    origins = {one.origin for one in proposals if one.origin}
    by_whom = {one.organization for one in proposals if one.organization}
    if not origins | by_whom:
        return []
    near = Q(source__url__in=origins) | Q(organization__slug__in=by_whom)
    return list(Report.objects.filter(near).select_related("source", "organization", "meeting").defer("body"))


def is_near(report: Report, proposal: Proposal) -> bool:
    """Rests on that very page, or is by the same organization on the same meeting or of the same day."""
    if tells_of(report, proposal):
        return True
    if report.organization is None or report.organization.slug != proposal.organization:
        return False
    day = proposal.published_on if len(proposal.published_on) == 10 else ""
    same_day = bool(day) and str(report.published_on or "") == day
    return same_day or (report.meeting is not None and report.meeting.slug == proposal.meeting)


def tells_of(report: Report, proposal: Proposal) -> bool:
    return bool(proposal.origin) and report.source is not None and report.source.url == proposal.origin
