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
from organizations.actions.records import record
from organizations.models import Invitation, User

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
    validate_email(email)
    if User.objects.filter(email=email, is_active=False).exists():
        raise ValidationError(_("The account of this address is switched off; switch it on first."))
    now, token = timezone.now(), secrets.token_urlsafe(32)
    Invitation.objects.open_at(now).filter(email=email).update(revoked_at=now)
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
    """Spend the invitation and return its person, whose address is now verified. InvitationClosedError if not open."""
    now, token_hash = timezone.now(), hashed(token)
    # The conditional update is the lock: of two who come at once, one finds nothing left to spend.
    if not Invitation.objects.open_at(now).filter(token_hash=token_hash).update(accepted_at=now):
        raise InvitationClosedError
    invitation = Invitation.objects.get(token_hash=token_hash)
    user = person_at(invitation.email, name=invitation.name)
    record("accepted the invitation", invitation, by=user, changes_pages=False)
    return user


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User) -> None:
    """Close an invitation; one that was accepted, has expired or is revoked already stays as it is."""
    now = timezone.now()
    if Invitation.objects.open_at(now).filter(pk=invitation.pk).update(revoked_at=now):
        record("revoked the invitation", invitation, by=by, changes_pages=False)


def find_open(token: str) -> Invitation | None:
    """The invitation that `token` opens now."""
    return Invitation.objects.open_at(timezone.now()).filter(token_hash=hashed(token)).first()


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


def account_of(email: str, *, name: str) -> User:
    """The account with this address, made if need be."""
    user, _created = User.objects.get_or_create(email=email, defaults={"name": name, "password": make_password(None)})
    return user
