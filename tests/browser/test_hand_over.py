"""A seat passes on in a real browser: named, mailed, accepted, confirmed; every page of it in each look."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from organizations.clock import today
from organizations.models import HandOver, Liaison
from tests.factories import (
    make_agreement,
    make_enquiry,
    make_liaison,
    make_management_term,
    make_organization,
    make_outcome,
    make_user,
)
from tests.support.accounts import sign_in
from tests.support.pages import assert_accessible, assert_fits, every_look

DAY = timedelta(days=1)
TEAM = "/members/abc/liaisons/"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _same_address(settings, live_server):
    settings.BASE_URL = live_server.url


@pytest.fixture
def alice():
    organization = make_organization("ABC")
    make_liaison(make_user("bob@example.org", name="Bob"), organization, kind="deputy")
    make_outcome(owners=[organization], title="A common calendar")
    make_agreement(organization=organization, until=str(today() + 30 * DAY))
    make_enquiry(organization=organization, subject="A speaker for our school")
    return make_liaison(make_user("alice@example.org", name="Alice"), organization, until=today() + 40 * DAY)


@pytest.fixture
def signed_in(client, new_context, live_server):
    """A page on which a user has signed in; `options` are the browser context's."""

    def open_page(user, **options):
        sign_in(client, user)
        context = new_context(**options)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        return context.new_page()

    return open_page


def assert_good_in_every_look(page):
    for _look in every_look(page):
        assert_accessible(page)
        assert_fits(page)


def name_sam(page):
    page.goto(TEAM)
    page.get_by_role("link", name="Name a successor to Alice").click()
    page.get_by_label("E-mail").fill("sam@example.org")
    page.get_by_label("Name", exact=True).fill("Sam")
    page.get_by_label("A note for the hand-over").fill("## Whom to know\n\nAsk **Bea** about the grant.")
    page.get_by_role("button", name="Name and invite").click()
    page.wait_for_url("**/hand-overs/*/")


def mailed_link(to):
    text = next(letter.body for letter in reversed(mail.outbox) if letter.to == [to])
    return re.search(r"http\S+/accounts/invitation/\S+", text)[0]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_alice_hands_over_to_sam_who_signs_in_from_the_mail(signed_in, new_context, alice, scripts):
    page = signed_in(alice.user, java_script_enabled=scripts)
    name_sam(page)
    sam = new_context(java_script_enabled=scripts).new_page()
    sam.goto(mailed_link("sam@example.org"))
    sam.get_by_text("You are named Liaison Officer of Students of ABC.").wait_for()
    sam.get_by_role("button", name="Accept and sign in").click()
    sam.wait_for_url("**/hand-overs/*/")
    for words in ("about the grant", "A common calendar", "A speaker for our school"):
        sam.get_by_text(words).wait_for()
    sam.get_by_role("button", name="I take over").click()
    sam.get_by_text("The hand-over is complete.").wait_for()
    page.goto(TEAM)
    page.get_by_text("Sam follows.").wait_for()
    assert HandOver.objects.get().completed_at
    assert Liaison.objects.get(user__email="sam@example.org").since == today() + 41 * DAY


@pytest.mark.slow
def test_every_page_of_it_is_good_in_every_look(signed_in, new_context, alice, console):
    page = signed_in(alice.user)
    for path in (TEAM, f"{TEAM}add/", f"{TEAM}{alice.pk}/", f"{TEAM}{alice.pk}/successor/"):
        page.goto(path)
        assert_good_in_every_look(page)
    page.get_by_label("E-mail").fill("alice@example.org")
    page.get_by_role("button", name="Name and invite").click()
    page.get_by_text("This is your own address.").first.wait_for()
    assert_good_in_every_look(page)
    assert "422" in console.pop()
    name_sam(page)
    assert_good_in_every_look(page)
    page.goto(TEAM)
    assert_good_in_every_look(page)
    sam = new_context().new_page()
    sam.goto(mailed_link("sam@example.org"))
    assert_good_in_every_look(sam)
    sam.get_by_role("button", name="Accept and sign in").click()
    sam.wait_for_url("**/hand-overs/*/")
    assert_good_in_every_look(sam)
    sam.goto("/desk/")
    assert_good_in_every_look(sam)


@pytest.mark.slow
def test_the_management_team_fills_an_empty_seat(signed_in, alice):
    Liaison.objects.filter(pk=alice.pk).update(until=today() - DAY)
    page = signed_in(make_management_term(make_user(), make_liaison().organization).user)
    page.goto("/desk/")
    page.get_by_text("One member has no primary liaison").click()
    page.get_by_role("link", name="ABC").click()
    page.get_by_role("link", name="Fill the seat").click()
    assert_good_in_every_look(page)
    page.get_by_label("E-mail").fill("sam@example.org")
    page.get_by_label("Kind").select_option("primary")
    page.get_by_label("Title").fill("Liaison Officer")
    page.get_by_role("button", name="Invite").click()
    page.get_by_text("The invitation to sam@example.org is on its way.").wait_for()
    assert_good_in_every_look(page)
