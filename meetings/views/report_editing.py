"""Writing a report or news: begun with a title, typed with a preview, saved for good or kept as a draft."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ifiso.differences import side_by_side
from ifiso.uploads.requests import takes_up_to
from meetings.access import organizations_to_write_for, report_to_write
from meetings.actions.report_drafts import drop_draft, keep_draft
from meetings.actions.report_states import publish
from meetings.actions.reports import StaleReportError, change_report, create_report, withdraw_report
from meetings.forms.reports import (
    LARGEST_REQUEST,
    TOO_LARGE,
    DraftForm,
    ImageForm,
    NewReportForm,
    ReportForm,
    WithdrawalForm,
)
from meetings.models import Meeting, Report
from meetings.reads.report_writing import hour, offered_to, others_writing, passages_between, saved_by, written_by
from meetings.rules import is_hosts_report, may_write_report
from meetings.views.report_images import add_to_text
from organizations.clock import today

# Their differences are shown line by line.
LINEWISE = {"title", "summary", "body", "new_topics"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_new(request: HttpRequest) -> HttpResponse:
    """Begins a draft for one of the organizations that the person writes for."""
    organizations = organizations_to_write_for(request.user, request.GET.get("organization", ""), today())
    data = request.POST if request.method == "POST" else None
    form = NewReportForm(
        data, organizations=organizations, initial={**suggested(request), "organization": organizations[0]}
    )
    if form.is_valid():
        if form.is_hosts:
            messages.info(request, _("The report of who hosted the meeting begins here, from what is on record."))
            return redirect("host_report", form.cleaned_data["meeting"].slug)
        return redirect("report_edit", create_report(**form.cleaned_data, by=request.user).slug)
    context = {"form": form, "organizations": organizations, "written": written_by(organizations)}
    return render(request, "meetings/report_new.html", context, status=422 if form.is_bound else 200)


def suggested(request: HttpRequest) -> dict:
    """What the address of the form says already."""
    meeting = Meeting.objects.published().filter(slug=request.GET.get("meeting", "").replace("\0", "")).first()
    return {"meeting": meeting, "kind": Report.Kind.REPORT if meeting else None}


@takes_up_to(LARGEST_REQUEST, TOO_LARGE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_edit(request: HttpRequest, slug: str) -> HttpResponse:
    report = report_to_write(request.user, slug, today(), to_act=request.method == "POST")
    if request.method != "POST":
        return opened(request, report)
    if "discard" in request.POST:
        drop_draft(report=report, by=request.user)
        return redirect("report_edit", slug)
    form = ReportForm(request.POST, report=report, complete="publish" in request.POST)
    if "preview" in request.POST:
        return show(request, report, form, preview=True)
    if "add_image" in request.POST:
        image_form = add_to_text(request, report, form)
        return show(request, report, form, image_form=image_form, status=422 if image_form.errors else 200)
    if not form.is_valid():
        return show(request, report, form, status=422)
    return saved(request, report, form)


def opened(request: HttpRequest, report: Report) -> HttpResponse:
    """The form; before it the choice, where there is text that was not saved; for who only may look, the text."""
    if not may_write_report(request.user, report, today()):
        return render(request, "meetings/report_edit.html", {"report": report, "form": None})
    offered = offered_to(request.user, report)
    if offered and "draft" not in request.GET:
        context = {"report": report, "offered": offered, "saved_by": saved_by(report)}
        return render(request, "meetings/report_edit.html", context)
    taken = {name: getattr(offered.draft, name) for name in ("version", "title", "summary", "body")} if offered else {}
    return show(request, report, ReportForm(report=report, initial=taken), unsaved=bool(taken))


def saved(request: HttpRequest, report: Report, form: ReportForm) -> HttpResponse:
    try:
        differed = change_report(
            report=report,
            version=form.cleaned_data["version"],
            by=request.user,
            topics=form.chosen_topics,
            new_topics=form.cleaned_data["new_topics"],
            **form.values,
        )
        drop_draft(report=report, by=request.user)
        report.refresh_from_db()
        if "publish" in request.POST and not is_hosts_report(report):
            publish(report=report, version=report.version, by=request.user, day=today())
            messages.success(request, _("Published. Everybody can read it now."))
            return redirect("report_edit", report.slug)
    except StaleReportError as stale:
        return show_both(request, stale.report, form)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return show(request, report, form, status=422)
    messages.success(request, told(report) if differed else _("Nothing had changed."))
    return redirect("report_edit", report.slug)


def told(report: Report) -> str:
    if report.state in Report.PUBLIC:
        return _("Saved. The public page shows it now.")
    return _("Saved. It is a draft: nobody reads it before it is published.")


def show_both(request: HttpRequest, stored: Report, typed: ReportForm) -> HttpResponse:
    """Both versions side by side, the texts line by line."""
    mine = Report(**{name: typed.cleaned_data[name] for name in ("title", "summary", "body")})
    found = side_by_side(typed, ReportForm(report=stored))
    labels = {str(typed.fields[name].label) for name in LINEWISE}
    conflict = {
        "passages": passages_between(stored, mine),
        "differences": [one for one in found if one.label not in labels],
        "stored": stored,
    }
    return show(request, stored, typed, conflict=conflict, status=409)


def show(
    request: HttpRequest, report: Report, form: ReportForm, *, status: int = 200, unsaved: bool = False, **more
) -> HttpResponse:
    context = {
        "report": report,
        "form": form,
        "image_form": ImageForm(),
        "unsaved": unsaved or form.is_bound,
        "typed": {name: form[name].value() or "" for name in ("title", "summary", "body")},
        "is_hosts": is_hosts_report(report),
        "saved_by": saved_by(report),
        "others": others_writing(request.user, report, timezone.now()),
        **more,
    }
    return render(request, "meetings/report_edit.html", context, status=status)


@never_cache
@require_POST
def report_preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The text as its page will show it."""
    report = report_to_write(request.user, slug, today())
    typed = {name: request.POST.get(name, "") for name in ("title", "summary", "body")}
    return render(request, "meetings/report_preview.html", {"report": report, "typed": typed})


@never_cache
@require_POST
def report_autosave(request: HttpRequest, slug: str) -> HttpResponse:
    """Keeps what is typed; says when, who else writes, and whether somebody has saved meanwhile."""
    report = report_to_write(request.user, slug, today())
    form = DraftForm(request.POST)
    now = timezone.now()
    if form.is_valid():
        keep_draft(report=report, by=request.user, now=now, **form.cleaned_data)
    context = {
        "form": form,
        "hour": hour(now),
        "others": others_writing(request.user, report, now),
        "overtaken": saved_by(report) if form.is_valid() and form.cleaned_data["version"] != report.version else "",
    }
    return render(request, "meetings/report_autosave.html", context, status=200 if form.is_valid() else 422)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Takes what an organization published back into a draft. The host's report has ways of its own."""
    report = report_to_write(request.user, slug, today())
    if is_hosts_report(report) or report.state != Report.State.PUBLISHED:
        return redirect("report_edit", slug)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        withdraw_report(report=report, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("It is a draft again, and gone from the public pages."))
        return redirect("report_edit", slug)
    context = {"report": report, "form": form}
    return render(request, "meetings/report_withdraw.html", context, status=422 if form.is_bound else 200)
