"""One entry of the agenda in the making: as a form, moved on the board, removed."""

from datetime import UTC
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ifiso.differences import side_by_side
from meetings.actions.plans import StalePlanError, add_plan, change_plan, remove_plan
from meetings.axis import moment_at
from meetings.faults import faults_of, plans_of, presence_of
from meetings.forms.placing import Placing
from meetings.forms.plans import PlanForm
from meetings.models import Meeting, Plan
from meetings.reads.host_pages import frame
from meetings.reads.wording import plan_in_words
from meetings.views.boards import asked, done, page_of, refused, rooms_of, stale_place, stale_removal
from meetings.views.host_agenda import planning


@require_http_methods(["GET", "HEAD", "POST"])
@planning(to_act=True)
def host_plan_add(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    plan = Plan(meeting=meeting, **place_asked(request, meeting))
    form = PlanForm(request.POST if request.method == "POST" else None, plan=plan)
    if not form.is_bound:
        return show(request, meeting, form, "host_plan_add")
    if form.is_valid():
        try:
            added = add_plan(meeting=meeting, values=form.values, by=request.user, now=timezone.now())
        except ValidationError as wrong:
            add_errors(form, wrong)
        else:
            return saved(request, meeting, added)
    return show(request, meeting, form, "host_plan_add", status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@planning(to_act=True)
def host_plan(request: HttpRequest, meeting: Meeting, pk: int) -> HttpResponse:
    """What was removed while somebody typed comes back by saving it; it is not offered otherwise."""
    plan = plan_of(meeting, pk, among=meeting.plans.all() if request.method == "POST" else meeting.plans.standing())
    form = PlanForm(request.POST if request.method == "POST" else None, plan=plan)
    if not form.is_bound:
        return show(request, meeting, form, faults=faults_beside(meeting, plan))
    if not form.is_valid():
        return show(request, meeting, form, status=422)
    version = form.cleaned_data["version"]
    try:
        changed = change_plan(plan=plan, version=version, values=form.values, by=request.user, now=timezone.now())
    except StalePlanError as stale:
        return show_both(request, meeting, stale.plan, form)
    except ValidationError as wrong:
        add_errors(form, wrong)
        return show(request, meeting, form, status=422)
    return saved(request, meeting, changed)


@require_POST
@planning(to_act=True)
def host_plan_place(request: HttpRequest, meeting: Meeting, pk: int) -> HttpResponse:
    plan = plan_of(meeting, pk, among=meeting.plans.all())
    form = Placing(request.POST, rooms=list(meeting.rooms.all()))
    if not form.is_valid():
        return refused(request, meeting, plan, " ".join(text for texts in form.errors.values() for text in texts))
    values: dict[str, Any] = {}
    try:
        values = form.values_for(plan)
        version = form.cleaned_data["version"]
        changed = change_plan(plan=plan, version=version, values=values, by=request.user, now=timezone.now())
    except StalePlanError as stale:
        return stale_place(request, meeting, stale, values)
    except ValidationError as wrong:
        return refused(request, meeting, plan, " ".join(wrong.messages))
    return done(request, meeting, changed)


@require_POST
@planning(to_act=True)
def host_plan_remove(request: HttpRequest, meeting: Meeting, pk: int) -> HttpResponse:
    plan = plan_of(meeting, pk, among=meeting.plans.all())
    try:
        gone = remove_plan(plan=plan, version=asked(request, "version") or 0, by=request.user, now=timezone.now())
    except StalePlanError as stale:
        return stale_removal(request, meeting, stale)
    return done(request, meeting, gone)


def plan_of(meeting: Meeting, pk: int, *, among) -> Plan:
    plan = get_object_or_404(among.select_related("room"), pk=pk)
    plan.meeting = meeting
    return plan


def place_asked(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """Where the page was pressed, as fields of a new entry; an impossible place is none."""
    day, start = asked(request, "day"), asked(request, "start")
    room = meeting.rooms.filter(pk=asked(request, "room") or 0).first()
    if day is None or request.method == "POST":
        return {}
    try:
        moment = moment_at(meeting, day, 9 * 60 if start is None else start)
    except ValidationError:
        return {}
    return {"day": day, "room": room, "starts_at": moment.astimezone(UTC) if start is not None else None}


def faults_beside(meeting: Meeting, plan: Plan) -> list:
    return faults_of(meeting, plans_of(meeting), presence_of(meeting)).get(plan.pk, [])


def add_errors(form: PlanForm, wrong: ValidationError) -> None:
    """Beside their fields, where the form has them."""
    told = wrong.message_dict if hasattr(wrong, "error_dict") else {"": wrong.messages}
    for name, texts in told.items():
        form.add_error({"starts_at": "start"}.get(name, name) if name in {*form.fields, "starts_at"} else None, texts)


def saved(request: HttpRequest, meeting: Meeting, plan: Plan) -> HttpResponse:
    messages.success(request, plan_in_words(meeting, plan, rooms_of(meeting)))
    return redirect(page_of(meeting, plan.day or asked(request, "shown"), plan.pk))


def show_both(request: HttpRequest, meeting: Meeting, stored: Plan, typed: PlanForm) -> HttpResponse:
    stored.meeting = meeting
    return show(request, meeting, typed, differences=side_by_side(typed, PlanForm(plan=stored)), status=409)


def show(
    request: HttpRequest, meeting: Meeting, form: PlanForm, name: str = "host_plan", *, status: int = 200, **more
) -> HttpResponse:
    context = {**frame(request, meeting), "form": form, "plan": form.plan, **more}
    return render(request, f"meetings/{name}.html", context, status=status)
