"""What organizations and hosts do about outcomes: record them, move them on, take them on, support them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ifiso.differences import side_by_side
from meetings.access import meeting_for_host, meeting_for_planner
from meetings.actions.openings import open_outcomes_before, opening_of, plan_opening
from meetings.actions.outcomes import (
    StaleOutcomeError,
    endorse,
    record_outcome,
    take_on,
    update_outcome,
    withdraw_endorsement,
)
from meetings.forms.outcomes import OutcomeForm, UpdateForm
from meetings.models import Outcome
from meetings.reads.host_pages import frame
from meetings.stewards import (
    may_name_owners,
    may_update_outcome,
    may_work_on_outcome,
    owners_spoken_for,
    supporters_spoken_for,
)
from organizations.clock import today

SUPPORT = {"endorse": endorse, "withdraw": withdraw_endorsement}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_outcomes(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = meeting_for_host(request.user, slug, today(), to_act=request.method == "POST")
    form = OutcomeForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if form.is_valid():
        try:
            outcome = record_outcome(
                meeting=meeting, values=form.values, owners=form.cleaned_data["owners"], by=request.user
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Recorded. Its owners find it on their desks."))
            return redirect(outcome)
    left_open = [] if opening_of(meeting) else open_outcomes_before(meeting)
    outcomes = meeting.outcomes.select_related("meeting").prefetch_related("owners").order_by("pk")
    context = {**frame(request, meeting), "form": form, "outcomes": outcomes, "left_open": left_open}
    return render(request, "meetings/host_outcomes.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_POST
def host_opening(request: HttpRequest, slug: str) -> HttpResponse:
    """Put what earlier meetings left open into the tray of the agenda's first day."""
    meeting = meeting_for_planner(request.user, slug, today(), to_act=True)
    if plan_opening(meeting=meeting, by=request.user, now=timezone.now()):
        messages.success(request, _("It lies in the tray of the first day. Give it a time."))
    return redirect("host_agenda", slug)


def outcome_to_work_on(request: HttpRequest, pk: int) -> Outcome:
    """Public outcomes are known to everybody, so whoever has no part in one is told that: PermissionDenied."""
    outcome = get_object_or_404(Outcome.objects.public().select_related("meeting", "due_meeting"), pk=pk)
    if not may_work_on_outcome(request.user, outcome, today()):
        raise PermissionDenied
    return outcome


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def outcome_update(request: HttpRequest, pk: int) -> HttpResponse:
    outcome = outcome_to_work_on(request, pk)
    if request.method != "POST":
        return show(request, outcome, form_of(request, outcome))
    if not may_update_outcome(request.user, outcome, today()):
        raise PermissionDenied
    form = form_of(request, outcome)
    if not form.is_valid():
        return show(request, outcome, form, status=422)
    try:
        save(request, outcome, form)
    except StaleOutcomeError as stale:
        return show_both(request, stale.outcome, form)
    except ValidationError as refused:
        form.add_error(None, refused)
        return show(request, outcome, form, status=422)
    messages.success(request, _("Saved. It stands in the story of the outcome."))
    return redirect(outcome)


def save(request: HttpRequest, outcome: Outcome, form: UpdateForm) -> None:
    said = form.cleaned_data
    update_outcome(
        outcome=outcome,
        version=said["version"],
        state=said["state"],
        note=said["note"],
        organization=form.organization,
        due_meeting=said["due_meeting"],
        by=request.user,
        now=timezone.now(),
    )


def form_of(request: HttpRequest, outcome: Outcome, *, stored: bool = False) -> UpdateForm:
    data = request.POST if request.method == "POST" and not stored else None
    owners = owners_spoken_for(request.user, outcome, today())
    return UpdateForm(data, outcome=outcome, organizations=owners)


def show_both(request: HttpRequest, saved: Outcome, typed: UpdateForm) -> HttpResponse:
    stored = form_of(request, saved, stored=True)
    found = [one for one in side_by_side(typed, stored) if one.label != typed.fields["note"].label]
    return show(request, saved, typed, differences=found, status=409)


def show(request: HttpRequest, outcome: Outcome, form: UpdateForm, *, status: int = 200, **more) -> HttpResponse:
    day = today()
    supported = set(outcome.endorsements.filter(until=None).values_list("organization", flat=True))
    supporters = supporters_spoken_for(request.user, outcome, day)
    context = {
        "outcome": outcome,
        "form": form,
        "may_update": may_update_outcome(request.user, outcome, day),
        "changes_owners": bool(owners_spoken_for(request.user, outcome, day))
        or may_name_owners(request.user, outcome, day),
        "supporters": [(organization, organization.pk in supported) for organization in supporters],
        "updates": outcome.updates.select_related("organization").order_by("-at", "-pk"),
        **more,
    }
    return render(request, "meetings/outcome_update.html", context, status=status)


@never_cache
@require_POST
def outcome_support(request: HttpRequest, pk: int) -> HttpResponse:
    """One click of a liaison: support it, no longer support it, or take it on as an owner."""
    outcome, day = outcome_to_work_on(request, pk), today()
    asked = request.POST.get("organization", "")
    mine = {organization.slug: organization for organization in supporters_spoken_for(request.user, outcome, day)}
    if asked not in mine:
        raise Http404
    if request.POST.get("what") == "take_on":
        take_on(outcome=outcome, organization=mine[asked], by=request.user, now=timezone.now())
        messages.success(request, _("Taken on. It is on the desk of everybody who speaks for the organization."))
    elif step := SUPPORT.get(request.POST.get("what", "")):
        step(outcome=outcome, organization=mine[asked], by=request.user, day=day)
        messages.success(request, _("Saved."))
    return redirect("outcome_update", pk)
