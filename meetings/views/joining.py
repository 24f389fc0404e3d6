"""How people join a delegation by the link that their liaison gave them."""

from allauth.core.ratelimit import consume
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ifiso.http import opened_by_link
from meetings.actions.delegations import join as register
from meetings.actions.registrations import RegistrationError
from meetings.forms.delegations import JoinForm
from meetings.links import delegation_of
from meetings.models import Delegate, Delegation
from meetings.reads.roster import window_in_words
from meetings.rules import takes_registrations

AN_HOUR = 3600
# Shows where somebody stands who has just joined; it opens nothing of theirs. The personal link goes to their address.
joined = Signer(salt="meetings.joined", sep=".")


@opened_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    party = delegation_of(token)
    if party is None or party.organization is None or party.meeting.slug != slug:
        raise Http404
    if request.method != "POST":
        return show(request, party, JoinForm(), delegate=just_joined(request, party))
    form = JoinForm(request.POST)
    if not form.is_valid():
        return show(request, party, form, status=422)
    if not consume(request, action="join", key=form.cleaned_data["email"].lower()):
        form.add_error(None, _("Too many registrations came from you lately. Keep this page and send it in an hour."))
        return show(request, party, form, status=429)
    now = timezone.now()
    try:
        delegate = register(delegation=party, delegate=form.delegate_at(now), now=now)
    except RegistrationError as refused:
        form.add_error(None, refused)
        return show(request, party, form, status=422)
    return redirect(f"{reverse('join', args=[slug, token])}?joined={joined.sign(str(delegate.pk))}")


def just_joined(request: HttpRequest, party: Delegation) -> Delegate | None:
    """Who was registered by the form that led here."""
    try:
        pk = joined.unsign(request.GET.get("joined", ""))
    except BadSignature:
        return None
    return party.delegates.filter(pk=pk).first()


def show(
    request: HttpRequest, party: Delegation, form: JoinForm, *, delegate: Delegate | None = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    context = {
        "party": party,
        "meeting": party.meeting,
        "form": form,
        "delegate": delegate,
        "is_open": takes_registrations(party.meeting, now),
        "window": window_in_words(party.meeting, now),
        "is_coming": party.answer != Delegation.Answer.NOT_COMING,
    }
    response = render(request, "meetings/join.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(AN_HOUR)
    return response
