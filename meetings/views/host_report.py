"""The host's report of a meeting: begun from what is on record, reviewed, published, final."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meetings.access import workspace_of
from meetings.actions.report_states import ask_for_review, begin_report, make_final, publish, reopen, take_back
from meetings.actions.reports import StaleReportError, change_report
from meetings.forms.host_report import StepForm
from meetings.models import Meeting, Report
from meetings.reads.host_pages import frame
from meetings.reads.host_report import HostReport, can_begin, host_report_of, skeleton_for, writing_host
from meetings.reads.summaries import texts_of
from meetings.report_seals import is_as_shown, seal_of
from meetings.report_skeleton import with_summaries
from meetings.rules import may_run
from organizations.clock import today
from organizations.rules import oversees


class OtherGapsError(Exception):
    """The report lacks what was not shown, or something else than what was."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_report(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = workspace_of(request.user, slug, today(), whole=True)
    if request.method != "POST":
        return show(request, meeting, StepForm())
    refuse_lookers_on(request, meeting)
    form = StepForm(request.POST)
    if not form.is_valid():
        return show(request, meeting, form, status=422)
    try:
        take(request, meeting, form.cleaned_data)
    except StaleReportError:
        return show(request, meeting, StepForm(), is_stale=True, status=409)
    except OtherGapsError:
        return show(request, meeting, StepForm(), has_other_gaps=True, status=409)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return show(request, meeting, form, status=422)
    return redirect("host_report", slug)


def refuse_lookers_on(request: HttpRequest, meeting: Meeting) -> None:
    """Hosts take all steps but one: what is final is opened again by those who oversee all."""
    day = today()
    opens = request.POST.get("what") == "reopen"
    if not (oversees(request.user, day) if opens else may_run(request.user, meeting, day)):
        raise PermissionDenied


def take(request: HttpRequest, meeting: Meeting, said: dict[str, Any]) -> None:
    """The step that was asked for; where there is no report yet, that is its beginning or nothing."""
    if said["what"] == "begin":
        return begin(request, meeting)
    page = host_report_of(meeting)
    if page.report is None:
        raise ValidationError(_("Begin the report first."))
    return STEPS[said["what"]](request, page, page.report, {**said, "version": said["version"] or 0})


def begin(request: HttpRequest, meeting: Meeting) -> None:
    host = writing_host(meeting, request.user, today())
    if host is None or not can_begin(meeting.phase(timezone.now())):
        raise ValidationError(_("There is nothing to report yet."))
    begin_report(meeting=meeting, organization=host, body=skeleton_for(meeting), by=request.user)
    messages.success(request, _("Begun: agenda, attendance and outcomes are in it. Nobody else sees it yet."))


def put(request: HttpRequest, page: HostReport, report: Report, said: dict[str, Any]) -> None:
    """The written summaries whose places are empty."""
    entries = [one.entry for one in page.told]
    body, count = with_summaries(report.body, entries, texts_of(page.told))
    if not count:
        messages.info(request, _("All that have a place there are in the report already."))
        return
    change_report(report=report, version=said["version"], by=request.user, body=body)
    words = ngettext("%(count)d summary put in.", "%(count)d summaries put in.", count)
    messages.success(request, words % {"count": count})


def review(request: HttpRequest, page: HostReport, report: Report, said: dict[str, Any]) -> None:
    mails = ask_for_review(report=report, version=said["version"], by=request.user, now=timezone.now())
    words = ngettext("In review. %(count)d mail is on its way.", "In review. %(count)d mails are on their way.", mails)
    messages.success(request, words % {"count": mails} if mails else _("In review. Nobody was left to be asked."))


def draft(request: HttpRequest, page: HostReport, report: Report, said: dict[str, Any]) -> None:
    take_back(report=report, version=said["version"], by=request.user)
    messages.success(request, _("A draft again. Nobody is reminded of summaries any more."))


def publication(request: HttpRequest, page: HostReport, report: Report, said: dict[str, Any]) -> None:
    """With gaps only where they were shown, and the box beside them is ticked."""
    if page.gaps and page.is_summed_up:
        if not said["despite"]:
            raise ValidationError(
                _("Look at what is missing, and tick the box if you want to publish it all the same.")
            )
        if not is_as_shown(said["seal"], report, [gap.sign for gap in page.gaps], request.user):
            raise OtherGapsError
    publish(report=report, version=said["version"], by=request.user, day=today())
    messages.success(request, _("Published. Everybody can read it now."))


def final(request: HttpRequest, page: HostReport, report: Report, said: dict[str, Any]) -> None:
    make_final(report=report, version=said["version"], by=request.user, day=today())
    messages.success(request, _("Final. Thank you for hosting."))


def open_again(request: HttpRequest, page: HostReport, report: Report, said: dict[str, Any]) -> None:
    reopen(report=report, version=said["version"], reason=said["reason"], by=request.user)
    messages.success(request, _("Open again, with the reason on record."))


STEPS: dict[str, Callable[[HttpRequest, HostReport, Report, dict[str, Any]], None]] = {
    "put": put,
    "review": review,
    "draft": draft,
    "publish": publication,
    "final": final,
    "reopen": open_again,
}


def show(request: HttpRequest, meeting: Meeting, form: StepForm, *, status: int = 200, **more: Any) -> HttpResponse:
    page, context = host_report_of(meeting), frame(request, meeting)
    context |= {
        "page": page,
        "report": page.report,
        "form": form,
        "can_begin": can_begin(meeting.phase(timezone.now())) and meeting.hosts.exists(),
        "oversees": oversees(request.user, today()),
        "seal": seal_of(page.report, [gap.sign for gap in page.gaps], request.user) if page.report else "",
        **more,
    }
    return render(request, "meetings/host_report.html", context, status=status)
