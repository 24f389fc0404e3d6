"""How a planned session is kept on record: its fields by name, and the day of the meeting that a moment belongs to."""

from datetime import date, datetime, timedelta
from typing import Any

from meetings.models import Meeting, Plan, Session

# What begins earlier than this belongs to the evening before: a party at half past midnight closes its day.
DAY_TURNS_AT = 5

PLAIN = ("kind", "title", "abstract", "day", "minutes", "everywhere", "expected", "state", "position")


def state_of(plan: Plan) -> dict[str, Any]:
    """Everything of `plan` that a step can change, fit for JSON and for `values_of`."""
    return {
        **{name: getattr(plan, name) for name in PLAIN},
        "starts_at": plan.starts_at.isoformat() if plan.starts_at else None,
        "room": plan.room_id,
        "topics": topics_of(plan),
        "leads": leads_of(plan),
    }


def values_of(state: dict[str, Any]) -> dict[str, Any]:
    """`state` as the values that `meetings.actions.plans` takes."""
    moment = state["starts_at"]
    return {**state, "starts_at": datetime.fromisoformat(moment) if moment else None}


def topics_of(entry: Plan | Session) -> list[int]:
    """The keys of its topics."""
    return sorted(topic.pk for topic in entry.topics.all())


def leads_of(entry: Plan | Session) -> list[list[int | None]]:
    """The keys of organization, partner and delegate of each lead, in their order."""
    leads = sorted(entry.leads.all(), key=lambda lead: lead.pk)
    return [[lead.organization_id, lead.partner_id, lead.delegate_id] for lead in leads]


def first_day(meeting: Meeting) -> date | None:
    """The meeting's first day where it is known to the day; without it nothing can be given a time."""
    first = meeting.starts_on
    return first.earliest if first and first.is_day else None


def days_of(meeting: Meeting) -> list[date]:
    """All days of the meeting; empty where the first is not known."""
    first, last = first_day(meeting), meeting.ends_on
    if first is None:
        return []
    end = last.earliest if last and last.is_day else first
    return [first + timedelta(days=offset) for offset in range((end - first).days + 1)]


def day_number(meeting: Meeting, moment: datetime) -> int | None:
    """The day under which the meeting lists what begins at `moment`, 1 for its first; None where it begins before."""
    first = first_day(meeting)
    if first is None:
        return None
    local = moment.astimezone(meeting.zone)
    number = (local.date() - first).days + 1 - (local.hour < DAY_TURNS_AT)
    return max(number, 1) if local.date() >= first else None
