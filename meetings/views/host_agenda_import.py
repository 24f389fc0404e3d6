"""Agendas that come from a spreadsheet or another program: read, looked at row by row, written when confirmed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRefresh

from ifiso.cleaning import whole_number
from meetings.access import meeting_for_planner
from meetings.actions.batches import IMPORTED
from meetings.actions.imports import keep_import, restart_import, start_import
from meetings.forms.imports import ImportForm
from meetings.imports import Fate, Row
from meetings.imports.headers import COLUMNS
from meetings.imports.rows import rows_of
from meetings.models import AgendaImport, Meeting
from meetings.planning import days_of
from meetings.reads.host_pages import frame
from meetings.reads.imports import Preview, as_table, judged, preview_of
from organizations.clock import today

FAULTS_ON_TOP = 10
METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
def host_agenda_import(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what is read of it is kept, and shown on a page of its own."""
    meeting = meeting_for_planner(request.user, slug, today(), to_act=True)
    dated = bool(days_of(meeting))
    acts = request.method == "POST" and dated
    form = ImportForm(request.POST, request.FILES) if acts else ImportForm(initial={"text": earlier(request, meeting)})
    if acts and form.is_valid():
        rows = judged(meeting, rows_of(meeting, form.reading, moved=form.cleaned_data["moved"]))
        kept = keep_import(meeting=meeting, kind=form.reading.kind, rows=rows, by=request.user)
        for notice in form.notices:
            messages.warning(request, notice)
        return redirect("host_agenda_imported", meeting.slug, kept.pk)
    context = {**frame(request, meeting), "form": form, "dated": dated, "columns": COLUMNS.values()}
    return render(request, "meetings/host_agenda_import.html", context, status=422 if request.method == "POST" else 200)


def earlier(request: HttpRequest, meeting: Meeting) -> str:
    """The rows of the import that `?from=` names, to be corrected."""
    found = meeting.agenda_imports.filter(pk=whole_number(request.GET.get("from", ""))).first()
    return as_table([Row(**row) for row in found.rows]) if found and found.rows else ""


@never_cache
@require_http_methods(METHODS)
@vary_on_headers("HX-Request")
def host_agenda_imported(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Every row with its fate until it is confirmed, by POST; then how far it is, and what was done."""
    meeting = meeting_for_planner(request.user, slug, today(), to_act=True)
    found = get_object_or_404(meeting.agenda_imports.select_related("created_by"), pk=pk)
    found.meeting = meeting
    if request.method == "POST":
        return confirm(request, found)
    if request.htmx and found.state != AgendaImport.State.RUNNING:
        return HttpResponseClientRefresh()
    part = "#progress" if request.htmx else ""
    return show(request, found, part=part)


def confirm(request: HttpRequest, found: AgendaImport) -> HttpResponse:
    """Once, however often it is pressed. Rows with faults are left out only if that was asked for."""
    change = "change" in request.POST
    if found.state == AgendaImport.State.RUNNING:
        restart_import(agenda_import=found, change=change, by=request.user)
    elif found.state != AgendaImport.State.DONE:
        if preview_of(found).faults and "leave_out" not in request.POST:
            return show(request, found, status=422)
        start_import(agenda_import=found, change=change, by=request.user)
    return redirect("host_agenda_imported", found.meeting.slug, found.pk)


def fate_in(request: HttpRequest) -> str:
    asked = request.GET.get("fate", "")
    return asked if asked in set(Fate) else ""


def show(request: HttpRequest, found: AgendaImport, *, part: str = "", status: int = 200) -> HttpResponse:
    context = {**frame(request, found.meeting), "kept": found, "fate": fate_in(request)}
    if found.state == AgendaImport.State.DONE:
        steps = found.meeting.plan_changes.filter(verb=IMPORTED, at=found.finished_at)
        context["added"], context["changed"] = steps.filter(before={}).count(), steps.exclude(before={}).count()
    elif found.state != AgendaImport.State.RUNNING:
        preview: Preview = preview_of(found)
        faulty = preview.lines(Fate.FAULT)
        context |= {"preview": preview, "lines": preview.lines(context["fate"])}
        context |= {"faulty": faulty[:FAULTS_ON_TOP], "more_faults": len(faulty[FAULTS_ON_TOP:])}
    return render(request, f"meetings/host_agenda_imported.html{part}", context, status=status)
