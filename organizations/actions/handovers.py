"""A seat passes to a successor: named, invited, taken over, or called off while there is still time."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.actions.invitations import make_invitation, revoke_invitation
from organizations.actions.mail import send
from organizations.actions.mandates import A_DAY, in_words, lock_seats, refuse_to_leave_nobody
from organizations.actions.records import record
from organizations.actions.successors import check_successor
from organizations.models import HandOver, Invitation, Liaison, User


class HandOverClosedError(Exception):
    """The hand-over was completed or called off meanwhile, or has come too far for what was asked."""


@transaction.atomic
def name_successor(*, hand_over: HandOver, by: User, now: datetime, day: date) -> HandOver:
    """Save an unsaved `hand_over` and invite the person to whom it gives the seat.

    Naming is the predecessor's confirmation; where somebody else names, the predecessor is told by mail. The same
    address named twice for the same seat is one hand-over. ValidationError, by field, says what cannot be.
    """
    hand_over.organization = lock_seats(hand_over.organization_id)
    hand_over.email = User.objects.normalize_email(hand_over.email)
    if known := known_already(hand_over):
        return known
    check_successor(hand_over, by=by, day=day)
    hand_over.created_by = by
    if hand_over.predecessor:
        hand_over.predecessor_confirmed_at = now
    hand_over.save()
    mail_invitation(hand_over, by)
    tell_predecessor(hand_over, "hand_over_named", by)
    record("named", hand_over, by=by, changes_pages=False)
    return hand_over


def known_already(hand_over: HandOver) -> HandOver | None:
    """The open hand-over that a double submit would double; ValidationError where the seat is promised otherwise."""
    rivals = HandOver.objects.open().filter(organization=hand_over.organization)
    if hand_over.predecessor:
        rivals = rivals.filter(predecessor=hand_over.predecessor)
        refuse_if_passed_on(hand_over.predecessor)
    elif hand_over.kind == Liaison.Kind.PRIMARY:
        rivals = rivals.filter(kind=hand_over.kind)
    else:
        rivals = rivals.filter(predecessor=None, kind=hand_over.kind, email=hand_over.email)
    if known := rivals.filter(email=hand_over.email, since=hand_over.since, title=hand_over.title).first():
        return known
    if rival := rivals.select_related("successor__user").first():
        message = _("%(person)s is named for this seat already. Call that hand-over off first.")
        raise ValidationError(message % {"person": rival.person})
    return None


def refuse_if_passed_on(mandate: Liaison) -> None:
    """ValidationError where somebody has taken over from this mandate, which may still have days to run."""
    done = mandate.hand_overs_given.exclude(completed_at=None).exclude(successor=None)
    if last := done.select_related("successor__user").first():
        raise ValidationError(_("%(person)s has taken this seat over already.") % {"person": last.person})


def mail_invitation(hand_over: HandOver, by: User) -> Invitation:
    """Send the successor a new link; `by` is who stands in it as inviting."""
    invitation, path = make_invitation(email=hand_over.email, name=hand_over.name, by=by)
    hand_over.invitation = invitation
    hand_over.save(update_fields=["invitation"])
    context = {"hand_over": hand_over, "invitation": invitation, "path": path, "first_day": in_words(hand_over.since)}
    key = f"hand-over-{hand_over.pk}-invitation-{invitation.pk}"
    send(key=key, to=invitation.email, template="hand_over_invitation", context=context)
    return invitation


@transaction.atomic
def invite_again(*, hand_over: HandOver, by: User) -> Invitation:
    """A new link; the earlier one opens nothing any more. HandOverClosedError where none is needed any more."""
    hand_over = lock_open(hand_over)
    take_back(hand_over, by)
    invitation = mail_invitation(hand_over, by)
    record("invited again", hand_over, by=by, changes_pages=False)
    return invitation


@transaction.atomic
def revoke_link(*, hand_over: HandOver, by: User) -> None:
    """Close the successor's link, as after a wrong address. HandOverClosedError where it was accepted meanwhile."""
    hand_over = lock_open(hand_over)
    take_back(hand_over, by)
    record("took back", hand_over, by=by, changes_pages=False)


def take_back(hand_over: HandOver, by: User) -> None:
    if hand_over.successor:
        raise HandOverClosedError
    if hand_over.invitation:
        revoke_invitation(invitation=hand_over.invitation, by=by)


@transaction.atomic
def take_over(*, hand_over: HandOver, by: User, now: datetime, day: date) -> HandOver:
    """The successor confirms, which completes the hand-over: the predecessor's mandate gets its last day.

    That is the day agreed on, or `day` where it has passed meanwhile. Confirming twice changes nothing;
    HandOverClosedError where it was called off.
    """
    lock_seats(hand_over.organization_id)
    hand_over = fresh(hand_over)
    if hand_over.cancelled_at:
        raise HandOverClosedError
    if hand_over.completed_at:
        return hand_over
    if hand_over.predecessor and hand_over.predecessor_until:
        hand_over.predecessor_until = hand_over.predecessor.until = max(hand_over.predecessor_until, day)
        hand_over.predecessor.save(update_fields=["until"])
    hand_over.successor_confirmed_at = hand_over.completed_at = now
    hand_over.save(update_fields=["successor_confirmed_at", "completed_at", "predecessor_until"])
    tell_predecessor(hand_over, "hand_over_completed", by)
    record("took over", hand_over, by=by)
    return hand_over


@transaction.atomic
def call_off(*, hand_over: HandOver, by: User, now: datetime, day: date) -> HandOver:
    """Nothing passes on: the link closes, and the successor's mandate goes, or ends where it has begun.

    HandOverClosedError where it was completed or called off meanwhile; ValidationError where nobody would be left.
    """
    hand_over = lock_open(hand_over)
    if hand_over.invitation:
        revoke_invitation(invitation=hand_over.invitation, by=by)
    undo_mandate(hand_over, day)
    hand_over.cancelled_at = now
    hand_over.save(update_fields=["cancelled_at", "successor"])
    context = {"hand_over": hand_over, "by": by, "enquire": reverse("enquire")}
    send(key=f"hand-over-{hand_over.pk}-off", to=hand_over.email, template="hand_over_called_off", context=context)
    record("called off", hand_over, by=by)
    return hand_over


def undo_mandate(hand_over: HandOver, day: date) -> None:
    """Take the successor's mandate back, unless another hand-over promises it as well."""
    mandate = hand_over.successor
    if mandate is None or mandate.hand_overs_received.exclude(pk=hand_over.pk).filter(cancelled_at=None).exists():
        return
    if mandate.is_current_on(day):
        refuse_to_leave_nobody(mandate, day - A_DAY)
    if mandate.since >= day:
        hand_over.successor = None
        mandate.delete()
    elif not mandate.is_over_on(day):
        mandate.until = day - A_DAY
        mandate.save(update_fields=["until"])


def lock_open(hand_over: HandOver) -> HandOver:
    """`hand_over` as it stands under the lock of its organization's seats; HandOverClosedError where it is over."""
    lock_seats(hand_over.organization_id)
    hand_over = fresh(hand_over)
    if not hand_over.is_open:
        raise HandOverClosedError
    return hand_over


def fresh(hand_over: HandOver) -> HandOver:
    related = ["organization", "predecessor__user", "predecessor__organization", "successor__user", "invitation"]
    return HandOver.objects.select_related(*related, "successor__organization", "created_by").get(pk=hand_over.pk)


def tell_predecessor(hand_over: HandOver, template: str, by: User) -> None:
    """Mail whoever leaves, or else named somebody for an empty seat; not for what one does oneself."""
    reader = hand_over.predecessor.user if hand_over.predecessor else hand_over.created_by
    if reader is None or reader == by:
        return
    context = {
        "hand_over": hand_over,
        "reader": reader,
        "by": by,
        "first_day": in_words(hand_over.since),
        "last_day": in_words(hand_over.predecessor_until) if hand_over.predecessor_until else "",
        "page": reverse("hand_over", args=[hand_over.organization.slug, hand_over.pk]),
        "team": reverse("liaisons", args=[hand_over.organization.slug]),
    }
    send(key=f"{template}-{hand_over.pk}".replace("_", "-"), to=reader.email, template=template, context=context)
