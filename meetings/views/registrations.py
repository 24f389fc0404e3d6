"""The delegate's own page: where the registration stands, what is missing, what can be changed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ifiso.http import opened_by_link
from meetings.access import delegate_by_link, own_registrations
from meetings.actions.erasure import erase_delegate
from meetings.actions.own_data import CONSENTS, change_own_data, give_consent, withdraw_consent
from meetings.actions.registrations import withdraw
from meetings.forms.registrations import OwnDataForm, WithdrawalForm
from meetings.journeys import has_days
from meetings.links import delegate_token
from meetings.reads.standing import standing
from meetings.rules import is_past, may_have_confirmation, may_have_invitation
from meetings.views.saving import ended, page_of, saved_or_shown

ALL_METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def my_registration(request: HttpRequest, slug: str) -> HttpResponse:
    """Leads to the one page; who is registered more than once, or was, gets to choose."""
    found = own_registrations(request.user, slug)
    if len(found) == 1:
        return redirect(page_of(found[0]))
    context = {
        "meeting": found[0].meeting,
        "registrations": [(delegate, delegate_token(delegate)) for delegate in found],
        "has_place": any(delegate.state == delegate.State.CONFIRMED for delegate in found),
    }
    return render(request, "meetings/my_registration.html", context)


@opened_by_link
@require_safe
def registration(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    delegate = delegate_by_link(slug, token)
    context = {
        "delegate": delegate,
        "meeting": delegate.meeting,
        "standing": standing(delegate, timezone.now()),
        "has_questions": delegate.meeting.questions.exists(),
        "files": {
            "confirmation": may_have_confirmation(delegate),
            "invitation": may_have_invitation(delegate),
            "calendar": has_days(delegate),
        },
    }
    return render(request, "meetings/registration.html", context)


@opened_by_link
@require_http_methods(ALL_METHODS)
def registration_data(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    delegate = delegate_by_link(slug, token)
    if delegate.state not in delegate.ACTIVE:
        return ended(request, delegate)
    form = OwnDataForm(request.POST if request.method == "POST" else None, delegate=delegate)
    return saved_or_shown(
        request,
        delegate,
        form,
        save=lambda: change_own_data(
            delegate=delegate, version=form.cleaned_data["version"], values=form.values(timezone.now()), by=None
        ),
        again=lambda fresh: OwnDataForm(delegate=fresh),
        template="meetings/registration_data.html",
    )


@opened_by_link
@require_POST
def registration_consent(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    delegate = delegate_by_link(slug, token)
    consent = request.POST.get("give") or request.POST.get("withdraw")
    if consent not in CONSENTS:
        raise Http404
    if "give" in request.POST:
        if give_consent(delegate=delegate, consent=consent, by=None, now=timezone.now()):
            messages.success(request, _("Thank you. You can take it back here at any time."))
    elif withdraw_consent(delegate=delegate, consent=consent, by=None):
        messages.success(request, _("Your consent is withdrawn, from now on."))
    return redirect(f"{page_of(delegate)}#consents")


@opened_by_link
@require_http_methods(ALL_METHODS)
def registration_withdraw(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    delegate = delegate_by_link(slug, token)
    if delegate.state not in delegate.ACTIVE or is_past(delegate.meeting, timezone.now()):
        return ended(request, delegate)
    form = WithdrawalForm(request.POST if request.method == "POST" else None)
    return saved_or_shown(
        request,
        delegate,
        form,
        save=lambda: withdraw(delegate=delegate, by=None, now=timezone.now(), reason=form.cleaned_data["reason"]),
        template="meetings/registration_withdraw.html",
        thanks=_("You are withdrawn. Thank you for telling us: somebody else can come now."),
    )


@opened_by_link
@require_http_methods(ALL_METHODS)
def registration_erase(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    delegate = delegate_by_link(slug, token)
    if erased := request.method == "POST":
        erase_delegate(delegate=delegate, by=None, now=timezone.now())
    context = {"meeting": delegate.meeting, "token": token, "erased": erased}
    return render(request, "meetings/registration_erase.html", context)
