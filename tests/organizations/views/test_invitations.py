"""The page behind an invitation's link: looking changes nothing, one button makes the account."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from organizations.actions.invitations import invite
from organizations.models import Invitation, Message, User
from tests.factories import make_user
from tests.support.accounts import without_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    invite(email="ada@example.org", name="Ada", by=make_user(name="Dana"))
    return re.search(r"http://localhost(/accounts/invitation/\S+)", Message.objects.get().text)[1]


def test_looking_shows_who_is_invited_and_changes_nothing(client, link):
    for _ in range(2):
        response = client.get(link)
        assert response.status_code == 200
        assert "Welcome, Ada" in response.text
        assert "ada@example.org" in response.text
    assert client.head(link).status_code == 200
    assert not User.objects.filter(email="ada@example.org").exists()
    assert Invitation.objects.get().accepted_at is None


def test_the_button_makes_the_account_and_leads_to_the_desk(client, link):
    response = client.post(link, follow=True)
    assert response.redirect_chain == [("/desk/", 302)]
    assert response.context["user"].email == "ada@example.org"
    assert "Add a passkey" in response.text
    assert UserSession.objects.count() == 1


def test_a_link_needs_its_form(link):
    assert Client(enforce_csrf_checks=True).post(link).status_code == 403
    assert Invitation.objects.get().accepted_at is None


def test_used_expired_revoked_and_invented_links_look_alike(client, link):
    client.post(link)
    pages = [Client().get(link), Client().post(link), Client().get("/accounts/invitation/invented/")]
    Invitation.objects.update(accepted_at=None, expires_at=timezone.now())
    pages.append(Client().get(link))
    Invitation.objects.update(expires_at=timezone.now() + timedelta(days=1), revoked_at=timezone.now())
    pages.append(Client().get(link))
    assert {page.status_code for page in pages} == {404}
    assert len({without_token(page) for page in pages}) == 1
    assert "opens nothing any more" in pages[0].text


def test_whoever_is_signed_in_as_somebody_else_is_told_and_changes_over(client, link):
    client.force_login(make_user("bob@example.org", name="Bob"))
    assert "You are signed in as Bob." in client.get(link).text
    assert client.post(link, follow=True).context["user"].email == "ada@example.org"


def test_an_account_with_a_second_factor_keeps_asking_for_it(client, link):
    ada = make_user("ada@example.org")
    Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.post(link).url == "/accounts/2fa/authenticate/"
    assert client.get("/desk/").status_code == 302


def test_other_methods_are_refused(client, link):
    assert client.put(link).status_code == 405
