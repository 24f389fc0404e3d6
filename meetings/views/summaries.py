"""What happened in a session, written down by those who led it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ifiso.differences import side_by_side
from meetings.actions.summaries import StaleSummaryError, summary_of, write_summary
from meetings.forms.summaries import SummaryForm
from meetings.models import Meeting, Session, SessionSummary
from meetings.rules import may_look
from meetings.scribes import may_write_summary
from organizations.clock import today


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def summary(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    session = session_to_sum_up(request, slug, pk)
    stored = summary_of(session)
    form = SummaryForm(request.POST if request.method == "POST" else None, summary=stored)
    if not form.is_bound:
        return show(request, session, form, shown=stored.text)
    if not form.is_valid():
        return show(request, session, form, shown=stored.text, status=422)
    if "preview" in request.POST:
        return show(request, session, form, shown=form.cleaned_data["text"], is_preview=True)
    try:
        changed = write_summary(session=session, by=request.user, now=timezone.now(), **form.cleaned_data)
    except StaleSummaryError as stale:
        return show_both(request, session, stale.summary, form)
    thanks = _("Saved. The host finds it beside the report.") if changed else _("Nothing had changed.")
    messages.success(request, thanks)
    return redirect("summary", slug, pk)


def session_to_sum_up(request: HttpRequest, slug: str, pk: int) -> Session:
    """Public sessions are known to everybody, so whoever has no part in one is told that: PermissionDenied."""
    sessions = Session.objects.public().filter(meeting__in=Meeting.objects.published()).select_related("meeting")
    session = get_object_or_404(sessions, pk=pk, meeting__slug=slug)
    if not may_write_summary(request.user, session, today()):
        raise PermissionDenied
    return session


def show_both(request: HttpRequest, session: Session, saved: SessionSummary, typed: SummaryForm) -> HttpResponse:
    found = side_by_side(typed, SummaryForm(summary=saved))
    return show(request, session, typed, shown=saved.text, differences=found, status=409)


def show(request: HttpRequest, session: Session, form: SummaryForm, *, status: int = 200, **more) -> HttpResponse:
    """The page, or, where a preview is asked for by script, the preview alone."""
    context = {
        "session": session,
        "meeting": session.meeting,
        "form": form,
        "leads": session.leads.select_related("organization", "partner").order_by("pk"),
        "sees_report": may_look(request.user, session.meeting, today()),
        **more,
    }
    template = "meetings/summary.html"
    if request.htmx and more.get("is_preview"):
        template += "#preview"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
