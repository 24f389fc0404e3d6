"""What all pages of a host's workspace have in common."""

from typing import Any

from django.http import HttpRequest

from ifiso.moments import in_words
from meetings.actions.retention import logistics_erased_at
from meetings.models import Meeting
from meetings.rules import is_host, logistics_are_kept, may_run
from organizations.clock import today


def frame(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """The meeting, and what the reader may do with it, which decides what the page offers."""
    day = today()
    runs_it = is_host(request.user, meeting, day)
    kept = logistics_are_kept(meeting, day)
    erased_at = None if kept else logistics_erased_at(meeting)
    return {
        "meeting": meeting,
        "zone": meeting.zone.key.rpartition("/")[2].replace("_", " "),
        "is_host": runs_it,
        "may_run": runs_it or may_run(request.user, meeting, day),
        "logistics_kept": kept,
        "logistics_erased": in_words(erased_at, meeting.zone) if erased_at else "",
        "sees_logistics": runs_it and kept,
    }
