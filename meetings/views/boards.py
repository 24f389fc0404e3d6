"""What the views of the agenda's editor have in common: the board as an answer to each step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from meetings.actions.plans import StalePlanError
from meetings.axis import minutes_into
from meetings.models import Meeting, Plan
from meetings.planning import day_number, first_day, state_of, values_of
from meetings.reads.grid import board_of
from meetings.reads.host_pages import frame
from meetings.reads.steps import last_number, last_steps, may_undo
from meetings.reads.wording import place_in_words, place_of, plan_in_words
from meetings.rules import may_plan
from organizations.clock import today


@dataclass(frozen=True)
class Trouble:
    """Why a step was not done. With `action` it can be done all the same, by sending `fields` there."""

    text: str
    wanted: str = ""
    saved: str = ""
    action: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


def asked(request: HttpRequest, name: str) -> int | None:
    """A number in the address or the form; None for what is no number, or an absurd one."""
    text = request.POST.get(name) or request.GET.get(name) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def page_of(meeting: Meeting, day: int | None, entry: int) -> str:
    query = urlencode({"day": day or 1, "entry": entry})
    return f"{reverse('host_agenda', args=[meeting.slug])}?{query}#entry-{entry}"


def show_board(
    request: HttpRequest,
    meeting: Meeting,
    *,
    day: int | None,
    chosen: int | None = None,
    said: str = "",
    trouble: Trouble | None = None,
    status: int = 200,
) -> HttpResponse:
    """The board, or a hint how to get one while the meeting's first day is not known."""
    context = board_context(request, meeting, day, chosen) if first_day(meeting) else {}
    return answer(request, context | {"meeting": meeting, "said": said, "trouble": trouble}, status=status)


def answer(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The board alone for scripts, else the page around it."""
    if request.htmx:
        response = render(request, "meetings/host_agenda.html#board", context, status=status)
    else:
        page = frame(request, context["meeting"]) | context
        response = render(request, "meetings/host_agenda.html", page, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def board_context(request: HttpRequest, meeting: Meeting, day: int | None, chosen: int | None) -> dict[str, Any]:
    """The number of the last step is read first, so that none falls between it and the board."""
    last = last_number(meeting)
    day_now = day_number(meeting, timezone.now())
    board = board_of(meeting, day=day or (None if chosen else day_now), chosen=chosen)
    return {
        "board": board,
        "last": last,
        "steps": last_steps(meeting, board.room_names),
        # Whoever has got as far as a step may plan.
        "may_plan": request.method == "POST" or may_plan(request.user, meeting, today()),
        "may_undo": may_undo(meeting, request.user),
        "adoptable": meeting.sessions.public().filter(plan=None).count(),
    }


def rooms_of(meeting: Meeting) -> dict[int, str]:
    return dict(meeting.rooms.values_list("pk", "name"))


def done(request: HttpRequest, meeting: Meeting, plan: Plan, words: str = "%s") -> HttpResponse:
    """The board of the day to which the entry went, and in `words` where it stands and what is wrong with it there."""
    day = plan.day or asked(request, "shown") or asked(request, "day")
    if not request.htmx:
        messages.success(request, words % plan_in_words(meeting, plan, rooms_of(meeting)))
        return redirect(page_of(meeting, day, plan.pk))
    context = board_context(request, meeting, day, plan.pk)
    board = context["board"]
    faults = [fault.text for fault in board.chosen.faults] if board.chosen else []
    said = " ".join([_("%(text)s.") % {"text": words % plan_in_words(meeting, plan, board.room_names)}, *faults])
    return answer(request, context | {"meeting": meeting, "said": said, "trouble": None})


def refused(request: HttpRequest, meeting: Meeting, plan: Plan | None, text: str, *, status: int = 422) -> HttpResponse:
    """The board as it is saved, with the sentence that says why nothing was done."""
    day = asked(request, "shown") or asked(request, "day")
    chosen = plan.pk if plan else None
    return show_board(request, meeting, day=day, chosen=chosen, said=text, trouble=Trouble(text=text), status=status)


def stale_place(request: HttpRequest, meeting: Meeting, stale: StalePlanError, values: dict[str, Any]) -> HttpResponse:
    """409: what stands there now beside what was wanted, which another press still does."""
    saved, rooms = stale.plan, rooms_of(meeting)
    saved.meeting = meeting
    wanted = state_of(saved)
    for name, value in values.items():
        wanted[name] = value.isoformat() if hasattr(value, "isoformat") else getattr(value, "pk", value)
    start = values_of(wanted)["starts_at"]
    fields = {
        "version": saved.version,
        "day": wanted["day"] or "",
        "start": minutes_into(meeting, wanted["day"], start) if start else "",
        "room": wanted["room"] or "",
        "everywhere": "1" if wanted["everywhere"] else "",
        "minutes": wanted["minutes"],
    }
    trouble = Trouble(
        text=who_was_faster(meeting, saved),
        wanted=place_in_words(meeting, wanted, rooms),
        saved=place_in_words(meeting, place_of(saved), rooms),
        action=reverse("host_plan_place", args=[meeting.slug, saved.pk]),
        fields=fields,
    )
    return conflict(request, meeting, saved, trouble)


def stale_removal(request: HttpRequest, meeting: Meeting, stale: StalePlanError) -> HttpResponse:
    saved = stale.plan
    saved.meeting = meeting
    trouble = Trouble(
        text=who_was_faster(meeting, saved),
        wanted=_("removed"),
        saved=place_in_words(meeting, place_of(saved), rooms_of(meeting)),
        action="" if saved.state == Plan.State.REMOVED else reverse("host_plan_remove", args=[meeting.slug, saved.pk]),
        fields={"version": saved.version},
    )
    return conflict(request, meeting, saved, trouble)


def conflict(request: HttpRequest, meeting: Meeting, saved: Plan, trouble: Trouble) -> HttpResponse:
    day = saved.day or asked(request, "shown") or asked(request, "day")
    said = _("%(text)s It stands as saved: %(saved)s.") % {"text": trouble.text, "saved": trouble.saved}
    return show_board(request, meeting, day=day, chosen=saved.pk, said=said, trouble=trouble, status=409)


def who_was_faster(meeting: Meeting, saved: Plan) -> str:
    told = {
        "who": str(saved.changed_by) if saved.changed_by else _("Somebody"),
        "title": saved.title,
        "time": f"{saved.changed_at.astimezone(meeting.zone):%H:%M}",
    }
    if saved.state == Plan.State.REMOVED:
        return _("%(who)s removed “%(title)s” at %(time)s, while you worked.") % told
    return _("%(who)s changed “%(title)s” at %(time)s, while you worked.") % told
