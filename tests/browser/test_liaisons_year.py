"""A liaison's year in the demo: a call answered, three people registered, one replaced, the seat handed over."""

import re
import time
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from meetings.models import Delegate, Phase
from organizations.models import HandOver
from tests.support.demo_steps import mail_to, name_successor, sign_in_as, take_over
from tests.support.registry import demo_meeting, fill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once, pytest.mark.slow]

PEOPLE = [
    ("Ana Álvarez", "ana@inastra.example"),
    ("Ömer O'Neill", "omer@inastra.example"),
    ("ليلى حداد", "layla@inastra.example"),
]
SUBSTITUTE = ("Rasmus Rebane", "rasmus@inastra.example")
SUCCESSOR = ("Sana Successor", "sana@inastra.example")
NOTE = "Ask the treasurer about **the calendar**."
CALENDAR = "One calendar of all congresses"  # an outcome that is still open


@pytest.fixture(autouse=True)
def _demo(live_server, settings, tmp_path):
    settings.DEMO = True
    settings.BASE_URL = live_server.url
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAIL_DIR = settings.EMAIL_FILE_PATH = tmp_path
    fill()


@pytest.fixture
def meeting():
    return demo_meeting(Phase.REGISTRATION_OPEN)


@pytest.fixture
def enter(new_context):
    """A browser of its own in which somebody has signed in from the demo's page."""

    return lambda name: sign_in_as(new_context().new_page(), name)


class Hand:
    """Whoever sits before `page`; every click, every box filled in and every key pressed counts as one."""

    def __init__(self, page):
        self.page = page
        self.interactions = 0

    def click(self, role, name, **options):
        self.interactions += 1
        self.page.get_by_role(role, name=name, **options).click()

    def fill(self, label, text):
        self.interactions += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def press(self, key):
        self.interactions += 1
        self.page.keyboard.press(key)


@contextmanager
def at_most(hand, *, interactions, seconds):
    hand.interactions, start = 0, time.monotonic()
    yield
    took = time.monotonic() - start
    assert hand.interactions <= interactions, f"{hand.interactions} interactions"
    assert took <= seconds, f"{took:.0f} seconds"


def test_a_liaisons_year(enter, new_context, meeting):
    """In one go, as it happens: what one step leaves behind is what the next begins with."""
    alice, charlie, erin = enter("Alice Arbor"), enter("Charlie Cedar"), enter("Erin Elm")
    before = host_counts(charlie, meeting)
    hand = Hand(alice)
    answers_the_call(hand, meeting)
    alice.goto("/desk/")
    with at_most(hand, interactions=12, seconds=90):
        registers_three(hand, meeting)
    assert host_counts(charlie, meeting) == (before[0] + 2, before[1] + 1)
    replaces_one(hand)
    assert host_counts(charlie, meeting) == (before[0] + 2, before[1] + 1)
    sees_nothing_of_it(erin, meeting)
    name_successor(alice, "Alice Arbor", *SUCCESSOR, NOTE)
    take_over(new_context().new_page(), SUCCESSOR[1], "Ask the treasurer about the calendar.", CALENDAR)
    sees_nothing_of_it(erin, meeting)


def host_counts(page, meeting):
    """How many have a place, and how many wait, as the host reads it."""
    page.goto(f"/meetings/{meeting.slug}/host/")
    return int(page.locator("#to-confirmed").inner_text()), int(page.locator("#to-waiting").inner_text())


def answers_the_call(hand, meeting):
    hand.click("button", re.compile(f"INASTRA comes.*{meeting.name}"))
    expect(hand.page.locator("main")).to_contain_text("Thank you, your answer is recorded")


def registers_three(hand, meeting):
    hand.click("link", f"Delegation of INASTRA {meeting.name}")
    for name, address in PEOPLE:
        hand.fill("Name", name)
        hand.fill("E-mail", address)
        hand.press("Enter")
        expect(person(hand.page, name)).to_be_visible()
    places = [person(hand.page, name).locator(".state") for name, _address in PEOPLE]
    expect(places[0]).to_have_text("confirmed")
    expect(places[1]).to_have_text("confirmed")
    expect(places[2]).to_have_text("on the waiting list")
    expect(person(hand.page, PEOPLE[2][0])).to_contain_text("The organization has used up its places.")


def person(page, name):
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=name))


def replaces_one(hand):
    """The place goes on, and both are told."""
    gone, address = PEOPLE[0]
    new, new_address = SUBSTITUTE
    hand.click("link", f"Send somebody else instead of {gone}")
    hand.fill("Name", new)
    hand.fill("E-mail", new_address)
    hand.click("button", "Hand the place on")
    expect(person(hand.page, new).locator(".state")).to_have_text("confirmed")
    expect(person(hand.page, gone)).to_have_count(0)
    expect(mail_to(hand.page, new_address)).to_contain_text("You have a place")
    expect(mail_to(hand.page, address)).to_contain_text("Somebody else")


def sees_nothing_of_it(page, meeting):
    """The liaison of another organization finds nobody's names, and none of the addresses."""
    ours = Delegate.objects.filter(meeting=meeting, delegation__organization__acronym="INASTRA")
    names = [name for name, _address in (*PEOPLE, SUBSTITUTE, SUCCESSOR)]
    for path in ("/desk/", f"/meetings/{meeting.slug}/", f"/meetings/{meeting.slug}/participants/", "/office/"):
        page.goto(path)
        for name in names:
            expect(page.locator("body")).not_to_contain_text(name)
    closed = ["host/", "host/delegates/", "delegation/?organization=inastra", "call/?organization=inastra"]
    closed += [f"delegation/{pk}/replace/" for pk in ours.values_list("pk", flat=True)]
    paths = [f"/meetings/{meeting.slug}/{path}" for path in closed] + ["/members/inastra/liaisons/"]
    paths += [f"/members/inastra/liaisons/hand-overs/{hand_over.pk}/" for hand_over in HandOver.objects.all()]
    assert {path: page.request.get(path).status for path in paths} == dict.fromkeys(paths, 404)
