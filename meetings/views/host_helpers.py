"""Whom the host asked to help, with what, and until when."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ifiso.differences import side_by_side
from meetings.access import workspace_of
from meetings.actions.helpers import (
    HelpEndedError,
    StaleHelperError,
    ask_again,
    ask_to_help,
    change_roles,
    end_help,
)
from meetings.forms.helpers import HelperForm, RolesForm
from meetings.models import Helper, Meeting
from meetings.reads.helpers import helping, standing
from meetings.reads.host_pages import frame
from organizations.clock import today

METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
def host_helpers(request: HttpRequest, slug: str) -> HttpResponse:
    acts = request.method == "POST"
    meeting = workspace_of(request.user, slug, today(), whole=True, to_act=acts)
    form = HelperForm(request.POST if acts else None)
    if acts and form.is_valid():
        try:
            helper = ask_to_help(helper=form.unsaved(meeting), by=request.user, day=today())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, said(helper))
            return redirect("host_helpers", slug)
    context = {**frame(request, meeting), "helpers": helping(meeting, timezone.now()), "form": form}
    return render(request, "meetings/host_helpers.html", context, status=422 if acts else 200)


def said(helper: Helper) -> str:
    if helper.user:
        return _("%(person)s has an account and helps from now on. A mail says so.") % {"person": helper}
    return _("The invitation to %(email)s is on its way.") % {"email": helper.email}


@never_cache
@require_http_methods(METHODS)
def host_helper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Three forms, told apart by their button: the roles, a new invitation, and the end."""
    meeting = workspace_of(request.user, slug, today(), whole=True, to_act=True)
    helper = get_object_or_404(meeting.helpers.filter(until=None).select_related("user", "invitation"), pk=pk)
    if request.method != "POST":
        return show(request, meeting, helper, RolesForm.of(helper))
    try:
        if "again" in request.POST:
            messages.success(request, said(ask_again(helper=helper, by=request.user, day=today())))
        elif "end" in request.POST:
            end_help(helper=helper, by=request.user, day=today())
            messages.success(request, _("%(person)s helps no more.") % {"person": helper})
        else:
            return change(request, meeting, helper)
    except HelpEndedError:
        messages.warning(request, _("That has changed meanwhile. This is how it stands now."))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("host_helpers", slug)


def change(request: HttpRequest, meeting: Meeting, helper: Helper) -> HttpResponse:
    form = RolesForm.of(helper, request.POST)
    if not form.is_valid():
        return show(request, meeting, helper, form, status=422)
    try:
        changed = change_roles(helper=helper, stamp=form.cleaned_data["stamp"], roles=form.roles, by=request.user)
    except StaleHelperError as stale:
        found = side_by_side(form, RolesForm.of(stale.helper))
        return show(request, meeting, stale.helper, form, differences=found, status=409)
    messages.success(request, _("Saved.") if changed else _("Nothing had changed."))
    return redirect("host_helpers", meeting.slug)


def show(request: HttpRequest, meeting: Meeting, helper: Helper, form: RolesForm, *, status=200, **more):
    said = standing(helper, timezone.now())
    context = {**frame(request, meeting), "helper": helper, "standing": said, "form": form, **more}
    return render(request, "meetings/host_helper.html", context, status=status)
