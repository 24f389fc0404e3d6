"""When and where the meeting is, and what its guests need to know."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ifiso.differences import side_by_side
from meetings.access import workspace_of
from meetings.actions.details import Saved, StaleDetailsError, change_details
from meetings.forms.details import DetailsForm
from meetings.models import Meeting
from meetings.reads.host_pages import frame
from organizations.clock import today


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_details(request: HttpRequest, slug: str) -> HttpResponse:
    acts = request.method == "POST"
    meeting = workspace_of(request.user, slug, today(), to_act=acts)
    form = DetailsForm(request.POST if acts else None, meeting=meeting)
    if not acts:
        return show(request, meeting, form)
    if not form.is_valid():
        return show(request, meeting, form, status=422)
    if "preview" in request.POST:
        return show(request, meeting, form, preview=form.values)
    try:
        saved = save(request, meeting, form)
    except StaleDetailsError as stale:
        return show_both(request, stale.meeting, form)
    except ValidationError as refused:
        form.add_error(None, refused)
        return show(request, meeting, form, status=422)
    messages.success(request, thanks(saved))
    return redirect("host_details", slug)


def save(request: HttpRequest, meeting: Meeting, form: DetailsForm) -> Saved:
    return change_details(
        meeting=meeting,
        stamp=form.cleaned_data["stamp"],
        values=form.values,
        new_topics=form.cleaned_data["new_topics"],
        moves_plans=form.cleaned_data.get("moves_plans", True),
        by=request.user,
        now=timezone.now(),
    )


def thanks(saved: Saved) -> str:
    if not saved.changed:
        return _("Nothing had changed.")
    if not saved.moved:
        return _("Saved.")
    words = ngettext(
        "Saved. %(count)d planned session moved along.", "Saved. %(count)d planned sessions moved along.", saved.moved
    )
    return words % {"count": saved.moved}


def show_both(request: HttpRequest, saved: Meeting, typed: DetailsForm) -> HttpResponse:
    return show(request, saved, typed, differences=side_by_side(typed, DetailsForm(meeting=saved)), status=409)


def show(
    request: HttpRequest, meeting: Meeting, form: DetailsForm, *, preview: dict | None = None, status: int = 200, **more
) -> HttpResponse:
    """The page, or, where a preview is asked for by script, the preview alone."""
    shown = preview or {name: getattr(meeting, name) for name in ("about", "practical", "practical_is_public")}
    context = {**frame(request, meeting), "form": form, "shown": shown, "is_preview": preview is not None, **more}
    template = "meetings/host_details.html"
    if request.htmx and preview:
        template += "#preview"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
