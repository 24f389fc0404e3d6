"""The admin: one sign-in for everything, a second proof wherever real data may be, looser styles there alone."""

import pytest
from allauth.mfa.models import Authenticator

from tests.factories import make_user
from tests.support.accounts import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return make_user("root@example.org", is_staff=True, is_superuser=True)


def test_a_stranger_is_led_to_the_one_sign_in_and_back(client):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1] == ("/accounts/login/?next=/admin/", 302)


def test_who_is_not_staff_is_refused(client):
    sign_in(client, make_user(), method="mfa", type="webauthn")
    assert client.get("/admin/", follow=True).status_code == 403


def test_a_code_by_mail_is_not_enough_and_the_page_says_what_is(client, root):
    sign_in(client, root, method="code")
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert "/accounts/2fa/webauthn/add/" in response.text


def test_who_has_a_passkey_but_did_not_use_it_may_do_so_now(client, root):
    Authenticator.objects.create(user=root, type=Authenticator.Type.WEBAUTHN, data={})
    sign_in(client, root, method="code")
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert "/accounts/2fa/webauthn/reauthenticate/?next=%2Fadmin%2F" in response.text


@pytest.mark.parametrize("kind", ["webauthn", "totp", "recovery_codes"])
def test_a_second_factor_opens_it(client, root, kind):
    sign_in(client, root, method="mfa", type=kind)
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/login/?next=/admin/").url == "/admin/"


def test_somebody_elses_second_factor_in_the_session_does_not(client, root):
    sign_in(client, root, method="mfa")
    session = client.session
    session["account_authentication_methods_user"] = str(make_user().pk)
    session.save()
    assert client.get("/admin/").status_code == 302


def test_the_demo_asks_for_none(client, root, settings):
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    sign_in(client, root)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_it_leads_nobody_away(client, root, target):
    sign_in(client, root, method="mfa")
    assert client.get("/admin/login/", {"next": target}).url == "/admin/"


def test_no_password_opens_it(client, root):
    root.set_password("correct horse")
    root.save()
    client.post("/admin/login/", {"username": root.email, "password": "correct horse"})
    assert client.get("/admin/").status_code == 302


def test_styles_may_stand_inline_there_and_nowhere_else(client, root):
    sign_in(client, root, method="mfa")
    admin, desk = (client.get(path).headers["Content-Security-Policy"] for path in ("/admin/", "/desk/"))
    assert "'unsafe-inline'" in directive(admin, "style-src")
    assert "'unsafe-inline'" not in desk
    assert directive(admin, "script-src") == directive(desk, "script-src") == {"'self'"}


def directive(policy, name):
    parts = [part.split() for part in policy.split(";")]
    return next(set(values) for first, *values in parts if first == name)
