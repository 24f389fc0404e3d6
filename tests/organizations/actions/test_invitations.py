"""An invitation: mailed, spent once, closed by time, by revocation and by a newer one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from organizations.actions.invitations import (
    InvitationClosedError,
    accept_invitation,
    find_open,
    hashed,
    invite,
    revoke_invitation,
)
from organizations.models import Activity, Invitation, Message, User
from tests.factories import make_user
from tests.support.mails import mailed_token


def invite_ada(email="ada@example.org", **fields):
    """Invite her and return (invitation, the token of her mail)."""
    invitation = invite(email=email, name="Ada", by=fields.pop("by", None) or make_user(name="Dana"))
    return invitation, mailed_token(f"invitation-{invitation.pk}")


@pytest.mark.django_db
def test_the_link_is_mailed_and_only_its_hash_is_kept(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invitation, token = invite_ada()
    [sent] = mail.outbox
    assert sent.to == ["ada@example.org"]
    assert f"http://localhost/accounts/invitation/{token}/" in sent.body
    assert "Dana invites you" in sent.body
    assert invitation.token_hash == hashed(token) != token
    assert find_open(token) == invitation
    assert timedelta(days=13) < invitation.expires_at - timezone.now() <= timedelta(days=14)
    assert Activity.objects.get().verb == "invited"


@pytest.mark.django_db
def test_accepting_makes_an_account_with_a_verified_address_and_no_password():
    _, token = invite_ada(email=" Ada@Example.org ")
    user = accept_invitation(token=token)
    assert (user.email, user.name, user.has_usable_password()) == ("ada@example.org", "Ada", False)
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == ("ada@example.org", True, True)
    assert Activity.objects.filter(verb="accepted the invitation", actor=user).exists()


@pytest.mark.django_db
def test_whoever_has_an_account_keeps_it():
    ada = make_user("ada@example.org", name="Ada Lovelace")
    _, token = invite_ada()
    assert accept_invitation(token=token) == ada
    ada.refresh_from_db()
    assert ada.name == "Ada Lovelace"


@pytest.mark.django_db
def test_an_address_that_somebody_proved_to_own_is_theirs_whatever_their_login():
    ada = make_user("countess@example.org")
    EmailAddress.objects.create(user=ada, email="ada@example.org", verified=True)
    _, token = invite_ada()
    assert accept_invitation(token=token) == ada


@pytest.mark.django_db
def test_a_link_works_once():
    _, token = invite_ada()
    accept_invitation(token=token)
    with pytest.raises(InvitationClosedError):
        accept_invitation(token=token)


@pytest.mark.django_db
def test_a_revoked_link_opens_nothing():
    invitation, token = invite_ada()
    revoke_invitation(invitation=invitation, by=make_user())
    revoke_invitation(invitation=invitation, by=make_user())
    assert find_open(token) is None
    with pytest.raises(InvitationClosedError):
        accept_invitation(token=token)
    assert Activity.objects.filter(verb="revoked the invitation").count() == 1


@pytest.mark.django_db
def test_an_expired_link_opens_nothing():
    _, token = invite_ada()
    Invitation.objects.update(expires_at=timezone.now())
    assert find_open(token) is None
    with pytest.raises(InvitationClosedError):
        accept_invitation(token=token)


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "x", "é" * 50, "0" * 64])
def test_an_invented_token_opens_nothing(token):
    invite_ada()
    with pytest.raises(InvitationClosedError):
        accept_invitation(token=token)


@pytest.mark.django_db
def test_a_newer_link_replaces_the_older_one():
    _, older = invite_ada()
    _, newer = invite_ada()
    assert find_open(older) is None
    assert accept_invitation(token=newer)


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["", "ada", "ada@example.org\nBcc: eve@example.org"])
def test_a_malformed_address_is_refused(email):
    with pytest.raises(ValidationError):
        invite(email=email, name="Ada", by=make_user())
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_an_account_that_is_switched_off_is_not_invited_back():
    make_user("ada@example.org", is_active=False)
    with pytest.raises(ValidationError, match="switched off"):
        invite_ada()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_accept_at_once_one_does():
    _, token = invite_ada()

    def attempt(_number):
        try:
            return accept_invitation(token=token).email
        except InvitationClosedError:
            return "closed"
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        results = sorted(pool.map(attempt, range(6)))
    assert results == ["ada@example.org", *["closed"] * 5]
    assert User.objects.filter(email="ada@example.org").count() == 1
