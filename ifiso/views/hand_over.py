"""The page on which a seat passes on: what the predecessor left, what is open, and the button that takes it over."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ifiso.inheritance import Inheritance
from organizations.access import hand_over_for
from organizations.actions.handovers import HandOverClosedError, call_off, invite_again, revoke_link, take_over
from organizations.clock import today
from organizations.models import HandOver, User
from organizations.rules import Standing, may_confirm, may_read_note
from organizations.team import passage


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    passing = hand_over_for(request.user, slug, pk, today())
    if request.method != "POST":
        return show(request, passing)
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        raise BadRequest("A hand-over is confirmed, called off, or its invitation sent again or taken back.")
    try:
        messages.success(request, deed(passing, request.user))
    except HandOverClosedError:
        return show(request, hand_over_for(request.user, slug, pk, today()), status=409)
    except ValidationError as refused:
        return show(request, passing, refusal=" ".join(refused.messages), status=422)
    if request.POST.get("back") == "team":
        return redirect("liaisons", slug)
    return redirect("hand_over", slug, pk)


def show(request: HttpRequest, passing: HandOver, *, refusal: str = "", status: int = 200) -> HttpResponse:
    user, day = cast(User, request.user), today()
    viewer = Standing(user, passing.organization, day)
    inheritance = Inheritance(passing.organization, timezone.now(), day)
    context = {
        "passage": passage(passing, viewer),
        "hand_over": passing,
        "organization": passing.organization,
        "inheritance": inheritance,
        "others": [(mandate, lasts) for mandate, lasts in inheritance.team if mandate.user != user],
        "may_confirm": may_confirm(user, passing, day),
        "may_read_note": may_read_note(user, passing),
        "may_act": viewer.speaks,
        "refusal": refusal,
        "late": status == 409,
    }
    return render(request, "ifiso/hand_over.html", context, status=status)


def confirm(passing: HandOver, user: User) -> str:
    # Who confirmed already and does it once more is told the same again.
    mine = passing.successor is not None and passing.successor.user == user
    if not may_confirm(user, passing, today()) and not (mine and passing.completed_at):
        raise PermissionDenied
    take_over(hand_over=passing, by=user, now=timezone.now(), day=today())
    return _("The hand-over is complete. Welcome in the seat.")


def steering(deed: Callable[[HandOver, User], str]) -> Callable[[HandOver, User], str]:
    """For what only those do who could have named the successor."""

    def allowed(passing: HandOver, user: User) -> str:
        if not passing.is_open:
            raise HandOverClosedError
        if not Standing(user, passing.organization, today()).may_steer(passing):
            raise PermissionDenied
        return deed(passing, user)

    return allowed


@steering
def send_again(passing: HandOver, user: User) -> str:
    invitation = invite_again(hand_over=passing, by=user)
    return _("A new invitation to %(email)s is on its way; the earlier link opens nothing any more.") % {
        "email": invitation.email
    }


@steering
def take_back(passing: HandOver, user: User) -> str:
    revoke_link(hand_over=passing, by=user)
    return _("The link opens nothing any more. The hand-over stands: you can send a new invitation or call it off.")


@steering
def undo(passing: HandOver, user: User) -> str:
    call_off(hand_over=passing, by=user, now=timezone.now(), day=today())
    return _("The hand-over is called off, and %(email)s was told.") % {"email": passing.email}


DEEDS = {"confirm": confirm, "invite-again": send_again, "take-back": take_back, "call-off": undo}
