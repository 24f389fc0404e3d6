"""Releasing an agenda, and what everybody can read of its releases."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meetings.access import meeting_for_planner
from meetings.actions.release_mails import mailing_of
from meetings.actions.releases import Released, ReleaseError, StaleAgendaError, release
from meetings.forms.releases import ReleaseForm
from meetings.models import AgendaRelease, Meeting, PlanChange
from meetings.reads.host_pages import frame
from meetings.reads.releases import days_in, grouped, release_in_words, releases_of
from meetings.reads.wording import step_of
from meetings.releasing import draft_of
from organizations.actions.mailings import NotAsShownError
from organizations.clock import today
from organizations.pages import public_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_release(request: HttpRequest, slug: str) -> HttpResponse:
    acts = request.method == "POST"
    meeting = meeting_for_planner(request.user, slug, today(), to_act=acts)
    form = ReleaseForm(request.POST if acts else None)
    if not form.is_valid():
        return show(request, meeting, form, status=422 if acts else 200)
    try:
        done = order(request, meeting, form.cleaned_data)
    except StaleAgendaError as stale:
        return show(request, meeting, form, steps=told(meeting, stale.steps), status=409)
    except NotAsShownError:
        return show(request, meeting, form, other_mail=True, status=409)
    except ReleaseError as refused:
        form.add_error(None, refused.messages)
        return show(request, meeting, form, status=422)
    messages.success(request, sentence(done))
    return redirect("host_release", slug)


def order(request: HttpRequest, meeting: Meeting, said: dict[str, Any]) -> Released:
    return release(
        meeting=meeting,
        note=said["note"],
        seen=said["seen"],
        by=request.user,
        now=timezone.now(),
        despite_soft=said["despite_soft"],
        seal=said["seal"] if said["tell"] else None,
    )


def sentence(done: Released) -> str:
    if not done.new:
        return _("Release %(number)d shows all of this already.") % {"number": done.release.number}
    if not done.mails:
        return _("Everybody sees release %(number)d now.") % {"number": done.release.number}
    words = ngettext(
        "Everybody sees release %(number)d now, and %(mails)d mail is on its way.",
        "Everybody sees release %(number)d now, and %(mails)d mails are on their way.",
        done.mails,
    )
    return words % {"number": done.release.number, "mails": done.mails}


def told(meeting: Meeting, steps: Sequence[PlanChange]) -> list[str]:
    """What was done to the plans, in words."""
    rooms = dict(meeting.rooms.values_list("pk", "name"))
    return [step_of(meeting, step, rooms).text for step in steps]


def show(request: HttpRequest, meeting: Meeting, form: ReleaseForm, *, status: int = 200, **more: Any) -> HttpResponse:
    """The next release as it would be now, whatever the form was sent about."""
    draft, context = draft_of(meeting), frame(request, meeting)
    mailing = None
    if context["may_plan"] and not draft.is_empty and not draft.faulty(hard=True):
        mailing = mailing_of(draft, today())
    if not form.is_bound:
        form.initial["tell"] = draft.previous is None
    context |= {
        "form": form,
        "draft": draft,
        "groups": grouped(draft.changes),
        "hard": draft.faulty(hard=True),
        "soft": draft.faulty(hard=False),
        "mailing": mailing,
        "seal": mailing.seal(request.user) if mailing else "",
        **more,
    }
    return render(request, "meetings/host_release.html", context, status=status)


@public_page
def agenda_releases(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    releases = releases_of(meeting)
    if not releases:
        raise Http404
    return render(request, "meetings/agenda_releases.html", {"meeting": meeting, "releases": releases})


@public_page
def agenda_release(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    row = get_object_or_404(AgendaRelease.objects.select_related("meeting"), meeting=meeting, number=number)
    zones = dict(meeting.releases.order_by("number").values_list("number", "time_zone"))
    context = {
        "meeting": meeting,
        "told": release_in_words(row, zones.get(number - 1, "")),
        "days": days_in(row),
        "before": number - 1 if number - 1 in zones else None,
        "after": number + 1 if number + 1 in zones else None,
        "last": max(zones),
    }
    return render(request, "meetings/agenda_release.html", context)
