"""The agenda's editor as a page: its board, what others did meanwhile, and steps taken back."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from meetings.access import meeting_for_planner
from meetings.actions.plans import StalePlanError, adopt_sessions, undo
from meetings.models import Meeting
from meetings.planning import first_day
from meetings.reads.steps import last_number, steps_of_others
from meetings.views.boards import asked, done, refused, rooms_of, show_board, who_was_faster
from organizations.clock import today

View = Callable[..., HttpResponse]


def planning(*, to_act: bool) -> Callable[[View], View]:
    """Gives the view the meeting instead of its slug; while no first day is known, the page says where to set it."""

    def decorate(view: View) -> View:
        @never_cache
        @wraps(view)
        def with_meeting(request: HttpRequest, slug: str, **rest) -> HttpResponse:
            acts = to_act or request.method == "POST"
            meeting = meeting_for_planner(request.user, slug, today(), to_act=acts)
            if first_day(meeting) is None:
                return redirect("host_agenda", slug)
            return view(request, meeting, **rest)

        return with_meeting

    return decorate


@never_cache
@require_safe
def host_agenda(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = meeting_for_planner(request.user, slug, today())
    return show_board(request, meeting, day=asked(request, "day"), chosen=asked(request, "entry"))


@require_safe
@planning(to_act=False)
def host_agenda_changes(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The board since step `since`, and what others did to it; 204 where nothing happened."""
    since = asked(request, "since") or 0
    if last_number(meeting) <= since:
        return HttpResponse(status=204)
    steps = steps_of_others(meeting, request.user, since, rooms_of(meeting))
    said = " ".join(step.text for step in steps)
    return show_board(request, meeting, day=asked(request, "day"), chosen=asked(request, "entry"), said=said)


@require_POST
@planning(to_act=True)
def host_agenda_undo(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    try:
        step = undo(meeting=meeting, by=request.user, now=timezone.now())
    except StalePlanError as stale:
        text = _("%(what)s So your step cannot be taken back.") % {"what": who_was_faster(meeting, stale.plan)}
        return refused(request, meeting, stale.plan, text, status=409)
    if step is None:
        return refused(request, meeting, None, _("You have no step left to take back."), status=409)
    plan = meeting.plans.get(pk=step.plan_id)
    return done(request, meeting, plan, _("Taken back. %s"))


@require_POST
@planning(to_act=True)
def host_agenda_adopt(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    count = adopt_sessions(meeting=meeting, by=request.user, now=timezone.now())
    words = ngettext("%(count)d session is taken over.", "%(count)d sessions are taken over.", count)
    messages.success(request, words % {"count": count})
    return redirect("host_agenda", meeting.slug)
