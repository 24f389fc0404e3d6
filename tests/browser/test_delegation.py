"""Registering a delegation as a new liaison does it, and joining one: by keyboard, without a script, in each look."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import Delegate
from organizations.models import Message
from tests.factories import make_delegate, make_delegation, make_liaison, make_meeting, make_organization, make_user
from tests.support.pages import assert_accessible, assert_fits, every_look

PEOPLE = [("Amina Ahmed", "amina@example.org"), ("Zoë O'Brien", "zoe@example.org"), ("محمد علي", "m.ali@example.org")]


@pytest.fixture
def delegation(db):
    """An organization of two places that comes to a meeting whose registration is open."""
    now = timezone.now()
    opens, closes = now - timedelta(days=1), now + timedelta(days=1)
    window = {"registration_opens_at": opens, "registration_closes_at": closes, "time_zone": "Europe/Lisbon"}
    meeting = make_meeting(season="spring", year=now.year + 1, slug="spring", city="Lisbon", quota=2, **window)
    return make_delegation(meeting, make_organization("ABC"), answer="coming", called_at=now, attended=None)


@pytest.fixture
def as_alice(delegation, live_server):
    """Signs the liaison in where a browser's context is given."""
    alice = make_user("alice@example.org", name="Alice Arbor")
    make_liaison(alice, delegation.organization)
    client = Client()
    client.force_login(alice)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    return lambda context: context.add_cookies([cookie])


class Counted:
    """A page whose clicks and keystrokes are counted: a word typed in one go is one interaction, as is a key."""

    def __init__(self, page):
        self.page, self.interactions = page, 0

    def click(self, role, name):
        self.interactions += 1
        self.page.get_by_role(role, name=name).click()

    def type(self, text):
        self.interactions += 1
        self.page.keyboard.type(text)

    def press(self, key):
        self.interactions += key != "Tab"
        self.page.keyboard.press(key)


def look_at(page):
    for _ in every_look(page):
        assert_fits(page)
        assert_accessible(page)


@pytest.mark.slow
def test_three_delegates_take_a_dozen_interactions_from_the_desk(page, as_alice, delegation):
    as_alice(page.context)
    page.goto("/desk/")
    began, counted = timezone.now(), Counted(page)
    counted.click("link", "Delegation of ABC")
    page.get_by_label("Name", exact=True).focus()
    counted.interactions += 1
    for place, (name, email) in enumerate(PEOPLE, start=1):
        counted.type(name)
        counted.press("Tab")
        counted.type(email)
        counted.press("Enter")
        expect(page.locator(".delegate")).to_have_count(place)
        expect(page.get_by_label("Name", exact=True)).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("محمد علي is on the waiting list.")
    assert counted.interactions <= 12
    assert timezone.now() - began < timedelta(seconds=90)
    assert list(delegation.delegates.by_rank().values_list("name", "state")) == [
        ("Amina Ahmed", "confirmed"),
        ("Zoë O'Brien", "confirmed"),
        ("محمد علي", "waiting"),
    ]
    assert Message.objects.exclude(sent_at=None).count() == 3
    look_at(page)


@pytest.mark.slow
def test_the_delegation_is_kept_without_a_script(new_context, as_alice, delegation):
    context = new_context(java_script_enabled=False)
    as_alice(context)
    page = context.new_page()
    page.goto("/meetings/spring/delegation/")
    page.get_by_role("button", name="Register myself").click()
    expect(page.get_by_role("status")).to_contain_text("Alice Arbor has a place.")
    for name, email in PEOPLE[:2]:
        expect(page.get_by_label("Name", exact=True)).to_be_focused()
        page.keyboard.type(name)
        page.get_by_label("E-mail").fill(email)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name=name).wait_for()
    page.get_by_role("button", name="Move Zoë O'Brien up").click()
    expect(page.locator(".delegate h3")).to_have_text(["Alice Arbor", "Zoë O'Brien", "Amina Ahmed"])
    page.get_by_role("link", name="Send somebody else instead of Alice Arbor").click()
    page.get_by_label("Name").fill("Bob Birch")
    page.get_by_label("E-mail").fill("bob@example.org")
    page.get_by_role("button", name="Hand the place on").click()
    expect(page.get_by_role("status")).to_contain_text("Bob Birch has a place.")
    page.get_by_role("link", name="Withdraw Bob Birch").click()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("2 registrations have ended")).to_be_visible()
    assert set(delegation.delegates.confirmed().values_list("name", flat=True)) == {"Amina Ahmed", "Zoë O'Brien"}


@pytest.mark.slow
def test_a_slip_is_explained_beside_its_field(page, as_alice, delegation, console):
    make_delegate(delegation, email="amina@example.org", name="Ämina")
    as_alice(page.context)
    page.goto("/meetings/spring/delegation/")
    page.get_by_label("Name", exact=True).fill("Amina Ahmed")
    page.get_by_label("E-mail").fill("amina@example.org")
    page.get_by_role("button", name="Register", exact=True).click()
    expect(page.locator(".form-errors")).to_be_focused()
    expect(page.locator(".field .errorlist")).to_have_text("This address is registered for this meeting already.")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Amina Ahmed")
    assert all("422" in line for line in console)
    console.clear()
    look_at(page)


def test_the_order_is_changed_by_keyboard_and_the_focus_stays(page, as_alice, delegation):
    for rank, name in enumerate(("One", "Two", "Three"), start=1):
        make_delegate(delegation, name=name, rank=rank)
    as_alice(page.context)
    page.goto("/meetings/spring/delegation/")
    page.get_by_role("button", name="Move Three up").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".delegate h3")).to_have_text(["One", "Three", "Two"])
    expect(page.get_by_role("button", name="Move Three up")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Three is number 2 now.")


@pytest.mark.parametrize("what", ["replace", "withdraw"])
def test_the_pages_that_ask_first_suit_everybody(page, as_alice, delegation, what):
    delegate = make_delegate(delegation, name="a-very-long-name-" * 8)
    as_alice(page.context)
    page.goto(f"/meetings/spring/delegation/{delegate.pk}/{what}/")
    look_at(page)


def test_a_delegate_joins_by_the_link(page, new_context, as_alice, delegation):
    as_alice(page.context)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/meetings/spring/delegation/")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    guest = new_context(java_script_enabled=False).new_page()
    guest.goto(link.removeprefix(settings.BASE_URL))
    for label, typed in (("Your name", "Jo Joiner"), ("Your e-mail", "jo@example.org"), ("Your role", "VP")):
        guest.get_by_label(label).fill(typed)
    guest.get_by_label("Country of residence").select_option("PT")
    guest.get_by_label("Age", exact=True).select_option("18_25")
    guest.get_by_label("I have read the privacy notice").check()
    guest.get_by_role("button", name="Register").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("You have a place, Jo Joiner")
    assert Delegate.objects.get().photos_since is None


@pytest.mark.slow
def test_the_page_behind_the_link_suits_everybody(page, as_alice, delegation, console):
    as_alice(page.context)
    page.goto("/meetings/spring/delegation/")
    page.goto(page.locator("#link").input_value().removeprefix(settings.BASE_URL))
    look_at(page)
    page.get_by_role("button", name="Register").click()
    expect(page.locator(".form-errors")).to_be_focused()
    assert all("422" in line for line in console)
    console.clear()
    look_at(page)
    page.goto("/meetings/spring/join/nothing/")
    assert all("404" in line for line in console)
    console.clear()
    look_at(page)
