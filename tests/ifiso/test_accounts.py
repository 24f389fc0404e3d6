"""Signing in: a code by e-mail, for those invited; nobody learns who has an account."""

import base64
import hashlib
import hmac
import struct
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.urls import reverse

import ifiso.settings
from organizations.models import User
from tests.factories import make_user
from tests.support.accounts import mailed_code, sign_in, without_token

LOGIN, CONFIRM = "/accounts/login/", "/accounts/login/code/confirm/"

pytestmark = pytest.mark.django_db


def ask_for_code(client, email, **query):
    return client.post(LOGIN, {"login": email, **query}, follow=True)


def authenticator_code(secret):
    """The six digits that an app shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    return f"{(struct.unpack_from('>I', digest, digest[-1] & 15)[0] & 0x7FFFFFFF) % 10**6:06}"


def test_a_code_by_mail_signs_in_and_leads_to_where_one_wanted_to_go(client):
    ada = make_user("ada@example.org")
    response = client.get("/accounts/sessions/", follow=True)
    assert response.redirect_chain == [("/accounts/login/?next=/accounts/sessions/", 302)]
    ask_for_code(client, " ADA@example.org ", next="/accounts/sessions/")
    code = mailed_code()
    assert len(code.replace("-", "")) == 8
    assert mail.outbox[-1].to == ["ada@example.org"]
    assert "localhost" in mail.outbox[-1].body
    response = client.post(CONFIRM, {"code": code.lower(), "next": "/accounts/sessions/"}, follow=True)
    assert response.redirect_chain == [("/accounts/sessions/", 302)]
    assert response.context["user"] == ada
    assert UserSession.objects.filter(user=ada).count() == 1


def test_without_a_wish_it_leads_to_the_desk(client):
    make_user("ada@example.org")
    ask_for_code(client, "ada@example.org")
    assert client.post(CONFIRM, {"code": mailed_code()}).url == "/desk/"


def test_known_and_unknown_addresses_get_the_same_answer_and_one_mail_each():
    make_user("ada@example.org")
    make_user("gone@example.org", is_active=False)
    pages = []
    for address in ["ada@example.org", "nobody@example.org", "gone@example.org"]:
        client = Client()
        response = ask_for_code(client, address)
        assert response.redirect_chain == [(CONFIRM, 302)]
        wrong = client.post(CONFIRM, {"code": "AAAA-AAAA"})
        pages.append([without_token(page).replace(address, "") for page in (response, wrong)])
    assert pages[0] == pages[1] == pages[2]
    assert [sent.to for sent in mail.outbox] == [["ada@example.org"], ["nobody@example.org"], ["gone@example.org"]]
    assert "no account with this address" in mail.outbox[1].body
    assert mail.outbox[2].subject == mail.outbox[1].subject


def test_three_wrong_codes_end_the_attempt(client):
    make_user("ada@example.org")
    ask_for_code(client, "ada@example.org")
    for _ in range(3):
        client.post(CONFIRM, {"code": "AAAA-AAAA"})
    assert client.post(CONFIRM, {"code": mailed_code()}).url == "/accounts/login/code/"
    assert not client.get("/desk/").context


@pytest.fixture
def _shared_cache(settings):
    settings.CACHES = ifiso.settings.CACHES
    call_command("createcachetable", verbosity=0)


def ask_in_a_thread_of_its_own(address, email):
    """As another worker would: with nothing in its memory and a connection of its own."""

    def ask():
        try:
            return ask_for_code(Client(REMOTE_ADDR=address), email)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(ask).result()


@pytest.mark.usefixtures("_shared_cache")
@pytest.mark.django_db(transaction=True)
def test_codes_to_one_address_are_limited_whichever_worker_and_client_ask():
    assert ifiso.settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    make_user("ada@example.org")
    for number in range(3):
        ask_in_a_thread_of_its_own(f"192.0.2.{number}", "ada@example.org")
    response = ask_in_a_thread_of_its_own("192.0.2.9", "Ada@example.org")
    assert "Too many attempts" in response.text
    assert len(mail.outbox) == 3


def test_one_client_cannot_ask_for_codes_to_many_addresses(client):
    statuses = {client.post(LOGIN, {"login": f"person{number}@example.org"}).status_code for number in range(31)}
    assert 429 in statuses
    assert len(mail.outbox) <= 30


def test_nobody_signs_up(client):
    for response in [client.get("/accounts/signup/"), client.post("/accounts/signup/", {"email": "eve@example.org"})]:
        assert "Accounts are by invitation" in response.text
        assert reverse("enquire") in response.text
    assert not User.objects.exists()


@pytest.mark.parametrize("path", ["change/", "set/", "reset/", "reset/done/", "reset/key/1-abc/"])
def test_nobody_has_a_password(client, path):
    assert client.get(f"/accounts/password/{path}").url.startswith(LOGIN)
    client.force_login(make_user())
    assert client.get(f"/accounts/password/{path}").url == "/accounts/2fa/"


def test_the_form_for_codes_is_the_sign_in_page(client):
    assert client.get("/accounts/login/code/?next=/desk/").url == "/accounts/login/?next=/desk/"


def test_a_new_address_counts_once_its_code_was_typed(client):
    ada = make_user("ada@example.org")
    make_user("taken@example.org")
    sign_in(client, ada)
    client.post("/accounts/email/", {"email": "countess@example.org", "action_add": ""})
    ada.refresh_from_db()
    assert ada.email == "ada@example.org"
    client.post("/accounts/confirm-email/", {"code": mailed_code()})
    ada.refresh_from_db()
    assert ada.email == "countess@example.org"
    assert [address.email for address in EmailAddress.objects.filter(user=ada)] == ["countess@example.org"]


def test_changing_to_somebody_elses_address_looks_like_any_change_and_tells_only_them():
    make_user("taken@example.org")
    pages = []
    for address in ["taken@example.org", "free@example.org"]:
        client = Client()
        sign_in(client, make_user())
        response = client.post("/accounts/email/", {"email": address, "action_add": ""}, follow=True)
        pages.append(without_token(response).replace(address, ""))
        assert mail.outbox[-1].to == [address]
    assert pages[0] == pages[1]


def test_an_authenticator_app_is_set_up_from_a_picture_and_asked_for_from_then_on(client):
    ada = make_user("ada@example.org")
    sign_in(client, ada)
    page = client.get("/accounts/2fa/totp/activate/")
    assert "<svg" in page.text
    assert "data:" not in page.text
    secret = page.context["form"].secret
    response = client.post("/accounts/2fa/totp/activate/", {"code": authenticator_code(secret)})
    assert response.url == "/accounts/2fa/recovery-codes/"
    assert Authenticator.objects.filter(user=ada).count() == 2
    # The app has to prove itself before the recovery codes are shown.
    proof = client.get(response.url, follow=True)
    assert proof.redirect_chain[-1][0].startswith("/accounts/2fa/reauthenticate/")
    again = {"code": authenticator_code(secret), "next": response.url}
    assert client.post("/accounts/2fa/reauthenticate/", again).url == response.url
    assert client.get(response.url).status_code == 200

    other = Client()
    ask_for_code(other, "ada@example.org")
    response = other.post(CONFIRM, {"code": mailed_code()}, follow=True)
    assert response.redirect_chain[-1][0] == "/accounts/2fa/authenticate/"
    assert other.get("/desk/").status_code == 302


@pytest.mark.parametrize(
    ("current", "back"),
    [
        ("http://testserver/office/?page=2#x", "%2Foffice%2F%3Fpage%3D2"),
        ("https://elsewhere.example/desk/", "%2Fdesk%2F"),
        ("", "%2F"),
        ("http://[broken", "%2F"),
    ],
)
def test_a_fragment_asked_for_after_the_session_ended_sends_the_page_to_sign_in(client, current, back):
    response = client.get("/desk/", headers={"HX-Request": "true", "HX-Current-URL": current})
    assert response.status_code == 200
    assert response.content == b""
    assert response.headers["HX-Redirect"] == f"/accounts/login/?next={back}"
