"""Whom the host itself invites, and what the host corrects of those who are registered."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from meetings.actions.registrations import lock, register
from meetings.models import Delegate, Delegation
from organizations.actions.records import record
from organizations.models import Partner, User


@transaction.atomic
def invite_guest(*, delegate: Delegate, partner: Partner | None, note: str, by: User, now: datetime) -> Delegate:
    """Register the unsaved `delegate`, of `partner` or of nobody; the mail with the personal link brings the `note`.

    Who is invited counts against the capacity like everybody else, so there may be no place yet. RegistrationError as
    `register` says.
    """
    meeting = lock(delegate.meeting_id)
    if partner:
        asked = {"role": Delegation.Role.PARTNER, "answer": Delegation.Answer.COMING, "answered_at": now}
        delegate.delegation, _ = Delegation.objects.get_or_create(meeting=meeting, partner=partner, defaults=asked)
    delegate.meeting = meeting
    return register(delegate=delegate, by=by, now=now, note=note)


@transaction.atomic
def change_kind(*, delegate: Delegate, kind: str, version: int, by: User) -> bool:
    """Make an observer of a delegate, say; False where the registration is not at `version` any more, or has ended."""
    rows = Delegate.objects.active().filter(pk=delegate.pk, version=version)
    if not rows.update(kind=kind, version=F("version") + 1):
        return False
    record("changed the kind of", delegate, by=by, kind=kind, was=delegate.kind)
    delegate.refresh_from_db(fields=["kind", "version"])
    return True
