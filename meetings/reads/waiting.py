"""Who waits for a place, in fair order, and how many places each organization has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from ifiso.moments import in_words
from meetings.actions.registrations import free_places, turns, waiting_list
from meetings.models import Delegate, Delegation, Meeting


@dataclass(frozen=True)
class InLine:
    """Who waits, as the `turn`-th of the organization, `since` in words; `is_held` by the organization's quota."""

    delegate: Delegate
    turn: int
    since: str
    is_held: bool


@dataclass(frozen=True)
class Places:
    """What an organization or a partner has of the places; `confirmed` and `waiting` are people."""

    delegation: Delegation
    confirmed: int
    waiting: int


@dataclass(frozen=True)
class Queue:
    """`free` is None where the meeting names no capacity; `ignores_quotas` once registration has closed."""

    line: Sequence[InLine]
    places: Sequence[Places]
    free: int | None
    ignores_quotas: bool


def queue_of(meeting: Meeting, now: datetime) -> Queue:
    closes = meeting.registration_closes_at
    beyond = closes is not None and closes <= now
    active = meeting.delegates.active().by_rank().values_list("pk", "delegation_id", "state", named=True)
    place = turns(active)
    line = []
    for delegate in waiting_list(meeting):
        turn, quota = place[delegate.pk], quota_of(delegate, meeting)
        is_held = not beyond and quota is not None and turn > quota
        line.append(InLine(delegate, turn, in_words(delegate.registered_at, meeting.zone), is_held))
    return Queue(line, places_of(meeting), free_places(meeting), beyond)


def quota_of(delegate: Delegate, meeting: Meeting) -> int | None:
    """None for those whom the host invited by themselves."""
    if delegate.delegation is None:
        return None
    delegate.delegation.meeting = meeting
    return delegate.delegation.quota


def places_of(meeting: Meeting) -> list[Places]:
    """Those that come, have people, or have a quota of their own, by name."""
    counted = meeting.delegations.select_related("organization", "partner").annotate(
        confirmed=Count("delegates", Q(delegates__state=Delegate.State.CONFIRMED)),
        waiting=Count("delegates", Q(delegates__state=Delegate.State.WAITING)),
    )
    shown = [
        one
        for one in counted
        if one.confirmed or one.waiting or one.quota_override is not None or one.answer == Delegation.Answer.COMING
    ]
    for delegation in shown:
        delegation.meeting = meeting
    places = [Places(delegation, delegation.confirmed, delegation.waiting) for delegation in shown]
    return sorted(places, key=lambda one: str(one.delegation.party).casefold())
