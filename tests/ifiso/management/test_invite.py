"""`manage.py invite`: the first person gets in with a printed link."""

import io
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command

from organizations.actions.invitations import accept_invitation
from organizations.models import Activity, Invitation, Message, User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def printed_token(*arguments):
    """Run the command; the token of the link that it prints."""
    out = io.StringIO()
    call_command("invite", *arguments, stdout=out, stderr=io.StringIO())
    return re.fullmatch(r"http://localhost/accounts/invitation/([\w-]+)/\n", out.getvalue())[1]


def test_the_link_makes_an_account_without_any_mail():
    token = printed_token("Ada@example.org", "--name", "Ada")
    assert not User.objects.exists()
    user = accept_invitation(token=token)
    assert (user.email, user.name, user.is_staff, user.is_superuser) == ("ada@example.org", "Ada", False, False)
    assert not Message.objects.exists()
    assert not mail.outbox


def test_the_link_of_a_superuser_opens_everything():
    user = accept_invitation(token=printed_token("ada@example.org", "--name", "Ada", "--superuser"))
    assert (user.name, user.is_staff, user.is_superuser, user.has_usable_password()) == ("Ada", True, True, False)
    assert list(Activity.objects.order_by("pk").values_list("verb", "actor"))[:2] == [
        ("invited", None),
        ("made a superuser", None),
    ]


def test_somebody_who_has_an_account_keeps_it_and_becomes_a_superuser():
    ada = make_user("ada@example.org", name="Ada Lovelace")
    assert accept_invitation(token=printed_token("ada@example.org", "--name", "A.", "--superuser")) == ada
    ada.refresh_from_db()
    assert (ada.name, ada.is_superuser) == ("Ada Lovelace", True)


def test_an_address_that_somebody_proved_to_own_makes_them_the_superuser():
    ada = make_user("countess@example.org")
    EmailAddress.objects.create(user=ada, email="ada@example.org", verified=True)
    assert accept_invitation(token=printed_token("ada@example.org", "--superuser")) == ada
    ada.refresh_from_db()
    assert ada.is_superuser


def test_the_page_of_the_link_greets_whom_nobody_in_particular_invites(client):
    token = printed_token("ada@example.org")
    response = client.get(f"/accounts/invitation/{token}/")
    assert response.status_code == 200
    assert "None" not in response.content.decode()


@pytest.mark.parametrize("superuser", [[], ["--superuser"]])
@pytest.mark.parametrize(
    ("email", "sentence"), [("ada", "valid email address"), ("off@example.org", "is switched off")]
)
def test_an_address_that_cannot_be_invited_gets_one_sentence(email, sentence, superuser):
    make_user("off@example.org", is_active=False)
    with pytest.raises(CommandError, match=sentence):
        call_command("invite", email, *superuser)
    assert not Invitation.objects.exists()
    assert not User.objects.filter(is_superuser=True).exists()
