"""What becomes of a report: begun by its host, reviewed, shown to everybody, final. The text is `reports`' matter."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ifiso.dates import PartialDate
from meetings.actions.reports import StaleReportError, create_report
from meetings.actions.summaries import ask_for_summaries
from meetings.models import Meeting, Report
from meetings.scribes import report_of_host
from organizations.actions.records import credit, record
from organizations.models import Organization, User

State = Report.State


@transaction.atomic
def begin_report(*, meeting: Meeting, organization: Organization, body: str, by: User) -> Report:
    """The host's report with `body` as its skeleton; the one that there is, where somebody was faster."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    known = report_of_host(meeting)
    if known:
        return known
    title = _("Report of %(meeting)s") % {"meeting": meeting.name}
    kind = Report.Kind.REPORT
    return create_report(kind=kind, title=title, meeting=meeting, organization=organization, body=body, by=by)


@transaction.atomic
def ask_for_review(*, report: Report, version: int, by: User, now: datetime) -> int:
    """Ask everybody who led a session for its summary, each once, and note that the report is read by others now.

    How many mails leave. StaleReportError where the report is neither a draft nor in review, or has other words.
    """
    present = moved(report, version, {State.DRAFT, State.IN_REVIEW}, State.IN_REVIEW, by=by)
    asked = ask_for_summaries(meeting=present.meeting, by=by, now=now) if present.meeting else 0
    record("asked to review", present, by=by, changes_pages=False, mails=asked)
    return asked


@transaction.atomic
def take_back(*, report: Report, version: int, by: User) -> Report:
    """Make a report in review a draft again; nobody is reminded any more."""
    present = moved(report, version, {State.IN_REVIEW}, State.DRAFT, by=by)
    record("took back to draft", present, by=by, changes_pages=False)
    return present


@transaction.atomic
def publish(*, report: Report, version: int, by: User, day: date) -> Report:
    """Show the report to everybody, dated `day` unless it has a date.

    ValidationError without a sentence that sums it up or without a text, StaleReportError as above.
    """
    if not report.summary.strip() or not report.body.strip():
        raise ValidationError(_("A report needs a text, and one sentence that sums it up, before everybody reads it."))
    on = report.published_on or PartialDate.of(day)
    present = moved(report, version, {State.DRAFT, State.IN_REVIEW}, State.PUBLISHED, by=by, published_on=on)
    record("published", present, by=by)
    return present


@transaction.atomic
def make_final(*, report: Report, version: int, by: User, day: date) -> Report:
    """Say that nothing is to be added. If it is the host's, its meeting closes two weeks later."""
    present = moved(report, version, {State.PUBLISHED}, State.FINAL, by=by, final_on=day)
    record("made final", present, by=by)
    return present


@transaction.atomic
def reopen(*, report: Report, version: int, reason: str, by: User) -> Report:
    """Let a final report be corrected again, and with it all of its meeting. ValidationError without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is opened again.")})
    present = moved(report, version, {State.FINAL}, State.PUBLISHED, by=by, final_on=None)
    record("reopened", present, by=by, reason=reason.strip())
    return present


def moved(report: Report, version: int, among: Collection[str], to: str, *, by: User, **values) -> Report:
    """The report in another state, if it still has the words of `version` and one of the states `among`.

    Who writes at the same moment keeps the version, because no word changes. StaleReportError for who comes too late.
    """
    claim(report, version, among, to)
    present = Report.objects.select_related("meeting", "organization").get(pk=report.pk)
    for name, value in values.items():
        setattr(present, name, value)
    credit(present, by)
    present.save(update_fields=["state", *values])
    return present


def claim(report: Report, version: int, among: Collection[str], to: str) -> None:
    """Of several who press at once the first is heard: the others' condition no longer holds."""
    if not Report.objects.filter(pk=report.pk, version=version, state__in=among).update(state=to):
        raise StaleReportError(Report.objects.select_related("meeting", "organization").get(pk=report.pk))
