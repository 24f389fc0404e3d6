"""What all pages of a host's workspace have in common."""

from typing import Any

from django.http import HttpRequest

from ifiso.moments import in_words
from meetings.actions.retention import logistics_erased_at
from meetings.models import Meeting
from meetings.reads.host_nav import nav_groups
from meetings.rules import (
    is_host,
    logistics_are_kept,
    may_look,
    may_plan,
    may_run,
    may_see_agenda_draft,
    may_see_logistics,
    may_watch,
)
from organizations.clock import today


def frame(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """The meeting, and what the reader may do with it, which decides what the page offers and where it leads."""
    user, day = request.user, today()
    runs_it = is_host(user, meeting, day)
    runs = runs_it or may_run(user, meeting, day)
    looks = runs or may_look(user, meeting, day)
    kept = logistics_are_kept(meeting, day)
    erased_at = None if kept else logistics_erased_at(meeting)
    rights = {
        "may_run": runs,
        "may_plan": runs or may_plan(user, meeting, day),
        "sees_whole": looks,
        "sees_agenda": looks or may_see_agenda_draft(user, meeting, day),
        "sees_delegates": looks or may_watch(user, meeting, day),
    }
    return {
        **rights,
        "meeting": meeting,
        "zone": meeting.zone.key.rpartition("/")[2].replace("_", " "),
        "is_host": runs_it,
        "logistics_kept": kept,
        "logistics_erased": in_words(erased_at, meeting.zone) if erased_at else "",
        "sees_logistics": kept and (runs_it or may_see_logistics(user, meeting, day)),
        "nav": nav_groups(meeting, request.resolver_match.url_name, rights),
    }
