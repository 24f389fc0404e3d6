"""An agenda begins with what worked: the skeleton of an earlier meeting, or the template."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meetings.access import meeting_for_planner
from meetings.actions.batches import COPIED, TEMPLATE, AgendaMovedOnError, fill_agenda, last_step, take_back
from meetings.forms.imports import FillForm, SourceForm
from meetings.models import Meeting
from meetings.outlines import template_for
from meetings.planning import days_of
from meetings.reads.beginnings import batches_of, days_shown
from meetings.reads.host_pages import frame
from meetings.skeletons import Skeleton, entries_of, skeleton_of, sources_for
from organizations.clock import today
from organizations.rules import current_mandates


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_agenda_start(request: HttpRequest, slug: str) -> HttpResponse:
    """GET with `source` shows what would come, POST takes it over; POST with `back` takes a batch out again."""
    day = today()
    meeting = meeting_for_planner(request.user, slug, day, to_act=True)
    if "back" in request.POST:
        return put_back(request, meeting)
    own = current_mandates(request.user, day).values_list("organization_id", flat=True)
    choice = {"sources": sources_for(meeting, own)}
    if request.method == "POST" and days_of(meeting):
        return fill(request, meeting, FillForm(request.POST, **choice, entries=standing(meeting)))
    form = SourceForm(request.GET if "source" in request.GET else None, **choice)
    if not form.is_bound or not form.is_valid() or not days_of(meeting):
        return show(request, meeting, form, status=422 if request.method == "POST" else 200)
    taken = FillForm({**form.cleaned_data, "seen": last_step(meeting)}, **choice, entries=0)
    return show(request, meeting, form, fill_form=taken, skeleton=skeleton_for(meeting, form))


def standing(meeting: Meeting) -> int:
    return meeting.plans.standing().count()


def skeleton_for(meeting: Meeting, form: SourceForm) -> Skeleton:
    source = form.chosen
    if source is None:
        return template_for(meeting)
    return skeleton_of(source, meeting, form.cleaned_data["titles"])


def fill(request: HttpRequest, meeting: Meeting, form: FillForm) -> HttpResponse:
    if not form.is_valid():
        known = "source" not in form.errors and "titles" not in form.errors
        skeleton = skeleton_for(meeting, form) if known else None
        return show(request, meeting, form, fill_form=form, skeleton=skeleton, status=422)
    skeleton = skeleton_for(meeting, form)
    try:
        plans = fill_agenda(
            meeting=meeting,
            entries=entries_of(skeleton, meeting),
            rooms=skeleton.rooms,
            verb=COPIED if form.chosen else TEMPLATE,
            seen=form.cleaned_data["seen"],
            by=request.user,
            now=timezone.now(),
        )
    except AgendaMovedOnError:
        messages.warning(request, _("Somebody worked on the agenda meanwhile, so nothing was added. Look once more."))
        return show(request, meeting, form, fill_form=renewed(form, meeting), skeleton=skeleton, status=409)
    words = ngettext("%(count)d entry was added.", "%(count)d entries were added.", len(plans)) % {"count": len(plans)}
    messages.success(request, words)
    return redirect("host_agenda", meeting.slug)


def renewed(form: FillForm, meeting: Meeting) -> FillForm:
    form.data = form.data.copy()
    form.data["seen"] = last_step(meeting)
    form.entries = standing(meeting)
    return form


def put_back(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    try:
        at = datetime.fromisoformat(request.POST["back"])
    except ValueError:
        at = None
    count = take_back(meeting=meeting, at=at, by=request.user, now=timezone.now()) if at and at.tzinfo else 0
    words = ngettext("%(count)d entry is taken out.", "%(count)d entries are taken out.", count) % {"count": count}
    messages.success(request, words)
    return redirect("host_agenda_start", meeting.slug)


def show(
    request: HttpRequest,
    meeting: Meeting,
    form: SourceForm,
    *,
    fill_form: FillForm | None = None,
    skeleton: Skeleton | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **frame(request, meeting),
        "form": form,
        "fill_form": fill_form,
        "skeleton": skeleton,
        "days": list(days_shown(skeleton, meeting)) if skeleton else [],
        "dated": bool(days_of(meeting)),
        "entries": standing(meeting),
        "batches": batches_of(meeting),
    }
    return render(request, "meetings/host_agenda_start.html", context, status=status)
