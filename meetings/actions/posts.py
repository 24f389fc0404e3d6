"""Posts of other websites become reports, each once: by its address, or by what it says where it has none."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ifiso.dates import PartialDate
from meetings.actions.report_images import add_image
from meetings.actions.reports import change_report, free_slug
from meetings.actions.topics import topics_named
from meetings.models import Meeting, Report, Topic
from meetings.posts import Picture, Proposal
from meetings.posts.fates import BEGUN, TAKEN, Fate, known_reports
from meetings.posts.pictures import placed, shown_in
from organizations.actions.records import credit, record
from organizations.models import Organization, User

Opener = Callable[[str], IO[bytes] | None]
LONGEST_REASON = 100


@dataclass(frozen=True)
class Decision:
    """What a person decided on a post. In `body`, `picture:0` stands for the first picture of the proposal."""

    kind: str
    title: str
    summary: str
    body: str
    published_on: PartialDate | None
    meeting: Meeting | None
    organization: Organization | None
    origin: str = ""
    topics: tuple[str, ...] = ()
    publish: bool = False


class Found(NamedTuple):
    fate: Fate
    report: Report


@dataclass
class Taken:
    """`fate` is what was found: a report is written where it is NEW, or CHANGED. `faults` are sentences by picture."""

    fate: Fate
    report: Report
    faults: dict[str, str] = field(default_factory=dict)


def take_over(*, proposal: Proposal, decision: Decision, pictures: Opener, by: User | None) -> Taken:
    """Write the report, or find the one that there is; ValidationError where a value does not fit.

    A report with pictures is a draft until they are drawn, which takes longer than others should wait for a lock; if
    that is interrupted, taking the post over once more completes it.
    """
    proposal.origin = decision.origin
    shown = shown_in(decision.body, proposal.pictures)
    try:
        found = begin(proposal, decision, by, whole=not shown)
    except IntegrityError:
        # Somebody else took it over in the same moment: theirs is found now.
        found = begin(proposal, decision, by, whole=not shown)
    if found.fate in {Fate.SAME, Fate.KEPT} or (found.fate == Fate.NEW and not shown):
        return Taken(found.fate, found.report)
    addresses, faults = draw(found.report, shown, pictures, by)
    complete(found.report, proposal, decision, found.fate, addresses, by)
    return Taken(found.fate, found.report, faults)


@transaction.atomic
def begin(proposal: Proposal, decision: Decision, by: User | None, *, whole: bool) -> Found:
    """The report that there is, or a new one: `whole`, or a draft whose pictures are still to come.

    The slug is chosen before the look at what there is: whoever takes the same post over meanwhile is seen by that
    look, or has the same slug and makes this one fail.
    """
    slug = free_slug(decision.title)
    (known,) = known_reports([proposal])
    if known.report:
        return Found(known.fate, known.report)
    publish = whole and decision.publish
    report = Report(
        slug=slug,
        state=Report.State.PUBLISHED if publish else Report.State.DRAFT,
        kind=decision.kind,
        title=decision.title,
        summary=decision.summary,
        body=placed(decision.body, {}),
        meeting=decision.meeting,
        organization=decision.organization,
        published_on=decision.published_on,
        origin=decision.origin,
    )
    report.clean_fields()
    report._change_reason = (TAKEN if whole else BEGUN) + proposal.digest  # type: ignore[attr-defined]
    credit(report, by)
    report.save()
    report.topics.set(topics_of(decision))
    if whole:
        record("took over", report, by=by, changes_pages=publish, origin=decision.origin)
    return Found(Fate.NEW, report)


def topics_of(decision: Decision) -> list[Topic]:
    return topics_named(decision.topics) if decision.topics else []


def draw(
    report: Report, shown: dict[int, Picture], pictures: Opener, by: User | None
) -> tuple[dict[int, str], dict[str, str]]:
    """The addresses of the pictures by number, and what is wrong with those that cannot be drawn."""
    addresses: dict[int, str] = {}
    faults: dict[str, str] = {}
    for number, picture in shown.items():
        file = pictures(picture.name)
        if file is None:
            continue
        with file:
            try:
                image = add_image(report=report, file=file, alternative=picture.alternative, by=by)
            except ValidationError as fault:
                faults[picture.name] = " ".join(fault.messages)
            else:
                addresses[number] = image.get_absolute_url()
    return addresses, faults


@transaction.atomic
def complete(
    report: Report, proposal: Proposal, decision: Decision, fate: Fate, addresses: dict[int, str], by: User | None
) -> None:
    """Give it the text with its pictures, and publish what is new if that was decided."""
    texts: dict[str, Any] = {
        "title": decision.title,
        "summary": decision.summary,
        "body": placed(decision.body, addresses),
    }
    report.refresh_from_db()
    if fate == Fate.CHANGED:
        change_report(report=report, version=report.version, by=by, published_on=decision.published_on, **texts)
        mark(report, TAKEN + proposal.digest)
        return
    report.body = texts["body"]
    report.state = Report.State.PUBLISHED if decision.publish else report.state
    report._change_reason = TAKEN + proposal.digest  # type: ignore[attr-defined]
    credit(report, by)
    report.save(update_fields=["body", "state"])
    record("took over", report, by=by, changes_pages=decision.publish, origin=decision.origin)


def mark(report: Report, reason: str) -> None:
    """Write `reason` beside the last revision, so that the same post is known again."""
    last = report.history.order_by("-history_id").first()
    Report.history.filter(history_id=last.history_id).update(history_change_reason=reason[:LONGEST_REASON])
