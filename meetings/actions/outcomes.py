"""What was agreed, who takes it on, and what becomes of it. Nothing is ever deleted, only dropped with a reason."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from meetings.models import Endorsement, Meeting, Outcome, OutcomeUpdate, Session
from organizations.actions.records import credit, record
from organizations.models import Organization, User


class StaleOutcomeError(Exception):
    """Somebody moved the outcome on first; `outcome` is what stands there now."""

    def __init__(self, outcome: Outcome):
        super().__init__(str(outcome))
        self.outcome = outcome


@transaction.atomic
def record_outcome(*, meeting: Meeting, values: dict[str, Any], owners: Iterable[Organization], by: User) -> Outcome:
    """Write down what was agreed at `meeting`. `values` are kind, title, text, session, state and due_meeting.

    The same title twice is one outcome. ValidationError, by field, for a session of another meeting and for a meeting
    that is due before this one.
    """
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    known = meeting.outcomes.filter(title=values["title"]).first()
    if known:
        return known
    refuse_elsewhere(meeting, values.get("session"), values.get("due_meeting"))
    outcome = Outcome(meeting=meeting, **values)
    outcome.full_clean()
    credit(outcome, by)
    outcome.save()
    outcome.owners.set(owners)
    record("recorded", outcome, by=by)
    return outcome


def refuse_elsewhere(meeting: Meeting, session: Session | None, due: Meeting | None) -> None:
    if session and session.meeting_id != meeting.pk:
        raise ValidationError({"session": _("That session belongs to another meeting.")})
    if due and (due.pk == meeting.pk or due.year < meeting.year):
        raise ValidationError({"due_meeting": _("Choose a meeting after this one.")})


@transaction.atomic
def update_outcome(
    *,
    outcome: Outcome,
    version: int,
    state: str,
    note: str,
    organization: Organization | None,
    by: User,
    now: datetime,
    due_meeting: Meeting | None = None,
) -> OutcomeUpdate:
    """Say in `note` what happened, and which `state` it is in since; it is due at `due_meeting`, or at none any more.

    StaleOutcomeError where the outcome is no longer the `version` that was seen; ValidationError without a note.
    """
    if not note.strip():
        raise ValidationError({"note": _("Say what happened.")})
    refuse_elsewhere(outcome.meeting, None, due_meeting)
    seen = Outcome.objects.filter(pk=outcome.pk, version=version)
    if not seen.update(version=F("version") + 1):
        raise StaleOutcomeError(Outcome.objects.select_related("meeting").get(pk=outcome.pk))
    present = Outcome.objects.get(pk=outcome.pk)
    present.state, present.due_meeting = state, due_meeting
    credit(present, by)
    present.save()
    update = OutcomeUpdate.objects.create(
        outcome=present, state=state, note=note.strip(), organization=organization, by=by, at=now
    )
    record("updated", present, by=by, state=state)
    return update


@transaction.atomic
def take_on(*, outcome: Outcome, organization: Organization, by: User, now: datetime) -> bool:
    """Make `organization` an owner, which ends its mere support; False where it is one already."""
    present = Outcome.objects.select_for_update().get(pk=outcome.pk)
    if not make_owner(present, organization, by=by, day=now.date()):
        return False
    note = _("%(organization)s takes it on.") % {"organization": organization.acronym}
    OutcomeUpdate.objects.create(
        outcome=present, state=present.state, note=note, organization=organization, by=by, at=now
    )
    record("took on", present, by=by, organization=organization.acronym)
    return True


def make_owner(outcome: Outcome, organization: Organization, *, by: User, day: date) -> bool:
    """Let it own `outcome`, a locked row, which ends its mere support; False where it does already."""
    if outcome.owners.filter(pk=organization.pk).exists():
        return False
    credit(outcome, by)
    outcome.owners.add(organization)
    outcome.endorsements.filter(organization=organization, until=None).update(until=day)
    return True


@transaction.atomic
def endorse(*, outcome: Outcome, organization: Organization, by: User, day: date) -> bool:
    """Note that `organization` supports it; False where it does, or owns it, already."""
    Outcome.objects.select_for_update().get(pk=outcome.pk)
    known = outcome.endorsements.filter(organization=organization, until=None).exists()
    if known or outcome.owners.filter(pk=organization.pk).exists():
        return False
    Endorsement.objects.create(outcome=outcome, organization=organization, since=day, by=by)
    record("endorsed", outcome, by=by, organization=organization.acronym)
    return True


@transaction.atomic
def withdraw_endorsement(*, outcome: Outcome, organization: Organization, by: User, day: date) -> bool:
    """End the support of `organization`; False where there is none."""
    if not outcome.endorsements.filter(organization=organization, until=None).update(until=day):
        return False
    record("no longer endorses", outcome, by=by, organization=organization.acronym)
    return True
