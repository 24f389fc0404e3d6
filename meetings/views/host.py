"""The host's workspace: what is to be done, how the registration stands, and the settings of the meeting."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ifiso.differences import side_by_side
from ifiso.moments import in_words
from meetings.access import workspace_of
from meetings.actions.hosting import StaleSettingsError, change_settings
from meetings.forms.host import SettingsForm
from meetings.models import Meeting
from meetings.reads.checklist import checklist
from meetings.reads.counts import Counts
from meetings.reads.host_pages import frame
from meetings.reads.registered import registered
from organizations.clock import today


@never_cache
@require_safe
def host(request: HttpRequest, slug: str) -> HttpResponse:
    """The front of the workspace; the counts, which renew themselves, only for those who see who is registered."""
    meeting, now = workspace_of(request.user, slug, today()), timezone.now()
    context = frame(request, meeting)
    template = "meetings/host.html"
    if context["sees_delegates"]:
        people = registered(meeting, now, with_logistics=context["sees_logistics"])
        context |= {
            "counts": Counts(meeting, people, context["sees_logistics"]),
            "asked_at": in_words(now, meeting.zone),
        }
        template += "#counts" if request.htmx else ""
    if not request.htmx:
        context["tasks"] = checklist(meeting, now, context)
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_settings(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = workspace_of(request.user, slug, today(), whole=True, to_act=request.method == "POST")
    if request.method != "POST":
        return show(request, meeting, SettingsForm(meeting=meeting))
    form = SettingsForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return show(request, meeting, form, status=422)
    try:
        changed = change_settings(
            meeting=meeting,
            stamp=form.cleaned_data["stamp"],
            values=form.values,
            by=request.user,
            now=timezone.now(),
        )
    except StaleSettingsError as stale:
        return show_both(request, stale.meeting, form)
    except ValidationError as refused:
        form.add_error(None, refused)
        return show(request, meeting, form, status=422)
    messages.success(request, _("Saved.") if changed else _("Nothing had changed."))
    return redirect("host_settings", slug)


def show_both(request: HttpRequest, saved: Meeting, typed: SettingsForm) -> HttpResponse:
    return show(request, saved, typed, differences=side_by_side(typed, SettingsForm(meeting=saved)), status=409)


def show(request: HttpRequest, meeting: Meeting, form: SettingsForm, *, status: int = 200, **more) -> HttpResponse:
    context = {**frame(request, meeting), "form": form, **more}
    return render(request, "meetings/host_settings.html", context, status=status)
