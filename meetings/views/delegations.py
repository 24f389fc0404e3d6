"""The page on which an organization says whom it sends, and what its buttons do."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from meetings.access import delegate_for, delegation_for, represented_by
from meetings.actions.delegations import (
    add_delegate,
    move_in_rank,
    renew_links,
    replace_delegate,
    send_link_again,
    withdraw_delegate,
)
from meetings.actions.registrations import RegistrationError
from meetings.calls import Call
from meetings.forms.delegations import DelegateForm, MoveForm, PersonForm, VersionForm
from meetings.links import delegation_token
from meetings.models import Delegate, Delegation
from meetings.reads.roster import Roster, titles_of
from meetings.rules import may_send
from organizations.clock import today
from organizations.models import User


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delegation(request: HttpRequest, slug: str) -> HttpResponse:
    wanted, acts = request.GET.get("organization", ""), request.method == "POST"
    party = delegation_for(request.user, slug, today(), organization=wanted, to_act=acts)
    if not acts:
        return show(request, party, DelegateForm())
    form = DelegateForm(facts_of(request.user) if "myself" in request.POST else request.POST)
    if not form.is_valid():
        return show(request, party, form, status=422)
    try:
        added = add_delegate(delegation=party, delegate=form.delegate(), by=request.user, now=timezone.now())
    except RegistrationError as refused:
        form.add_error(None, refused)
        return show(request, party, form, status=422)
    say_where_things_stand(request, added)
    return redirect(f"{page_of(party)}&added=1")


def show(request: HttpRequest, party: Delegation, form: DelegateForm, *, status: int = 200) -> HttpResponse:
    """The page, or for htmx what changes on it."""
    roster = Roster(party, timezone.now(), may_send(request.user, party.organization, today()))
    # A field of another name is another field: htmx leaves the focus to the page.
    form.auto_id = f"{len(roster.delegates)}-%s"
    template = "meetings/delegation.html#roster" if request.htmx else "meetings/delegation.html"
    context = {
        "roster": roster,
        "call": Call(party, roster.now),
        "delegation": party,
        "meeting": party.meeting,
        "form": form,
        "page": page_of(party),
        "titles": titles_of(party),
        "organizations": represented_by(request.user, today()),
        "link": join_link(party) if party.pk and roster.may_send else "",
        "is_added": "added" in request.GET,
        "is_myself": roster.has(request.user),
    }
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def page_of(party: Delegation) -> str:
    return f"{reverse('delegation', args=[party.meeting.slug])}?{urlencode({'organization': party.organization.slug})}"


def join_link(party: Delegation) -> str:
    return settings.BASE_URL + reverse("join", args=[party.meeting.slug, delegation_token(party)])


def facts_of(user: User) -> dict[str, str]:
    return {"name": user.name, "email": user.email, "kind": Delegate.Kind.DELEGATE}


def say_where_things_stand(request: HttpRequest, delegate: Delegate) -> None:
    """Whether the person has a place, else why not and what happens next."""
    told = {"name": delegate.name, "email": delegate.email, "reason": delegate.state_reason}
    if delegate.state == Delegate.State.CONFIRMED:
        messages.success(request, _("%(name)s has a place. A mail with a personal link went to %(email)s.") % told)
        return
    waiting = _(
        "%(name)s is on the waiting list. %(reason)s When a place becomes free for %(name)s, it is given at once and a"
        " mail goes to %(email)s."
    )
    messages.warning(request, waiting % told)


@never_cache
@require_POST
def delegation_link(request: HttpRequest, slug: str) -> HttpResponse:
    party = delegation_for(request.user, slug, today(), organization=request.GET.get("organization", ""), to_act=True)
    form = VersionForm(request.POST)
    if form.is_valid() and renew_links(delegation=party, version=form.cleaned_data["version"], by=request.user):
        messages.success(request, _("Here is a new link. The old one opens nothing any more."))
    return redirect(page_of(party))


@never_cache
@require_POST
def delegation_rank(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    delegate = delegate_for(request.user, slug, pk, today(), to_act=True)
    form = MoveForm(request.POST)
    try:
        if form.is_valid() and move_in_rank(
            delegate=delegate, by=request.user, now=timezone.now(), **form.cleaned_data
        ):
            place = {"name": delegate.name, "place": form.cleaned_data["to"]}
            messages.success(request, _("%(name)s is number %(place)d now.") % place)
    except RegistrationError as refused:
        messages.error(request, refused.messages[0])
    return redirect(page_of(delegate.delegation))


@never_cache
@require_POST
def delegation_mail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    delegate = delegate_for(request.user, slug, pk, today(), to_act=True)
    if delegate.state in Delegate.ACTIVE:
        send_link_again(delegate=delegate, by=request.user, now=timezone.now())
        messages.success(request, _("The personal link is on its way to %(email)s.") % {"email": delegate.email})
    return redirect(page_of(delegate.delegation))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_replace(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    delegate = delegate_for(request.user, slug, pk, today(), to_act=True)
    form = PersonForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return show_delegate(request, delegate, form, "replace")
    try:
        successor = replace_delegate(delegate=delegate, successor=form.delegate(), by=request.user, now=timezone.now())
    except RegistrationError as refused:
        form.add_error(None, refused)
        return show_delegate(request, delegate, form, "replace")
    say_where_things_stand(request, successor)
    return redirect(page_of(delegate.delegation))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delegation_withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    delegate = delegate_for(request.user, slug, pk, today(), to_act=True)
    if request.method != "POST":
        return show_delegate(request, delegate, None, "withdraw")
    try:
        withdraw_delegate(delegate=delegate, by=request.user, now=timezone.now())
        messages.success(request, _("%(name)s is withdrawn, and was told by mail.") % {"name": delegate.name})
    except RegistrationError as refused:
        messages.error(request, refused.messages[0])
    return redirect(page_of(delegate.delegation))


def show_delegate(request: HttpRequest, delegate: Delegate, form: PersonForm | None, what: str) -> HttpResponse:
    """The page that asks before somebody is replaced or withdrawn; nothing is left to ask of those who ended."""
    party = delegate.delegation
    if request.method != "POST" and delegate.state not in Delegate.ACTIVE:
        messages.warning(request, _("The registration of %(name)s has ended.") % {"name": delegate.name})
        return redirect(page_of(party))
    context = {
        "delegate": delegate,
        "meeting": delegate.meeting,
        "form": form,
        "page": page_of(party),
        "roster": Roster(party, timezone.now(), may_send=True),
        "titles": titles_of(party),
    }
    status = 422 if form and form.is_bound else 200
    return render(request, f"meetings/delegation_{what}.html", context, status=status)
