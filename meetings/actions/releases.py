"""Releasing an agenda: everybody sees what was planned, and those whom a change concerns may be told."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from meetings.actions.plans import adopt_sessions
from meetings.actions.registrations import lock
from meetings.actions.release_mails import letters, mailing_of
from meetings.changes import compare
from meetings.models import AgendaRelease, Lead, Meeting, Plan, PlanChange, Session
from meetings.models.meetings import zone_named
from meetings.releasing import Coming, Draft, draft_of, frozen, sessions_on_record
from organizations.actions.mailings import send_all
from organizations.actions.records import record
from organizations.clock import today
from organizations.models import User

COPIED = ("kind", "title", "abstract", "day", "starts_at", "ends_at", "room", "room_name", "everywhere", "position")


class ReleaseError(ValidationError):
    """The agenda cannot be released so; the message says why."""


class StaleAgendaError(Exception):
    """Somebody planned on since the host looked; `steps` are what was done, the first one first."""

    def __init__(self, steps: Sequence[PlanChange]):
        super().__init__(str(len(steps)))
        self.steps = steps


@dataclass(frozen=True)
class Released:
    """The last release, whether it is `new`, and how many mails tell of it."""

    release: AgendaRelease
    new: bool
    mails: int = 0


@transaction.atomic
def release(
    *,
    meeting: Meeting,
    note: str,
    seen: int,
    by: User,
    now: datetime,
    despite_soft: bool = False,
    seal: str | None = None,
) -> Released:
    """Show everybody the agenda as it is planned after step number `seen`; where that is shown already, nothing is new.

    Soft faults need `despite_soft`. With a `seal` of `mailing_of`, whom it concerns is told. StaleAgendaError after
    further steps, ReleaseError for faults, NotAsShownError where the mail is not the one that `by` was shown.
    """
    meeting = lock(meeting.pk)
    draft = draft_of(meeting)
    refuse_if_stale(draft, seen)
    if draft.is_empty and draft.previous:
        return Released(draft.previous, new=False)
    refuse_unfit(draft, despite_soft=despite_soft)
    mailing = mailing_of(draft, today()) if seal is not None else None
    if mailing is not None:
        mailing.check(seal or "", by)
    row = write(draft, note=note, by=by, now=now)
    mails = send_all(letters(draft, today(), note=note)) if mailing is not None else 0
    record("released", row, by=by, number=row.number, changes=len(row.changes), mails=mails)
    return Released(row, new=True, mails=mails)


@transaction.atomic
def first_release(*, meeting: Meeting, by: User | None, now: datetime, note: str = "") -> AgendaRelease | None:
    """Make the sessions on record, of whatever origin, release number 1, planned as they are; None where one exists."""
    meeting = lock(meeting.pk)
    if meeting.releases.exists():
        return None
    adopt_sessions(meeting=meeting, by=by, now=now)
    content = frozen(sessions_on_record(meeting))
    row = AgendaRelease.objects.create(
        meeting=meeting,
        number=1,
        note=note,
        released_at=now,
        released_by=by,
        time_zone=meeting.time_zone,
        content=content,
    )
    record("released", row, by=by, number=1, changes=0, mails=0)
    return row


def refuse_if_stale(draft: Draft, seen: int) -> None:
    if draft.seen != seen:
        steps = draft.meeting.plan_changes.filter(number__gt=seen).select_related("plan", "by").order_by("number")
        raise StaleAgendaError(list(steps))


def refuse_unfit(draft: Draft, *, despite_soft: bool) -> None:
    if draft.meeting.state == Meeting.State.DRAFT:
        raise ReleaseError(_("The meeting is a draft. Announce it first, so that its agenda can be seen."))
    if draft.is_empty:
        raise ReleaseError(_("There is nothing to release yet."))
    if draft.faulty(hard=True):
        raise ReleaseError(_("Something in the agenda cannot be as it is planned. See what below."))
    if draft.faulty(hard=False) and not despite_soft:
        raise ReleaseError(_("Say that the agenda is meant to be so, or change it."))


def write(draft: Draft, *, note: str, by: User, now: datetime) -> AgendaRelease:
    """The sessions as they are planned, and the release that keeps them. The caller holds the meeting's lock."""
    changed = [entry for entry in draft.written if entry.session]
    new = [entry for entry in draft.written if entry.session is None]
    update_sessions(changed, by)
    create_sessions(new, by)
    relate([entry for entry in draft.written if entry.plan and entry.content])
    content = frozen(sessions_on_record(draft.meeting))
    zone = draft.meeting.zone
    before = draft.previous.content if draft.previous else draft.record
    old_zone = zone_named(draft.previous.time_zone) if draft.previous else zone
    return AgendaRelease.objects.create(
        meeting=draft.meeting,
        number=draft.number,
        note=note,
        released_at=now,
        released_by=by,
        time_zone=draft.meeting.time_zone,
        content=content,
        changes=[asdict(change) for change in compare(before, content, old_zone, zone)],
    )


def update_sessions(entries: Sequence[Coming], by: User) -> None:
    sessions = []
    for entry in entries:
        assert entry.session is not None  # noqa: S101 - the caller chose them so
        assign(entry.session, entry)
        entry.session.sequence += 1
        sessions.append(entry.session)
    if sessions:
        fields = [*COPIED, "state", "sequence"]
        bulk_update_with_history(sessions, Session, fields, default_user=by, batch_size=100)


def create_sessions(entries: Sequence[Coming], by: User) -> None:
    """Each plan gets a session of its own."""
    plans = [entry.plan for entry in entries if entry.plan]
    sessions = [Session(meeting=plan.meeting) for plan in plans]
    for session, entry in zip(sessions, entries, strict=True):
        assign(session, entry)
    for plan, session in zip(plans, bulk_create_with_history(sessions, Session, default_user=by), strict=True):
        plan.session = session
    Plan.objects.bulk_update(plans, ["session"], batch_size=200)


def assign(session: Session, entry: Coming) -> None:
    """What is cancelled or taken off stays on record as it was shown last."""
    if entry.plan is None:
        return
    if entry.content is None:
        session.state = Session.State.DRAFT
    elif entry.plan.state == Plan.State.CANCELLED:
        session.state = Session.State.CANCELLED
    else:
        session.state = Session.State.SCHEDULED
        for name in COPIED:
            setattr(session, name, getattr(entry.plan, name))


def relate(entries: Sequence[Coming]) -> None:
    """Topics and leads of the sessions of `entries` as their plans have them."""
    planned = [entry.plan for entry in entries if entry.plan and entry.plan.state == Plan.State.PLANNED]
    plans = {plan.session_id: plan for plan in planned if plan.session_id}
    Lead.objects.filter(session__in=plans).delete()
    Session.topics.through.objects.filter(session__in=plans).delete()
    Lead.objects.bulk_create(
        Lead(
            session_id=key,
            organization_id=lead.organization_id,
            partner_id=lead.partner_id,
            delegate_id=lead.delegate_id,
        )
        for key, plan in plans.items()
        for lead in sorted(plan.leads.all(), key=lambda lead: lead.pk)
    )
    Session.topics.through.objects.bulk_create(
        Session.topics.through(session_id=key, topic_id=topic.pk)
        for key, plan in plans.items()
        for topic in plan.topics.all()
    )
