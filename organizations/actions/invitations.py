"""Accounts are by invitation: a link that works once, for one address, for two weeks."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations.actions.mail import send
from organizations.actions.mandates import begin_mandate, lock_seats
from organizations.actions.records import record
from organizations.models import HandOver, Invitation, User
from organizations.purposes import purpose_of

VALID_FOR = timedelta(days=14)


class InvitationClosedError(Exception):
    """The token opens nothing: unknown, used, expired or revoked; whoever holds it need not know which."""


@transaction.atomic
def invite(*, email: str, name: str, by: User) -> Invitation:
    """Send `email` a link that makes an account, or gives the existing one a verified address.

    Earlier links to the same address stop working. ValidationError where the address is malformed or belongs to an
    account that is switched off.
    """
    invitation, path = open_invitation(email=email, name=name, by=by)
    context = {"invitation": invitation, "path": path}
    send(key=f"invitation-{invitation.pk}", to=invitation.email, template="invitation", context=context)
    return invitation


@transaction.atomic
def open_invitation(*, email: str, name: str, by: User | None) -> tuple[Invitation, str]:
    """As invite(), but without mail: an invitation and its link's path, known only now, for only its hash is kept."""
    email = User.objects.normalize_email(email)
    # What opens more than an account, such as a seat, stays until whoever sent it takes it back.
    earlier = Invitation.objects.open_at(timezone.now()).filter(email=email, hand_over=None)
    mere = [invitation.pk for invitation in earlier if purpose_of(invitation) is None]
    Invitation.objects.filter(pk__in=mere).update(revoked_at=timezone.now())
    return make_invitation(email=email, name=name, by=by)


def make_invitation(*, email: str, name: str, by: User | None) -> tuple[Invitation, str]:
    """An invitation beside whichever others there are, and its link's path; the caller holds the transaction."""
    validate_email(email)
    if User.objects.filter(email=email, is_active=False).exists():
        raise ValidationError(_("The account of this address is switched off; switch it on first."))
    now, token = timezone.now(), secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email, name=name.strip(), token_hash=hashed(token), invited_by=by, expires_at=now + VALID_FOR
    )
    record("invited", invitation, by=by, changes_pages=False)
    return invitation, reverse("accept_invitation", args=[token])


@transaction.atomic
def invite_superuser(*, email: str, name: str) -> tuple[Invitation, str]:
    """As open_invitation(), by the system, to an account that may do everything; it is made if need be.

    Only for who has the server itself: nobody who is signed in can do this.
    """
    invitation, path = open_invitation(email=email, name=name, by=None)
    user = owner_of(invitation.email) or account_of(invitation.email, name=invitation.name)
    user.is_staff = user.is_superuser = True
    user.save(update_fields=["is_staff", "is_superuser"])
    record("made a superuser", user, by=None, changes_pages=False)
    return invitation, path


@transaction.atomic
def accept_invitation(*, token: str) -> User:
    """Spend the invitation and return its person, whose address is now verified. InvitationClosedError if not open.

    What it is for, such as the successor's mandate of a hand-over, begins in the same transaction.
    """
    now, token_hash = timezone.now(), hashed(token)
    hand_over = hand_over_of(token_hash)
    # The conditional update is the lock: of two who come at once, one finds nothing left to spend.
    if not Invitation.objects.open_at(now).filter(token_hash=token_hash).update(accepted_at=now):
        raise InvitationClosedError
    invitation = Invitation.objects.get(token_hash=token_hash)
    user = person_at(invitation.email, name=invitation.name)
    if hand_over:
        hand_over.successor = begin_mandate(hand_over, user)
        hand_over.save(update_fields=["successor"])
    elif purpose := purpose_of(invitation):
        purpose.begin(user)
    record("accepted the invitation", invitation, by=user, changes_pages=False)
    return user


def hand_over_of(token_hash: str) -> HandOver | None:
    """The open hand-over that sent this token, with its organization's seats locked."""
    sent = HandOver.objects.open().filter(invitation__token_hash=token_hash)
    if organization_id := sent.values_list("organization", flat=True).first():
        lock_seats(organization_id)
    # Asked again, because it may have been called off before the lock was ours.
    return sent.select_related("organization").first()


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User) -> None:
    """Close an invitation; one that was accepted, has expired or is revoked already stays as it is."""
    now = timezone.now()
    if Invitation.objects.open_at(now).filter(pk=invitation.pk).update(revoked_at=now):
        record("revoked the invitation", invitation, by=by, changes_pages=False)


def find_open(token: str) -> Invitation | None:
    """The invitation that `token` opens now."""
    related = ["invited_by", "hand_over__organization", "hand_over__predecessor__user"]
    return Invitation.objects.open_at(timezone.now()).filter(token_hash=hashed(token)).select_related(*related).first()


def hashed(token: str) -> str:
    """What is stored of a token: 64 hexadecimal digits, useless to whoever reads the database."""
    return hashlib.sha256(token.encode()).hexdigest()


def person_at(email: str, *, name: str) -> User:
    """Whoever has proved to own `email`, else its account, made if need be, with the address verified and primary."""
    if owner := owner_of(email):
        return owner
    user = account_of(email, name=name)
    address, _created = EmailAddress.objects.get_or_create(user=user, email=email)
    address.verified = True
    address.set_as_primary()
    return user


def owner_of(email: str) -> User | None:
    """Whoever has proved to own `email`; it need not be the address that they sign in with."""
    proved = EmailAddress.objects.filter(email=email, verified=True).select_related("user").first()
    return proved.user if proved else None


def account_at(email: str) -> User | None:
    """Whom an invitation to `email` would let in, if there is an account yet."""
    return owner_of(email) or User.objects.filter(email=email).first()


def account_of(email: str, *, name: str) -> User:
    """The account with this address, made if need be."""
    user, _created = User.objects.get_or_create(email=email, defaults={"name": name, "password": make_password(None)})
    return user
