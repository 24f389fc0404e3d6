"""Who is registered, as the host sees it: everybody, one person, the waiting list, each organization's places."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meetings.access import meeting_for_host
from meetings.actions.guests import change_kind, invite_guest
from meetings.actions.registrations import RegistrationError, promote, refuse, set_quota
from meetings.forms.host import GuestForm, KindForm, PlaceForm, QuotaForm
from meetings.models import Delegate, Delegation, Meeting
from meetings.reads.dossier import Dossier
from meetings.reads.host_pages import frame
from meetings.reads.registered import registered
from meetings.reads.roll import PAGE_SIZE, Roll
from meetings.reads.waiting import queue_of
from organizations.clock import today


@never_cache
@require_safe
def host_delegates(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = meeting_for_host(request.user, slug, today())
    context = frame(request, meeting)
    roll = Roll(registered(meeting, timezone.now(), with_logistics=context["sees_logistics"]), request.GET)
    page = roll.page(request.GET.get("page"), size=PAGE_SIZE)
    context |= {"roll": roll, "menus": roll.useful_menus, "page": page}
    return render(request, "meetings/host_delegates.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_delegate(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Three forms, told apart by their button: give a place, turn down, and another kind."""
    acts = request.method == "POST"
    meeting = meeting_for_host(request.user, slug, today(), to_act=acts)
    delegate = get_object_or_404(related(meeting), pk=pk)
    if not acts:
        return show(request, delegate)
    deed = DEEDS.get(request.POST.get("do", ""))
    return deed(request, delegate) if deed else show(request, delegate, status=422)


def related(meeting: Meeting):
    return meeting.delegates.select_related("meeting", "delegation__organization", "delegation__partner", "user")


def give_a_place(request: HttpRequest, delegate: Delegate) -> HttpResponse:
    form = PlaceForm(request.POST, auto_id="place-%s")
    if not form.is_valid():
        return show(request, delegate, place_form=form, status=422)
    try:
        moved = promote(delegate=delegate, by=request.user, reason=form.cleaned_data["reason"])
    except RegistrationError as refused:
        form.add_error(None, refused.messages)
        return show(request, delegate, place_form=form, status=422)
    if not moved:
        return too_late(request, delegate, place_form=form)
    messages.success(request, _("%(name)s has a place now; the mail is on its way.") % {"name": delegate.name})
    return redirect("host_delegate", delegate.meeting.slug, delegate.pk)


def turn_down(request: HttpRequest, delegate: Delegate) -> HttpResponse:
    form = PlaceForm(request.POST, auto_id="refusal-%s")
    if not form.is_valid():
        return show(request, delegate, refusal_form=form, status=422)
    reason = form.cleaned_data["reason"]
    if not refuse(delegate=delegate, by=request.user, now=timezone.now(), reason=reason):
        return too_late(request, delegate, refusal_form=form)
    messages.success(request, _("%(name)s is turned down; the mail is on its way.") % {"name": delegate.name})
    return redirect("host_delegate", delegate.meeting.slug, delegate.pk)


def give_another_kind(request: HttpRequest, delegate: Delegate) -> HttpResponse:
    form = KindForm(request.POST)
    if not form.is_valid():
        return show(request, delegate, kind_form=form, status=422)
    if not change_kind(delegate=delegate, by=request.user, **form.cleaned_data):
        return too_late(request, delegate, kind_form=form)
    messages.success(request, _("Saved."))
    return redirect("host_delegate", delegate.meeting.slug, delegate.pk)


DEEDS = {"promote": give_a_place, "refuse": turn_down, "kind": give_another_kind}


def too_late(request: HttpRequest, delegate: Delegate, **forms) -> HttpResponse:
    """Somebody changed the registration meanwhile: the page shows how it stands, and what was typed."""
    return show(request, related(delegate.meeting).get(pk=delegate.pk), status=409, **forms)


def show(request: HttpRequest, delegate: Delegate, *, status: int = 200, **forms) -> HttpResponse:
    context = frame(request, delegate.meeting)
    context |= {
        "dossier": Dossier(delegate, timezone.now(), with_logistics=context["sees_logistics"]),
        "place_form": PlaceForm(auto_id="place-%s"),
        "refusal_form": PlaceForm(auto_id="refusal-%s"),
        "kind_form": KindForm.of(delegate),
        "form": next(iter(forms.values()), None),
        "late": status == 409,
        **forms,
    }
    return render(request, "meetings/host_delegate.html", context, status=status)


@never_cache
@require_safe
def host_waiting(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = meeting_for_host(request.user, slug, today())
    context = {**frame(request, meeting), "queue": queue_of(meeting, timezone.now())}
    return render(request, "meetings/host_waiting.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_quota(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    meeting = meeting_for_host(request.user, slug, today(), to_act=True)
    delegation = get_object_or_404(
        Delegation.objects.select_related("organization", "partner", "meeting"), pk=pk, meeting=meeting
    )
    form = QuotaForm(request.POST) if request.method == "POST" else QuotaForm.of(delegation)
    if form.is_bound and form.is_valid():
        try:
            set_quota(delegation=delegation, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("Saved. Whoever got a place by that has a mail."))
            return redirect("host_waiting", slug)
    context = {**frame(request, meeting), "delegation": delegation, "form": form}
    return render(request, "meetings/host_quota.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_guest(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = meeting_for_host(request.user, slug, today(), to_act=True)
    form = GuestForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        invitation = {name: form.cleaned_data[name] for name in ("partner", "note")}
        try:
            guest = invite_guest(delegate=form.unsaved(meeting), by=request.user, now=timezone.now(), **invitation)
        except RegistrationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The mail to %(email)s is on its way.") % {"email": guest.email})
            return redirect("host_delegate", slug, guest.pk)
    context = {**frame(request, meeting), "form": form}
    return render(request, "meetings/host_guest.html", context, status=422 if form.is_bound else 200)
