"""An organization's seats: who holds them, who is to have them, and what may be changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from organizations.access import mandate_for, organization_for_team
from organizations.actions.handovers import name_successor as name
from organizations.actions.mandates import StaleError, correct_title, end_mandate
from organizations.clock import today
from organizations.forms.handovers import LastDayForm, LiaisonForm, TitleForm
from organizations.models import Liaison
from organizations.periods import period
from organizations.rules import Standing
from organizations.team import Team


@never_cache
@require_safe
def liaisons(request: HttpRequest, slug: str) -> HttpResponse:
    day = today()
    organization = organization_for_team(request.user, slug, day)
    return render(request, "organizations/liaisons.html", {"team": Team(organization, request.user, day)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_liaison(request: HttpRequest, slug: str) -> HttpResponse:
    day = today()
    organization = organization_for_team(request.user, slug, day)
    standing = Standing(request.user, organization, day)
    if not standing.may_add:
        raise PermissionDenied
    kinds = list(Liaison.Kind) if standing.seat_is_empty else [Liaison.Kind.DEPUTY, Liaison.Kind.BOARD]
    form = LiaisonForm(
        request.POST if request.method == "POST" else None, organization=organization, kinds=kinds, day=day
    )
    if request.method == "POST" and form.is_valid():
        try:
            hand_over = name(hand_over=form.instance, by=request.user, now=timezone.now(), day=day)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": hand_over.email})
            return redirect("liaisons", slug)
    context = {"form": form, "organization": organization, "empty": standing.seat_is_empty}
    return render(request, "organizations/add_liaison.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mandate(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Two forms: the title, and an earlier last day, which is told apart by its button."""
    day = today()
    seat = mandate_for(request.user, slug, pk, day)
    standing = Standing(request.user, seat.organization, day)
    ends = "end" in request.POST
    if not (standing.may_pass_on(seat) if ends else standing.may_change(seat)):
        raise PermissionDenied
    if request.method != "POST":
        return show(request, seat)
    return end(request, seat) if ends else retitle(request, seat)


def retitle(request: HttpRequest, seat: Liaison) -> HttpResponse:
    form = TitleForm(request.POST)
    if not form.is_valid():
        return show(request, seat, title_form=form, status=422)
    try:
        correct_title(mandate=seat, title=form.cleaned_data["title"], was=form.cleaned_data["was"], by=request.user)
    except StaleError as refused:
        return show(request, refused.mandate, title_form=form, status=409)
    messages.success(request, _("The title is corrected."))
    return redirect("liaisons", seat.organization.slug)


def end(request: HttpRequest, seat: Liaison) -> HttpResponse:
    form = LastDayForm(request.POST)
    if not form.is_valid():
        return show(request, seat, end_form=form, status=422)
    try:
        end_mandate(mandate=seat, until=form.cleaned_data["until"], by=request.user, day=today())
    except ValidationError as refused:
        form.add_error(None, refused)
        return show(request, seat, end_form=form, status=422)
    messages.success(request, _("The mandate of %(person)s has a new last day.") % {"person": seat.user})
    return redirect("liaisons", seat.organization.slug)


def show(request: HttpRequest, seat: Liaison, *, title_form=None, end_form=None, status: int = 200) -> HttpResponse:
    context = {
        "mandate": seat,
        "organization": seat.organization,
        "period": period(seat),
        "title_form": title_form or TitleForm.of(seat),
        "end_form": end_form or LastDayForm(),
        "may_end": Standing(request.user, seat.organization, today()).may_pass_on(seat),
        "stale": status == 409,
    }
    return render(request, "organizations/mandate.html", context, status=status)
