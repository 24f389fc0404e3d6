"""Signing in with a real browser: a code, a passkey; every page of it in each look, without a console message."""

import pytest
from django.core import mail

from tests.factories import (
    make_delegate,
    make_delegation,
    make_host,
    make_liaison,
    make_meeting,
    make_outcome,
    make_user,
)
from tests.support.accounts import mailed_code
from tests.support.pages import assert_accessible, assert_fits, every_look

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def _same_address(settings, live_server):
    settings.BASE_URL = live_server.url


@pytest.fixture
def alice():
    return make_user("alice@example.org", name="Alice")


def sign_in_by_code(page, email):
    page.goto("/desk/")
    page.get_by_label("Email").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(mailed_code())
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**/desk/")


def plug_in_authenticator(page):
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def assert_good_in_every_look(page):
    for _look in every_look(page):
        assert_accessible(page)
        assert_fits(page)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_added_signs_in_and_opens_the_back_office(page, live_server, console, alice):
    alice.is_staff = alice.is_superuser = True
    alice.save()
    sign_in_by_code(page, alice.email)
    plug_in_authenticator(page)
    page.goto("/admin/")
    assert_good_in_every_look(page)
    assert "403 (Forbidden)" in console.pop()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("My phone")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    assert_good_in_every_look(page)
    assert "security key" in mail.outbox[-1].body
    page.goto("/admin/")
    assert page.url == f"{live_server.url}/admin/"
    page.goto("/desk/")
    page.get_by_role("button", name="Sign out").click()

    page.goto("/accounts/login/?next=/admin/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{live_server.url}/admin/")
    page.goto("/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Remove My phone").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Remove").click()
    page.get_by_text("None yet.").wait_for()


@pytest.mark.django_db(transaction=True)
def test_a_device_without_passkey_says_so_beside_the_button(page, alice):
    page.goto("/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new DOMException('no')) }")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("alert").filter(has_text="gave no passkey").wait_for()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_strangers_see_is_good_in_every_look(page):
    for path in ["/accounts/login/", "/accounts/signup/"]:
        page.goto(path)
        assert_good_in_every_look(page)
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill("AAAA-AAAA")
    page.get_by_role("button", name="Confirm").click()
    page.get_by_text("not the code").wait_for()
    assert_good_in_every_look(page)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_desk_and_the_account_are_good_in_every_look(page, alice):
    mandate, meeting = make_liaison(alice), make_meeting(year=2090, starts_on="2090-10", season="autumn")
    make_host(meeting, mandate.organization)
    make_delegate(make_delegation(meeting, mandate.organization), user=alice)
    make_outcome(meeting, owners=[mandate.organization])
    sign_in_by_code(page, alice.email)
    assert_good_in_every_look(page)
    for path in ["2fa/", "2fa/totp/activate/", "2fa/webauthn/add/", "2fa/webauthn/", "sessions/", "email/", "logout/"]:
        page.goto(f"/accounts/{path}")
        assert_good_in_every_look(page)


@pytest.mark.django_db(transaction=True)
def test_without_scripts_a_code_still_signs_in(new_context, alice):
    page = new_context(java_script_enabled=False).new_page()
    sign_in_by_code(page, alice.email)
    page.get_by_role("heading", name="Hello, Alice").wait_for()


@pytest.mark.django_db(transaction=True)
def test_the_demos_front_door_is_good_in_every_look(page, settings, tmp_path, alice):
    settings.DEMO, settings.MAIL_DIR = True, tmp_path
    make_user("alice@demo.example", name="Alice")
    (tmp_path / "1.log").write_text("To: ada@example.org\nSubject: Hello\n\nSee http://localhost/desk/\n")
    page.goto("/demo/")
    assert_good_in_every_look(page)
    page.get_by_role("button", name="Sign in as Alice Arbor").click()
    page.wait_for_url("**/desk/")
