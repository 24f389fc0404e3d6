"""A meeting opens with what the meetings before it left open."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions.plans import add_plan
from meetings.models import Meeting, Outcome, Plan
from organizations.models import User

LONGEST_LIST = 30


def open_outcomes_before(meeting: Meeting) -> list[Outcome]:
    """What is still open of other public meetings, the oldest first, at most LONGEST_LIST."""
    earlier = Outcome.objects.public().open().exclude(meeting=meeting).filter(meeting__year__lte=meeting.year)
    related = earlier.select_related("meeting").prefetch_related("owners")
    return list(related.order_by("meeting__year", "meeting__starts_on", "pk")[:LONGEST_LIST])


def opening_of(meeting: Meeting) -> Plan | None:
    """The entry of the agenda that begins with them, if there is one."""
    return meeting.plans.standing().filter(title=title()).first()


def title() -> str:
    return _("What we agreed, and what became of it")


@transaction.atomic
def plan_opening(*, meeting: Meeting, by: User, now: datetime) -> Plan | None:
    """Put the open outcomes on the agenda, in the tray of its first day; None where it is there, or nothing is open."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    outcomes = open_outcomes_before(meeting)
    if not outcomes or opening_of(meeting):
        return None
    values = {
        "title": title(),
        "kind": Plan.Kind.PLENARY,
        "minutes": 45,
        "day": 1,
        "everywhere": True,
        "abstract": "\n".join(map(line_of, outcomes)),
    }
    return add_plan(meeting=meeting, values=values, by=by, now=now)


def line_of(outcome: Outcome) -> str:
    """One item of a Markdown list."""
    owners = ", ".join(owner.acronym for owner in outcome.owners.all())
    words = {
        "title": outcome.title.replace("[", "(").replace("]", ")"),
        "address": outcome.get_absolute_url(),
        "meeting": outcome.meeting.name,
        "owners": owners or _("nobody has taken it on"),
        "state": outcome.get_state_display(),
    }
    return _("- [%(title)s](%(address)s): %(meeting)s, %(owners)s, %(state)s") % words
