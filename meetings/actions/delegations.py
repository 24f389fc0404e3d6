"""What an organization decides about the people whom it sends, and how they join by its link."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from meetings.actions.notices import notify
from meetings.actions.registrations import RegistrationError, lock, register, substitute, withdraw
from meetings.models import Delegate, Delegation
from meetings.rules import takes_changes, takes_registrations
from organizations.actions.records import record
from organizations.models import Liaison, User


@transaction.atomic
def add_delegate(*, delegation: Delegation, delegate: Delegate, by: User, now: datetime) -> Delegate:
    """Register the unsaved `delegate` for the organization, which thereby comes to the meeting.

    RegistrationError where registration is not open, or as `register` says.
    """
    meeting = lock(delegation.meeting_id)
    refuse_outside(takes_registrations(meeting, now))
    delegation = on_record(delegation)
    delegate.meeting, delegate.delegation = meeting, delegation
    delegate.role_title = delegate.role_title or known_title(delegation, delegate.email)
    registered = register(delegate=delegate, by=by, now=now)
    come(delegation, by, now)
    return registered


@transaction.atomic
def join(*, delegation: Delegation, delegate: Delegate, now: datetime) -> Delegate:
    """Register the unsaved `delegate`, who holds the delegation's link, as `add_delegate` does."""
    meeting = lock(delegation.meeting_id)
    refuse_outside(takes_registrations(meeting, now))
    if delegation.answer == Delegation.Answer.NOT_COMING:
        raise RegistrationError(_("Your organization has said that it does not come. Ask whoever sent you the link."))
    delegate.meeting, delegate.delegation = meeting, delegation
    delegate.privacy_accepted_at = now
    return register(delegate=delegate, by=None, now=now)


@transaction.atomic
def replace_delegate(*, delegate: Delegate, successor: Delegate, by: User, now: datetime) -> Delegate:
    """Hand the place of `delegate` on to the unsaved `successor`, as `substitute` does, until the meeting is over."""
    refuse_outside(takes_changes(lock(delegate.meeting_id), now))
    if delegate.delegation:
        successor.role_title = successor.role_title or known_title(delegate.delegation, successor.email)
    return substitute(delegate=delegate, successor=successor, by=by)


@transaction.atomic
def withdraw_delegate(*, delegate: Delegate, by: User, now: datetime) -> bool:
    """Give the place back, until the meeting is over; False where the person had withdrawn already."""
    refuse_outside(takes_changes(lock(delegate.meeting_id), now))
    return withdraw(delegate=delegate, by=by, now=now)


@transaction.atomic
def move_in_rank(*, delegate: Delegate, place: int, to: int, by: User, now: datetime) -> bool:
    """Move the `place`-th of the delegation, counted from 1, to the place `to`; False where `delegate` is not there.

    So a button that is pressed twice, or on a page that is out of date, moves nobody further.
    """
    meeting = lock(delegate.meeting_id)
    refuse_outside(takes_changes(meeting, now))
    ranked = list(meeting.delegates.active().filter(delegation=delegate.delegation_id).by_rank())
    if not (1 <= place <= len(ranked) and 1 <= to <= len(ranked) and ranked[place - 1] == delegate) or place == to:
        return False
    ranked.insert(to - 1, ranked.pop(place - 1))
    for rank, one in enumerate(ranked, start=1):
        if one.rank != rank:
            Delegate.objects.filter(pk=one.pk).update(rank=rank)
    record("ranked", delegate, by=by, changes_pages=False, place=to)
    return True


@transaction.atomic
def send_link_again(*, delegate: Delegate, by: User, now: datetime) -> None:
    """Mail the personal link once more, at most once a minute."""
    event = "registered" if delegate.state == Delegate.State.CONFIRMED else "waiting"
    notify(delegate, event, again=f"{now:%Y%m%d%H%M}")
    record("sent the link again", delegate, by=by, changes_pages=False)


@transaction.atomic
def renew_links(*, delegation: Delegation, version: int, by: User) -> bool:
    """Make the delegation's links that are out, of the `version`, open nothing; False where that was done already."""
    old = Delegation.objects.filter(pk=delegation.pk, link_version=version)
    if not old.update(link_version=F("link_version") + 1):
        return False
    record("renewed the links", delegation, by=by, changes_pages=False)
    return True


def refuse_outside(is_open: bool) -> None:
    """RegistrationError unless it `is_open`; the page says when it is."""
    if not is_open:
        raise RegistrationError(_("This is not possible now. See below when it is."))


def on_record(delegation: Delegation) -> Delegation:
    """The row of an organization that may have none yet; the caller holds the meeting's lock."""
    found, _created = Delegation.objects.get_or_create(
        meeting_id=delegation.meeting_id, organization=delegation.organization
    )
    return found


def come(delegation: Delegation, by: User, now: datetime) -> None:
    """Whoever sends people has answered the call."""
    others = Delegation.objects.filter(pk=delegation.pk).exclude(answer=Delegation.Answer.COMING)
    others.update(answer=Delegation.Answer.COMING, answer_reason="", answered_at=now, answered_by=by)


def known_title(delegation: Delegation, email: str) -> str:
    """What somebody is to the organization: by the latest mandate, else as registered last; empty where unknown."""
    organization, email = delegation.organization, User.objects.normalize_email(email)
    mandates = Liaison.objects.filter(organization=organization, user__email=email).order_by("-since")
    before = Delegate.objects.filter(delegation__organization=organization, email=email).order_by("-registered_at")
    titles = [mandates.values_list("title", flat=True).first(), before.values_list("role_title", flat=True).first()]
    return next(filter(None, titles), "")
