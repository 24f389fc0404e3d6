"""What a release freezes, and what the next one would show and say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Max, Prefetch, prefetch_related_objects

from meetings.changes import Change, Frozen, compare
from meetings.faults import Fault, faults_of, plans_of, presence_of
from meetings.models import AgendaRelease, Lead, Meeting, Plan, Session
from meetings.models.meetings import zone_named
from meetings.planning import leads_of

# What tells rows apart rather than entries.
NAMES = {"uid", "session", "sequence"}


def sessions_on_record(meeting: Meeting) -> list[Session]:
    """All sessions with what `frozen` needs, those that nobody sees as well: three queries."""
    leads = Lead.objects.select_related("organization", "partner").order_by("pk")
    sessions = meeting.sessions.in_order()
    return list(sessions.prefetch_related(Prefetch("leads", leads), "topics"))


def frozen(sessions: Iterable[Session]) -> list[Frozen]:
    """The content of a release that shows `sessions`: names of organizations and partners, and of no person."""
    return [frozen_session(session) for session in sessions if session.state != Session.State.DRAFT]


def frozen_session(session: Session) -> Frozen:
    names = {"uid": str(session.uid), "session": session.pk, "sequence": session.sequence}
    return {**names, **facts_of(session), "state": str(session.state)}


def facts_of(entry: Session | Plan) -> dict[str, Any]:
    """Times are UTC in ISO 8601, or None; `room_key` keeps a room that is given another name the same room."""
    return {
        "title": entry.title,
        "kind": str(entry.kind),
        "abstract": entry.abstract,
        "day": entry.day,
        "starts_at": iso(entry.starts_at),
        "ends_at": iso(entry.ends_at),
        "room": entry.room_name,
        "room_key": entry.room_id,
        "everywhere": entry.everywhere,
        "leads": [named(lead) for lead in sorted(entry.leads.all(), key=lambda lead: lead.pk)],
        "topics": [{"slug": topic.slug, "label": topic.name} for topic in entry.topics.all()],
    }


def iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def named(lead: Any) -> dict[str, str]:
    if lead.organization:
        return {"kind": "organization", "slug": lead.organization.slug, "label": lead.organization.acronym}
    return {"kind": "partner", "slug": lead.partner.slug, "label": lead.partner.name}


@dataclass(frozen=True)
class Coming:
    """What is to become of one entry: `content` is what the release shows of it, None where it is taken off.

    Without a `session` it is new; without a `plan` nobody touches it.
    """

    plan: Plan | None
    session: Session | None
    content: Frozen | None

    @property
    def differs(self) -> bool:
        """Whether the row says anything else than the plan, in its order and its people as well."""
        plan, session = self.plan, self.session
        if plan is None or session is None:
            return session is None
        if self.content is None:
            return session.state != Session.State.DRAFT
        shown = frozen_session(session)
        if any(shown[name] != value for name, value in self.content.items() if name not in NAMES):
            return True
        if plan.state != Plan.State.PLANNED:
            return False
        return session.position != plan.position or leads_of(session) != leads_of(plan)


@dataclass(frozen=True)
class Draft:
    """The next release, as it would be now. `seen` is the number of the last step of the plans that it knows of."""

    meeting: Meeting
    seen: int
    previous: AgendaRelease | None
    entries: Sequence[Coming]
    record: Sequence[Frozen]
    plans: Sequence[Plan]
    faults: dict[int, list[Fault]]

    @property
    def number(self) -> int:
        return self.previous.number + 1 if self.previous else 1

    @property
    def content(self) -> list[Frozen]:
        return [entry.content for entry in self.entries if entry.content is not None]

    @cached_property
    def changes(self) -> list[Change]:
        """Since the release before, or else since what the archive shows."""
        if self.previous is None:
            return compare(self.record, self.content, self.meeting.zone)
        return compare(self.previous.content, self.content, zone_named(self.previous.time_zone), self.meeting.zone)

    @property
    def changes_zone(self) -> bool:
        return self.previous is not None and self.previous.time_zone != self.meeting.time_zone

    @cached_property
    def written(self) -> list[Coming]:
        """The entries whose rows change, also where that is in nothing that a list of changes tells."""
        changed = {change.uid for change in self.changes}
        return [entry for entry in self.entries if entry.differs or (entry.content or {}).get("uid") in changed]

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.written or self.changes_zone)

    def faulty(self, *, hard: bool) -> list[tuple[Plan, list[Fault]]]:
        """The plans with such faults, in the order of the agenda."""
        found = [(plan, [fault for fault in self.faults.get(plan.pk, []) if fault.hard == hard]) for plan in self.plans]
        return [(plan, faults) for plan, faults in found if faults]


def draft_of(meeting: Meeting) -> Draft:
    """In a number of queries that does not grow with the agenda."""
    plans, sessions = plans_of(meeting), sessions_on_record(meeting)
    prefetch_related_objects(plans, "topics")
    planned = {plan.session_id: plan for plan in plans if plan.session_id}
    new = [plan for plan in plans if plan.session_id is None]
    entries = [Coming(plan := planned.get(one.pk), one, content_of(plan, one)) for one in sessions]
    entries += [Coming(plan, None, content) for plan in new if (content := content_of(plan, None))]
    return Draft(
        meeting=meeting,
        seen=last_step(meeting),
        previous=meeting.releases.order_by("-number").first(),
        entries=sorted(entries, key=in_order),
        record=frozen(sessions),
        plans=plans,
        faults=faults_of(meeting, plans, presence_of(meeting)),
    )


def last_step(meeting: Meeting) -> int:
    """The number of the last step in the making of the agenda; 0 before the first."""
    return meeting.plan_changes.aggregate(last=Max("number"))["last"] or 0


def content_of(plan: Plan | None, session: Session | None) -> Frozen | None:
    """What everybody is to see of the entry. What is cancelled stays where it was shown last.

    Without a time or at least a day it stays in the tray, unless that is how the archive shows it.
    """
    shown = frozen_session(session) if session and session.state != Session.State.DRAFT else None
    if plan is None:
        return shown
    if plan.state == Plan.State.CANCELLED:
        return {**shown, "state": str(Session.State.CANCELLED)} if shown else None
    if plan.day is None and not (shown and shown["day"] is None):
        return None
    uid = str(session.uid) if session else f"plan-{plan.pk}"
    names = {"uid": uid, "session": session.pk if session else None, "sequence": session.sequence if session else 0}
    return {**names, **facts_of(plan), "state": str(Session.State.SCHEDULED)}


def in_order(entry: Coming) -> tuple:
    """As `SessionQuerySet.in_order`."""
    content, row = entry.content or {}, entry.plan or entry.session
    day, starts_at = content.get("day"), content.get("starts_at")
    return day is None, day or 0, starts_at is None, starts_at or "", row.position if row else 0, row.pk if row else 0
