"""Where an invitation's link leads: it shows who is invited, and only the button makes the account."""

from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from organizations.actions.invitations import InvitationClosedError, find_open
from organizations.actions.invitations import accept_invitation as accept
from organizations.models import Invitation
from organizations.periods import period
from organizations.purposes import purpose_of


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    # Mail scanners follow links, so following one changes nothing.
    invitation = find_open(token)
    if request.method != "POST":
        return show(request, invitation)
    try:
        user = accept(token=token)
    except InvitationClosedError:
        return show(request, None)
    if request.user.is_authenticated and request.user != user:
        logout(request)
    return perform_login(request, user, redirect_url=first_page(invitation), email=user.email)


def first_page(invitation: Invitation | None) -> str:
    """Where who has accepted arrives: at the seat that is handed over, at what else it is for, or at the desk."""
    if hand_over := getattr(invitation, "hand_over", None):
        return reverse("hand_over", args=[hand_over.organization.slug, hand_over.pk])
    purpose = purpose_of(invitation) if invitation else None
    return purpose.page if purpose else reverse("desk")


def show(request: HttpRequest, invitation) -> HttpResponse:
    """The invitation, or one and the same page for every token that opens nothing."""
    hand_over = getattr(invitation, "hand_over", None)
    context = {
        "invitation": invitation,
        "hand_over": hand_over,
        "period": period(hand_over) if hand_over else "",
        "purpose": purpose_of(invitation) if invitation else None,
    }
    return render(request, "organizations/accept_invitation.html", context, status=200 if invitation else 404)
