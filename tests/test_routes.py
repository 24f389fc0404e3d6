"""Every row of the table of addresses holds, and no address is without one."""

import pytest
from django.urls import reverse

from tests.factories import make_user
from tests.personas import ANONYMOUS, EVERYBODY, LIAISONS, SIGNED_IN, set_stage
from tests.support.routes import own_routes, routes
from tests.table import TABLE

pytestmark = pytest.mark.django_db

PUBLIC = {
    "home",
    "members",
    "member",
    "member_logo",
    "history",
    "partners",
    "privacy",
    "healthz",
    "service_worker",
    "enquire",
    "enquiry_received",
    "meetings",
    "meetings_ics",
    "meeting",
    "album",
    "photo",
    "agenda",
    "agenda_txt",
    "agenda_feed",
    "agenda_ics",
    "agenda_release",
    "agenda_releases",
    "participants",
    "schedule_json",
    "schedule_xml",
    "session",
    "attendance",
    "reports",
    "reports_feed",
    "report",
    "outcomes",
    "search",
    "topics",
    "topic",
    "outcome",
    # Each decides by itself: documents by their visibility, pictures by the state of what they are in, links in mails
    # by their token, the demo by its mode.
    "document",
    "report_image",
    "photo_file",
    "accept_invitation",
    "call_answer",
    "join",
    "personal_calendar",
    "registration",
    "registration_calendar",
    "registration_confirmation",
    "registration_consent",
    "registration_data",
    "registration_erase",
    "registration_erase_group",
    "registration_invitation",
    "registration_logistics",
    "registration_offer",
    "registration_offer_add",
    "registration_offers",
    "registration_questions",
    "registration_record",
    "registration_withdraw",
    "demo",
    "demo_sign_in",
    # Signing in and out.
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_login_code",
    "account_request_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "admin:login",
}
# The library's pages for passwords lie behind an address that leads elsewhere.
OUT_OF_REACH = "accounts/password/", "accounts/^password/"


@pytest.fixture
def stage():
    return set_stage()


def test_these_addresses_and_no_others_are_open_to_strangers():
    found = [route for route in routes() if route.is_public and not route.pattern.startswith(OUT_OF_REACH)]
    unnamed = [route.pattern for route in found if not route.name]
    assert unnamed == ["accounts/login/code/"]
    assert sorted(route.name for route in found if route.name) == sorted(PUBLIC)


def test_every_address_of_our_own_has_a_row():
    assert {row.name for row in TABLE} == {route.name for route in own_routes()}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_who_gets_what(stage, row):
    path = row.path(stage)
    clients = {who: stage.client(who) for who in EVERYBODY}
    answers = {who: (client.get(path).status_code, client.post(path).status_code) for who, client in clients.items()}
    assert answers == {who: row.expected(who) for who in EVERYBODY}


def test_no_address_answers_a_method_that_it_does_not_know(stage, settings):
    settings.DEMO = True
    root = stage.client("root")
    for row in TABLE:
        path = row.path(stage)
        for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"):
            response = root.generic(method, path)
            assert response.status_code == 405, f"{method} {path}: {response.status_code}"
            assert {"GET", "POST"} & set(response.headers["Allow"].split(", "))


def test_strangers_are_led_to_the_sign_in_and_back(stage):
    stranger = stage.client(ANONYMOUS)
    for row in TABLE:
        if row.expected(ANONYMOUS)[0] == 302:
            path = row.path(stage)
            assert stranger.get(path).url == f"{reverse('account_login')}?next={path}"


def test_in_the_demo_anybody_becomes_anybody(stage, settings):
    settings.DEMO = True
    make_user("charlie@demo.example")
    for who in EVERYBODY:
        client = stage.client(who)
        assert client.get("/demo/").status_code == 200
        assert client.get("/demo/charlie/").status_code == 405
        assert client.post("/demo/nobody/").status_code == 404
        assert client.post("/demo/charlie/").url == "/desk/"
        assert client.get("/desk/").context["user"].email == "charlie@demo.example"


def test_only_the_superuser_enters_the_back_office(stage):
    index = {who: stage.client(who).get("/admin/", follow=True) for who in EVERYBODY}
    assert [who for who in EVERYBODY if not index[who].redirect_chain] == ["root"]
    assert index[ANONYMOUS].redirect_chain[-1][0].startswith(reverse("account_login"))
    assert {index[who].status_code for who in SIGNED_IN if who != "root"} == {403}


@pytest.mark.parametrize("who", [*LIAISONS, "dana"])
def test_rights_end_with_the_record_that_gave_them(stage, who):
    user = stage.people[who]
    assert stage.client(who).get("/office/").status_code == 200
    user.mandates.update(until="2021-01-01")
    user.management_terms.update(until="2021-01-01")
    assert stage.client(who).get("/office/").status_code == 403
    assert stage.client(who).get("/desk/").status_code == 200


@pytest.mark.parametrize("who", SIGNED_IN)
def test_whoever_was_locked_out_is_a_stranger(stage, who):
    client = stage.client(who)
    stage.people[who].is_active = False
    stage.people[who].save()
    assert client.get("/desk/").status_code == 302
