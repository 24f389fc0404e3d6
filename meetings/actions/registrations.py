"""Who comes to a meeting: registering, waiting in a fair order, moving up, stepping back.

Every function that changes who has a place first locks the meeting's row, so that places are counted and given one
change at a time; on SQLite the write transaction itself is that lock.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from meetings.actions.notices import notify
from meetings.models import Delegate, Delegation, Meeting
from organizations.actions.records import record
from organizations.models import User


class RegistrationError(ValidationError):
    """What was asked cannot be done with this registration as it stands; the message says why."""


def lock(meeting_id: int) -> Meeting:
    """The meeting, with its row locked until the transaction ends."""
    return Meeting.objects.select_for_update().get(pk=meeting_id)


@transaction.atomic
def register(*, delegate: Delegate, by: User | None, now: datetime, note: str = "") -> Delegate:
    """Save an unsaved `delegate`, ranked last, with a place, or waiting where the quota or the capacity is used up.

    The mail to the person brings the `note`. The same registration sent twice is one: the second call returns the
    first one's row and writes to nobody. RegistrationError, with a message for `email`, where that address is
    registered for the meeting otherwise.
    """
    meeting = lock(delegate.meeting_id)
    delegate.email = User.objects.normalize_email(delegate.email)
    if earlier := active_with(meeting, delegate.email):
        if is_same(earlier, delegate):
            return earlier
        raise taken()
    if delegate.delegation_id:
        delegate.delegation = meeting.delegations.get(pk=delegate.delegation_id)
        delegate.rank = next_rank(delegate.delegation)
    fill_places(meeting=meeting, now=now)
    reason = why_to_wait(meeting, delegate.delegation)
    delegate.registered_at = now
    delegate.state = Delegate.State.WAITING if reason else Delegate.State.CONFIRMED
    delegate.state_reason = reason
    enter(delegate, note)
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
    delegate.refresh_from_db(fields=["state"])
    if delegate.state != Delegate.State.WAITING:
        return False
    if free_places(meeting) == 0:
        raise RegistrationError(_("All places are taken. Raise the capacity first, or wait for somebody to withdraw."))
    if not move(delegate, to=Delegate.State.CONFIRMED, reason=reason, among=[Delegate.State.WAITING]):
        return False
    notify(delegate, "promoted")
    record("promoted", delegate, by=by, reason=reason)
    return True


@transaction.atomic
def substitute(*, delegate: Delegate, successor: Delegate, by: User | None) -> Delegate:
    """`successor`, unsaved, takes over the place, the rank and the state of `delegate`, who withdraws.

    Sent twice, it happens once. RegistrationError where `delegate` has no place to hand on, or the new address is
    registered already.
    """
    meeting = lock(delegate.meeting_id)
    delegate.refresh_from_db()
    successor.email = User.objects.normalize_email(successor.email)
    successor.meeting, successor.delegation = meeting, delegate.delegation
    successor.rank, successor.kind = delegate.rank, delegate.kind
    earlier = active_with(meeting, successor.email)
    if delegate.state not in Delegate.ACTIVE:
        if earlier and is_same(earlier, successor):
            return earlier
        raise RegistrationError(_("This registration has ended, so there is no place to hand on."))
    if earlier and earlier != delegate:
        raise taken()
    successor.state, successor.state_reason = delegate.state, delegate.state_reason
    # The place keeps its turn, whoever holds it.
    successor.registered_at = delegate.registered_at
    move(delegate, to=Delegate.State.WITHDRAWN, reason=_("Replaced by somebody else."), among=Delegate.ACTIVE)
    notify(delegate, "replaced")
    enter(successor)
    record("replaced", delegate, by=by, successor=successor.pk)
    return successor


def active_with(meeting: Meeting, email: str) -> Delegate | None:
    """Who comes, or waits, under this address."""
    return meeting.delegates.active().filter(email=email).first()


def is_same(earlier: Delegate, delegate: Delegate) -> bool:
    """Whether `delegate` says of itself what is on record: then it was sent twice, by an impatient finger."""
    said = ("delegation_id", "name", "role_title", "kind", "country", "age_band")
    return all(getattr(earlier, field) == getattr(delegate, field) for field in said)


def taken() -> RegistrationError:
    return RegistrationError({"email": _("This address is registered for this meeting already.")})


def next_rank(delegation: Delegation) -> int:
    """Newcomers come after those whom their organization has ranked."""
    return (delegation.delegates.active().aggregate(last=Max("rank"))["last"] or 0) + 1


def enter(delegate: Delegate, note: str = "") -> None:
    """Save a newcomer whose state is settled, with the account of that address, and say where things stand."""
    delegate.user = delegate.user or User.objects.filter(email=delegate.email).first()
    delegate.save()
    notify(delegate, "registered" if delegate.state == Delegate.State.CONFIRMED else "waiting", note=note)


def fill_places(*, meeting: Meeting, now: datetime) -> list[Delegate]:
    """Give free places to those who wait, in fair order; the caller holds the lock. Those who moved up.

    Until registration closes, only within the organizations' quotas; after that, whoever is next.
    """
    free = free_places(meeting)
    if free == 0 or not meeting.delegates.waiting().exists():
        return []
    beyond = meeting.registration_closes_at is not None and meeting.registration_closes_at <= now
    next_ones = in_line(meeting, beyond_quota=beyond)[:free]
    moved = []
    for delegate in with_parties(meeting, next_ones):
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
    return with_parties(meeting, in_line(meeting, beyond_quota=beyond_quota))


def with_parties(meeting: Meeting, pks: Sequence[int]) -> list[Delegate]:
    """These delegates in this order, each with the meeting, delegation and party that mails and pages name."""
    found = meeting.delegates.select_related("delegation__organization", "delegation__partner").in_bulk(pks)
    return [found[pk] for pk in pks]


def in_line(meeting: Meeting, *, beyond_quota: bool) -> list[int]:
    """The keys of `waiting_list`, worked out on plain values, so that hundreds who wait cost little."""
    fields = ("pk", "delegation_id", "state", "registered_at")
    active = list(meeting.delegates.active().by_rank().values_list(*fields, named=True))
    places = turns(active)
    quotas = {delegation.pk: delegation.quota for delegation in meeting.delegations.all()}
    waiting = [
        one
        for one in active
        if one.state == Delegate.State.WAITING
        and (beyond_quota or not one.delegation_id or places[one.pk] <= quotas[one.delegation_id])
    ]
    return [one.pk for one in sorted(waiting, key=lambda one: (places[one.pk], one.registered_at, one.pk))]


class Standing(Protocol):
    """What a turn is worked out from: a delegate, or the values of one."""

    pk: int
    delegation_id: int | None
    state: str


def turns(active: Iterable[Standing]) -> dict[int, int]:
    """For each of `active`, given by rank, the how-manieth of the organization it is: those with a place first."""
    members: dict[int | str, list[Standing]] = defaultdict(list)
    for delegate in active:
        members[delegate.delegation_id or f"alone {delegate.pk}"].append(delegate)
    return {
        delegate.pk: place
        for group in members.values()
        for place, delegate in enumerate(sorted(group, key=lambda one: one.state != Delegate.State.CONFIRMED), start=1)
    }


def why_to_wait(meeting: Meeting, delegation: Delegation | None) -> str:
    """Why a newcomer of `delegation` has to wait; empty where there is a place."""
    if free_places(meeting) == 0:
        return _("All places are taken.")
    if delegation and delegation.delegates.active().count() >= delegation.quota:
        return _("The organization has used up its places.")
    return ""


def free_places(meeting: Meeting) -> int | None:
    """How many places nobody has; None where the meeting names no capacity."""
    return None if meeting.capacity is None else max(0, meeting.capacity - meeting.delegates.confirmed().count())


def move(delegate: Delegate, *, to: str, reason: str, among: Sequence[str]) -> bool:
    """Change the state if it is one of `among`; the conditional update hears one of two who come at once."""
    rows = Delegate.objects.filter(pk=delegate.pk, state__in=among)
    moved = rows.update(state=to, state_reason=reason, version=F("version") + 1)
    delegate.refresh_from_db(fields=["state", "state_reason", "version"])
    return bool(moved)


def set_quota(*, delegation: Delegation, quota: int | None, reason: str, by: User, now: datetime) -> None:
    """Give one organization another quota than the meeting's, for a visible `reason`; None takes it back."""
    with transaction.atomic():
        meeting = lock(delegation.meeting_id)
        delegation.quota_override, delegation.quota_reason = quota, reason.strip() if quota is not None else ""
        delegation.full_clean(exclude=["meeting", "organization", "partner"])
        delegation.save(update_fields=["quota_override", "quota_reason"])
        record("changed the quota", delegation, by=by, quota=quota, reason=delegation.quota_reason)
        fill_places(meeting=meeting, now=now)
