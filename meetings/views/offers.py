"""Offering sessions: the same pages for liaisons and delegates who are signed in, and for who came by the own link."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ifiso.differences import Difference, differences
from ifiso.http import opened_by_link
from meetings.actions.offers import (
    OfferError,
    StaleOfferError,
    answer,
    change_offer,
    leave_offer,
    offer_again,
    offer_session,
    withdraw_offer,
)
from meetings.forms.offers import OfferForm, WordsForm
from meetings.models import Offer
from meetings.offering import Offerer, offer_for, offerer_by_link, offerer_for, refuse_lookers_on
from meetings.reads.offers import question_of, story, why_closed
from meetings.rules import takes_offers
from meetings.views.offer_steps import TAKEN, attempt, see
from organizations.clock import today

ALL_METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def offers(request: HttpRequest, slug: str) -> HttpResponse:
    return list_page(request, offerer_for(request.user, slug, today()))


@never_cache
@require_http_methods(ALL_METHODS)
def offer_add(request: HttpRequest, slug: str) -> HttpResponse:
    return add_page(request, offerer_for(request.user, slug, today()))


@never_cache
@require_http_methods(ALL_METHODS)
def offer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return offer_page(request, offerer_for(request.user, slug, today()), pk)


@opened_by_link
@require_safe
def registration_offers(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    return list_page(request, offerer_by_link(slug, token))


@opened_by_link
@require_http_methods(ALL_METHODS)
def registration_offer_add(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    return add_page(request, offerer_by_link(slug, token))


@opened_by_link
@require_http_methods(ALL_METHODS)
def registration_offer(request: HttpRequest, slug: str, token: str, pk: int) -> HttpResponse:
    return offer_page(request, offerer_by_link(slug, token), pk)


def frame(offerer: Offerer) -> dict[str, Any]:
    return {
        "offerer": offerer,
        "meeting": offerer.meeting,
        "token": offerer.token,
        "closed": why_closed(offerer.meeting, timezone.now()),
    }


def template(offerer: Offerer, name: str) -> str:
    return f"meetings/registration_{name}.html" if offerer.token else f"meetings/{name}.html"


def list_page(request: HttpRequest, offerer: Offerer) -> HttpResponse:
    found = [(one, offerer.url_of(one), offerer.acts_for(one)) for one in offerer.offers()]
    asked = [row for row in found if row[0].state == Offer.State.ASKED and row[2]]
    rest = [row for row in found if row not in asked]
    context = {**frame(offerer), "asked": asked, "offers": rest}
    return render(request, template(offerer, "offers"), context)


def add_page(request: HttpRequest, offerer: Offerer) -> HttpResponse:
    refuse_lookers_on(offerer)
    form = OfferForm(request.POST if request.method == "POST" else None, offerer=offerer, day=today())
    show = partial(show_form, request, offerer, form)
    if not form.is_bound:
        return show()
    valid = form.is_valid()
    if "preview" in request.POST or not valid:
        return show(status=200 if valid else 422)
    try:
        made = offer_session(
            meeting=offerer.meeting,
            offered_for=form.chosen_party,
            values=form.values,
            by=offerer.user,
            now=timezone.now(),
        )
    except OfferError as refused:
        form.add_error(None, refused)
        return show(status=422)
    messages.success(request, _("Your session is offered. The host has been told, and answers here and by mail."))
    return redirect(offerer.url_of(made))


def show_form(request: HttpRequest, offerer: Offerer, form: OfferForm, *, status: int = 200) -> HttpResponse:
    context = {**frame(offerer), "form": form, "is_preview": "preview" in request.POST}
    if request.htmx and context["is_preview"]:
        return render(request, "meetings/_offer_preview.html", context)
    return render(request, template(offerer, "offer_add"), context, status=status)


def offer_page(request: HttpRequest, offerer: Offerer, pk: int) -> HttpResponse:
    """Several forms, told apart by their button: the offer itself, an answer, withdrawing, offering again, leaving."""
    one = offer_for(offerer, pk, to_act=request.method == "POST")
    if request.method != "POST":
        return show_offer(request, offerer, one)
    do = request.POST.get("do", "")
    if do == "leave":
        return leave(request, offerer, one)
    if not offerer.acts_for(one):
        raise PermissionDenied
    if do in STEPS:
        return say(request, offerer, one, do)
    return save(request, offerer, one)


def save(request: HttpRequest, offerer: Offerer, one: Offer) -> HttpResponse:
    form = OfferForm(request.POST, offerer=offerer, day=today(), offer=one)
    valid = form.is_valid()
    if "preview" in request.POST or not valid:
        return show_offer(request, offerer, one, form=form, status=200 if valid else 422)
    version = form.cleaned_data["version"]
    try:
        changed = change_offer(offer=one, version=version, values=form.values, by=offerer.user, now=timezone.now())
    except OfferError as refused:
        form.add_error(None, refused)
        return show_offer(request, offerer, one, form=form, status=422)
    except StaleOfferError:
        present = offer_for(offerer, one.pk)
        both = differences(form, OfferForm(offerer=offerer, day=today(), offer=present))
        see(form, present)
        return show_offer(request, offerer, present, form=form, both=both, status=409)
    messages.success(request, _("Saved. The host sees it like this now.") if changed else _("Nothing had changed."))
    return redirect(offerer.url_of(one))


# What can be said of an offer, whether words are needed, and how they are asked for.
STEPS = {
    "answer": (answer, True, gettext_lazy("Your answer")),
    "withdraw": (withdraw_offer, False, gettext_lazy("Reason (optional)")),
    "again": (offer_again, False, gettext_lazy("What has changed (optional)")),
}


def say(request: HttpRequest, offerer: Offerer, one: Offer, do: str) -> HttpResponse:
    step, required, label = STEPS[do]
    form = WordsForm(request.POST, offer=one, name=do, label=label, required=required)
    status = attempt(form, partial(step, offer=one, by=offerer.user, now=timezone.now()))
    if status == TAKEN:
        messages.success(request, _("The host has been told."))
        return redirect(offerer.url_of(one))
    present = offer_for(offerer, one.pk)
    return show_offer(request, offerer, present, status=status, sent=do, unsent=form)


def leave(request: HttpRequest, offerer: Offerer, one: Offer) -> HttpResponse:
    pk = request.POST.get("organization", "")
    mine = {str(organization.pk): organization for organization in offerer.may_leave(one)}
    if pk not in mine:
        raise PermissionDenied
    left = leave_offer(offer=one, organization=mine[pk], by=offerer.user, now=timezone.now())
    words = _("Your organization does not lead this session any more; who offers it has been told.")
    messages.success(request, words if left else _("Nothing had changed."))
    return redirect(offerer.list_url)


def show_offer(
    request: HttpRequest,
    offerer: Offerer,
    one: Offer,
    *,
    form: OfferForm | None = None,
    sent: str = "",
    unsent: WordsForm | None = None,
    both: list[Difference] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`unsent` is the form of the button `sent` that was not taken, `both` what two people changed at once."""
    context = {**frame(offerer), **read(offerer, one)}
    may_change = context["may_act"] and one.state in Offer.WAITING
    can = possible(one) if context["may_act"] else []
    context |= {
        "may_change": may_change,
        "forms": {do: unsent if do == sent else words_form(one, do) for do in can},
        "unsent": unsent,
        "kept": unsent["words"].value() if unsent and sent not in can else "",
        "form": form or OfferForm(offerer=offerer, day=today(), offer=one),
        "is_preview": "preview" in request.POST,
        "opened": form is not None,
        "late": status == 409 and not (form and may_change),
        "differences": both,
    }
    if request.htmx and context["is_preview"]:
        return render(request, "meetings/_offer_preview.html", context)
    return render(request, template(offerer, "offer"), context, status=status)


def read(offerer: Offerer, one: Offer) -> dict[str, Any]:
    """What the offer says to this reader, and whether it is the reader's to answer for."""
    is_own, is_open = offerer.owns(one), takes_offers(one.meeting, timezone.now())
    return {
        "offer": one,
        "is_own": is_own,
        "steps": story(one, with_names=is_own),
        "question": question_of(one),
        "may_act": is_open and offerer.acts_for(one),
        "leaves": offerer.may_leave(one) if is_open and one.state in Offer.WAITING else [],
    }


def words_form(one: Offer, do: str) -> WordsForm:
    _step, required, label = STEPS[do]
    return WordsForm(offer=one, name=do, label=label, required=required)


def possible(one: Offer) -> list[str]:
    """What those who offer can say as the offer stands."""
    if one.state == Offer.State.WITHDRAWN:
        return ["again"]
    asked = ["answer"] if one.state == Offer.State.ASKED else []
    return [*asked, "withdraw"] if one.state in Offer.WAITING else []
