"""Every step in the making of an agenda: on record, undone as easily, and refused where somebody else was faster."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, prefetch_related_objects
from django.utils.translation import gettext as _

from meetings.models import Meeting, Plan, PlanChange, PlannedLead, Room, Session
from meetings.planning import day_number, leads_of, state_of, topics_of, values_of
from organizations.models import User

RELATED = {"topics", "leads"}


class StalePlanError(Exception):
    """Somebody changed the entry first; `plan` is what stands there now."""

    def __init__(self, plan: Plan):
        super().__init__(str(plan))
        self.plan = plan


@transaction.atomic
def add_plan(*, meeting: Meeting, values: dict[str, Any], by: User | None, now: datetime, verb: str = "added") -> Plan:
    """A new entry of the agenda in the making; without `starts_at` it lies in the tray. ValidationError by field.

    `values` are fields of Plan by name; `room` a Room, its key or None, `topics` keys, `leads` triples of the keys of
    organization, partner and delegate.
    """
    return add_plans(meeting=meeting, entries=[values], by=by, now=now, verb=verb)[0]


@transaction.atomic
def add_plans(
    *, meeting: Meeting, entries: Iterable[dict[str, Any]], by: User | None, now: datetime, verb: str = "added"
) -> list[Plan]:
    """As add_plan(), for many at once: all of them or none."""
    lock_agenda(meeting)
    entries, plans = list(entries), []
    for values in entries:
        plan = Plan(meeting=meeting, changed_by=by)
        assign(plan, values)
        plans.append(plan)
    Plan.objects.bulk_create(plans)
    relate(zip(plans, entries, strict=True))
    note(meeting, [(plan, {}, verb) for plan in plans], by=by, now=now)
    return plans


@transaction.atomic
def change_plan(
    *, plan: Plan, version: int, values: dict[str, Any], by: User, now: datetime, verb: str = "changed"
) -> Plan:
    """Set `values`, as of add_plan(), on what was seen as `version`; placing, stretching and cancelling are changes.

    The entry as it stands now; unchanged, and not on record, where nothing differs. StalePlanError where somebody else
    changed it since, ValidationError by field where the values cannot be.
    """
    lock_agenda(plan.meeting)
    present = Plan.objects.select_related("meeting", "room").get(pk=plan.pk)
    if present.version != version:
        raise StalePlanError(present)
    before = state_of(present)
    assign(present, values)
    claim(present, version)
    present.version, present.changed_by = version + 1, by
    present.save()
    if "topics" in values:
        present.topics.clear()
    if "leads" in values:
        present.leads.all().delete()
    relate([(present, values)])
    present = Plan.objects.select_related("meeting", "room").get(pk=plan.pk)
    if state_of(present) == before:
        Plan.objects.filter(pk=plan.pk).update(version=version)
        present.version = version
        return present
    note(plan.meeting, [(present, before, verb)], by=by, now=now)
    return present


def claim(plan: Plan, version: int) -> None:
    """The guard in the database: of all who saw `version`, one goes on, the others get StalePlanError."""
    if not Plan.objects.filter(pk=plan.pk, version=version).update(version=F("version") + 1):
        raise StalePlanError(Plan.objects.get(pk=plan.pk))


@transaction.atomic
def remove_plan(*, plan: Plan, version: int, by: User, now: datetime) -> Plan:
    """Take the entry out of the agenda. What was released before is cancelled instead, and stays visible as such."""
    lock_agenda(plan.meeting)
    was_released = Plan.objects.filter(pk=plan.pk, session__isnull=False).exists()
    state = Plan.State.CANCELLED if was_released else Plan.State.REMOVED
    return change_plan(plan=plan, version=version, values={"state": state}, by=by, now=now, verb=str(state))


@transaction.atomic
def undo(*, meeting: Meeting, by: User, now: datetime) -> PlanChange | None:
    """Take back the last step of `by`, on record as a step itself; None where there is none left.

    StalePlanError where somebody else has changed the same entry since.
    """
    lock_agenda(meeting)
    steps = meeting.plan_changes.filter(by=by, undone_at=None).exclude(verb="undone")
    last = steps.select_related("plan__meeting").first()
    if last is None:
        return None
    values = values_of(last.before) if last.before else {"state": Plan.State.REMOVED}
    last.plan.meeting = meeting
    changed = change_plan(plan=last.plan, version=last.version, values=values, by=by, now=now, verb="undone")
    meeting.plan_changes.filter(pk=last.pk).update(undone_at=now)
    # What the step before it made stands there again, so that step can be undone next.
    earlier = last.plan.changes.filter(undone_at=None).exclude(verb="undone").first()
    if earlier:
        meeting.plan_changes.filter(pk=earlier.pk).update(version=changed.version)
    return last


@transaction.atomic
def adopt_sessions(*, meeting: Meeting, by: User | None, now: datetime) -> int:
    """Take the sessions that everybody sees, but nobody planned here, into the agenda in the making; how many."""
    lock_agenda(meeting)
    found = meeting.sessions.public().filter(plan=None).prefetch_related("topics", "leads")
    sessions = list(found.in_order())
    plans = [adopted(session, by) for session in sessions]
    Plan.objects.bulk_create(plans)
    relate(
        (plan, {"topics": topics_of(session), "leads": leads_of(session)})
        for plan, session in zip(plans, sessions, strict=True)
    )
    note(meeting, [(plan, {}, "adopted") for plan in plans], by=by, now=now)
    return len(plans)


def adopted(session: Session, by: User | None) -> Plan:
    names = ("meeting", "kind", "title", "abstract", "day", "starts_at", "ends_at", "room", "everywhere", "position")
    plan = Plan(session=session, changed_by=by, **{name: getattr(session, name) for name in names})
    if session.starts_at and session.ends_at:
        plan.minutes = max(5, min(1440, round((session.ends_at - session.starts_at).total_seconds() / 60)))
        plan.ends_at = session.starts_at + timedelta(minutes=plan.minutes)
    plan.state = Plan.State.CANCELLED if session.state == session.State.CANCELLED else Plan.State.PLANNED
    return plan


def lock_agenda(meeting: Meeting) -> None:
    """Steps of one agenda happen one after the other, so that their numbers have no gaps and no doubles."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)


def assign(plan: Plan, values: dict[str, Any]) -> None:
    """Set the fields, and those that follow from them: the end, and the day where none is named."""
    for name, value in values.items():
        if name == "room":
            plan.room = room_of(plan.meeting, value)
        elif name not in RELATED:
            setattr(plan, name, value)
    plan.room = None if plan.everywhere else plan.room
    plan.clean_fields(exclude=["meeting", "room", "session", "changed_by"])
    plan.ends_at = plan.starts_at + timedelta(minutes=plan.minutes) if plan.starts_at else None
    if plan.starts_at and "day" not in values and "starts_at" in values:
        plan.day = day_number(plan.meeting, plan.starts_at)
    if plan.starts_at and not plan.day:
        raise ValidationError({"starts_at": _("The meeting has not begun by then.")})


def room_of(meeting: Meeting, room: Room | int | None) -> Room | None:
    if room is None or (isinstance(room, Room) and room.meeting_id == meeting.pk):
        return room
    found = meeting.rooms.filter(pk=getattr(room, "pk", room)).first()
    if found is None:
        raise ValidationError({"room": _("The meeting has no such room any more.")})
    return found


def relate(pairs: Iterable[tuple[Plan, dict[str, Any]]]) -> None:
    """Add the topics and leads that the values name to plans that have none."""
    topics, leads = [], []
    for plan, values in pairs:
        topics += [Plan.topics.through(plan=plan, topic_id=topic) for topic in values.get("topics", ())]
        leads += [
            PlannedLead(plan=plan, organization_id=organization, partner_id=partner, delegate_id=delegate)
            for organization, partner, delegate in values.get("leads", ())
        ]
    Plan.topics.through.objects.bulk_create(topics)
    PlannedLead.objects.bulk_create(leads)


def note(
    meeting: Meeting, steps: Sequence[tuple[Plan, dict[str, Any], str]], *, by: User | None, now: datetime
) -> None:
    """Put the steps on record; the caller holds the agenda's lock."""
    prefetch_related_objects([plan for plan, _before, _verb in steps], "topics", "leads")
    last = meeting.plan_changes.aggregate(last=Max("number"))["last"] or 0
    PlanChange.objects.bulk_create(
        PlanChange(
            meeting=meeting,
            number=number,
            plan=plan,
            verb=verb,
            before=before,
            after=state_of(plan),
            version=plan.version,
            by=by,
            at=now,
        )
        for number, (plan, before, verb) in enumerate(steps, start=last + 1)
    )
