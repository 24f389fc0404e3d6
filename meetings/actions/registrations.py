"""Who comes to a meeting: registering, waiting in a fair order, moving up, stepping back.

Every function that changes who has a place first locks the meeting's row, so that places are counted and given one
change at a time; on SQLite the write transaction itself is that lock.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from meetings.models import Delegate, Delegation, Meeting
from organizations.actions.mail import send
from organizations.actions.records import record
from organizations.models import User


class RegistrationError(ValidationError):
    """What was asked cannot be done with this registration as it stands; the message says why."""


def lock(meeting_id: int) -> Meeting:
    """The meeting, with its row locked until the transaction ends."""
    return Meeting.objects.select_for_update().get(pk=meeting_id)


@transaction.atomic
def register(*, delegate: Delegate, by: User | None, now: datetime) -> Delegate:
    """Save an unsaved `delegate` with a place, or on the waiting list where the quota or the capacity is used up.

    RegistrationError, with a message for `email`, where that address is registered for the meeting already.
    """
    meeting = lock(delegate.meeting_id)
    delegate.email = User.objects.normalize_email(delegate.email)
    if meeting.delegates.active().filter(email=delegate.email).exists():
        raise RegistrationError({"email": _("This address is registered for this meeting already.")})
    delegate.registered_at = now
    reason = why_to_wait(meeting, delegate)
    delegate.state = Delegate.State.WAITING if reason else Delegate.State.CONFIRMED
    delegate.state_reason = reason
    delegate.user = delegate.user or User.objects.filter(email=delegate.email).first()
    delegate.save()
    notify(delegate, "registered" if not reason else "waiting")
    record("registered", delegate, by=by, state=delegate.state)
    return delegate


@transaction.atomic
def withdraw(*, delegate: Delegate, by: User | None, now: datetime, reason: str = "") -> bool:
    """Give the place back and let the next in line move up; False where the person had withdrawn already."""
    meeting = lock(delegate.meeting_id)
    if not move(delegate, to=Delegate.State.WITHDRAWN, reason=reason, among=Delegate.ACTIVE):
        return False
    notify(delegate, "withdrawn")
    record("withdrew", delegate, by=by)
    fill_places(meeting=meeting, now=now)
    return True


@transaction.atomic
def refuse(*, delegate: Delegate, by: User, now: datetime, reason: str) -> bool:
    """The host turns a registration down, with a `reason` that its person reads; False where it was inactive."""
    meeting = lock(delegate.meeting_id)
    if not reason.strip():
        raise RegistrationError({"reason": _("Say why; the person reads it.")})
    if not move(delegate, to=Delegate.State.REFUSED, reason=reason, among=Delegate.ACTIVE):
        return False
    notify(delegate, "refused")
    record("refused", delegate, by=by)
    fill_places(meeting=meeting, now=now)
    return True


@transaction.atomic
def promote(*, delegate: Delegate, by: User, reason: str) -> bool:
    """The host gives somebody who waits a place out of turn; False where nobody waits. Capacity holds even here."""
    meeting = lock(delegate.meeting_id)
    if not reason.strip():
        raise RegistrationError({"reason": _("Say why this person moves up before the others.")})
    if not places_left(meeting):
        raise RegistrationError(_("All places are taken. Raise the capacity first, or wait for somebody to withdraw."))
    if not move(delegate, to=Delegate.State.CONFIRMED, reason=reason, among=[Delegate.State.WAITING]):
        return False
    notify(delegate, "promoted")
    record("promoted", delegate, by=by, reason=reason)
    return True


@transaction.atomic
def substitute(*, delegate: Delegate, successor: Delegate, by: User | None, now: datetime) -> Delegate:
    """`successor`, unsaved, takes over the place, the rank and the state of `delegate`, who withdraws.

    RegistrationError where `delegate` has no place to hand on, or the new address is registered already.
    """
    meeting = lock(delegate.meeting_id)
    delegate.refresh_from_db()
    successor.email = User.objects.normalize_email(successor.email)
    if delegate.state not in Delegate.ACTIVE:
        raise RegistrationError(_("This registration has ended, so there is no place to hand on."))
    if meeting.delegates.active().exclude(pk=delegate.pk).filter(email=successor.email).exists():
        raise RegistrationError({"email": _("This address is registered for this meeting already.")})
    state, reason = delegate.state, delegate.state_reason
    move(delegate, to=Delegate.State.WITHDRAWN, reason=_("replaced by somebody else"), among=Delegate.ACTIVE)
    successor.meeting, successor.delegation = meeting, delegate.delegation
    successor.rank, successor.kind = delegate.rank, delegate.kind
    successor.state, successor.state_reason = state, reason
    # The place keeps its turn, whoever holds it.
    successor.registered_at = delegate.registered_at
    successor.user = successor.user or User.objects.filter(email=successor.email).first()
    successor.save()
    notify(delegate, "replaced")
    notify(successor, "registered" if state == Delegate.State.CONFIRMED else "waiting")
    record("replaced", delegate, by=by, successor=successor.pk)
    return successor


def fill_places(*, meeting: Meeting, now: datetime) -> list[Delegate]:
    """Give free places to those who wait, in fair order; the caller holds the lock. Those who moved up.

    Until registration closes, only within the organizations' quotas; after that, whoever is next.
    """
    beyond = meeting.registration_closes_at is not None and meeting.registration_closes_at <= now
    moved = []
    for delegate in waiting_list(meeting, beyond_quota=beyond):
        if not places_left(meeting):
            break
        reason = _("A place became free.")
        if move(delegate, to=Delegate.State.CONFIRMED, reason=reason, among=[Delegate.State.WAITING]):
            notify(delegate, "promoted")
            record("promoted", delegate, by=None, reason=reason)
            moved.append(delegate)
    return moved


def waiting_list(meeting: Meeting, *, beyond_quota: bool = True) -> list[Delegate]:
    """Who waits, in fair order: every organization's first before anybody's second, then by time of registration.

    People without an organization count as an organization each. Without `beyond_quota`, those are left out whose
    organization has used up its quota.
    """
    active = meeting.delegates.active().select_related("delegation__meeting").by_rank()
    places = turns(active)
    waiting = [delegate for delegate in active if delegate.state == Delegate.State.WAITING]
    if not beyond_quota:
        waiting = [one for one in waiting if one.delegation is None or places[one.pk] <= one.delegation.quota]
    return sorted(waiting, key=lambda one: (places[one.pk], one.registered_at, one.pk))


def turns(active: Iterable[Delegate]) -> dict[int, int]:
    """For each delegate the how-manieth of the organization it is: those with a place first, then by rank."""
    members = defaultdict(list)
    for delegate in active:
        members[delegate.delegation_id or f"alone {delegate.pk}"].append(delegate)
    return {
        delegate.pk: place
        for group in members.values()
        for place, delegate in enumerate(sorted(group, key=lambda one: one.state != Delegate.State.CONFIRMED), start=1)
    }


def why_to_wait(meeting: Meeting, delegate: Delegate) -> str:
    """Why a newcomer has to wait; empty where there is a place."""
    if not places_left(meeting):
        return _("All places are taken.")
    delegation = delegate.delegation
    if delegation and delegation.delegates.active().count() >= delegation.quota:
        return _("Your organization has used up its places.")
    return ""


def places_left(meeting: Meeting) -> bool:
    """Whether there is a place; always, where the meeting names no capacity."""
    return meeting.capacity is None or meeting.delegates.confirmed().count() < meeting.capacity


def move(delegate: Delegate, *, to: str, reason: str, among: Sequence[str]) -> bool:
    """Change the state if it is one of `among`; the conditional update hears one of two who come at once."""
    rows = Delegate.objects.filter(pk=delegate.pk, state__in=among)
    moved = rows.update(state=to, state_reason=reason, version=F("version") + 1)
    delegate.refresh_from_db(fields=["state", "state_reason", "version"])
    return bool(moved)


def notify(delegate: Delegate, event: str) -> None:
    """Tell the person what became of the registration: `registered`, `waiting`, `promoted`, `withdrawn` and so on."""
    key = f"delegate-{delegate.pk}-{event}-{delegate.version}"
    send(key=key, to=delegate.email, template=f"delegate_{event}", context={"delegate": delegate})


def set_quota(*, delegation: Delegation, quota: int | None, reason: str, by: User, now: datetime) -> None:
    """Give one organization another quota than the meeting's, for a visible `reason`; None takes it back."""
    with transaction.atomic():
        meeting = lock(delegation.meeting_id)
        delegation.quota_override, delegation.quota_reason = quota, reason.strip() if quota is not None else ""
        delegation.full_clean(exclude=["meeting", "organization", "partner"])
        delegation.save(update_fields=["quota_override", "quota_reason"])
        record("changed the quota", delegation, by=by, quota=quota, reason=delegation.quota_reason)
        fill_places(meeting=meeting, now=now)
