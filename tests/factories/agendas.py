"""An agenda in the making, and what became of it."""

from datetime import UTC, date, datetime, timedelta

from meetings.models import (
    AgendaImport,
    AgendaRelease,
    Helper,
    Offer,
    OfferEvent,
    PersonalCalendar,
    Plan,
    PlanChange,
    PlannedLead,
    Star,
    Topic,
)
from tests.factories.meetings import make_meeting, make_session
from tests.factories.numbers import numbers
from tests.factories.organizations import make_organization, make_user

MOMENT = datetime(2027, 3, 1, 9, tzinfo=UTC)


def make_topic(name="", **fields):
    name = name or f"Topic {next(numbers)}"
    return Topic.objects.create(**{"name": name, "slug": name.lower().replace(" ", "-"), **fields})


def make_plan(meeting=None, *, leads=(), **fields):
    """A planned session led by `leads`, organizations or partners; in the tray unless `starts_at` is given."""
    fields = {"title": f"Plan {next(numbers)}", "minutes": 60, **fields}
    if starts_at := fields.get("starts_at"):
        fields = {"day": 1, "ends_at": starts_at + timedelta(minutes=fields["minutes"]), **fields}
    plan = Plan.objects.create(meeting=meeting or make_meeting(), **fields)
    for lead in leads:
        kind = "organization" if hasattr(lead, "acronym") else "partner"
        PlannedLead.objects.create(plan=plan, **{kind: lead})
    return plan


def make_plannedlead(plan=None, **fields):
    return PlannedLead.objects.create(plan=plan or make_plan(), **(fields or {"organization": make_organization()}))


def make_planchange(plan=None, **fields):
    plan = plan or make_plan()
    fields = {"number": next(numbers), "verb": "changed", "version": plan.version, "at": MOMENT, **fields}
    return PlanChange.objects.create(plan=plan, meeting=plan.meeting, **fields)


def make_agendarelease(meeting=None, **fields):
    fields = {"number": 1, "released_at": MOMENT, "time_zone": "UTC", **fields}
    return AgendaRelease.objects.create(meeting=meeting or make_meeting(), **fields)


def make_star(user=None, session=None):
    return Star.objects.create(user=user or make_user(), session=session or make_session())


def make_personalcalendar(user=None, **fields):
    return PersonalCalendar.objects.create(user=user or make_user(), **fields)


def make_offer(meeting=None, **fields):
    """An open offer of an organization."""
    fields = {"title": f"Offer {next(numbers)}", "abstract": "What we would do.", "created_at": MOMENT, **fields}
    if not fields.keys() & {"offered_for", "delegate"}:
        fields["offered_for"] = make_organization()
    return Offer.objects.create(meeting=meeting or make_meeting(), **fields)


def make_offerevent(offer=None, **fields):
    return OfferEvent.objects.create(offer=offer or make_offer(), **{"kind": "offered", "at": MOMENT, **fields})


def make_helper(meeting=None, user=None, **fields):
    """Somebody who has accepted to help with the agenda."""
    user = user or make_user()
    fields = {"email": user.email, "since": date(2026, 1, 1), **fields}
    if not fields.keys() & {"plans_agenda", "sees_logistics", "keeps_door"}:
        fields["plans_agenda"] = True
    return Helper.objects.create(meeting=meeting or make_meeting(), user=user, **fields)


def make_agendaimport(meeting=None, **fields):
    fields = {"kind": AgendaImport.Kind.TABLE, **fields}
    return AgendaImport.objects.create(meeting=meeting or make_meeting(), **fields)
