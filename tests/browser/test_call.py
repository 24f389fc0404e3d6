"""A call with a real browser, from its opening to the answers: two buttons to send, one from the mail to answer."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from meetings.models import Delegation
from organizations.clock import today
from tests.factories import (
    make_delegate,
    make_delegation,
    make_host,
    make_liaison,
    make_meeting,
    make_organization,
    make_user,
)
from tests.support.accounts import sign_in
from tests.support.pages import assert_accessible, assert_fits, assert_valid_html, every_look

DAY = timedelta(days=1)
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])


@pytest.fixture(autouse=True)
def _same_address(settings, live_server):
    settings.BASE_URL = live_server.url


@pytest.fixture
def meeting():
    """Hosted by HOST, for which erin speaks; registration is open, and the call closes in ten days."""
    first, now = today() + 60 * DAY, timezone.now()
    meeting = make_meeting(
        season="spring",
        year=first.year,
        slug="spring",
        starts_on=first,
        ends_on=first + 3 * DAY,
        city="Lisbon",
        country="PT",
        time_zone="Europe/Lisbon",
        registration_opens_at=now - DAY,
        call_closes_at=now + 10 * DAY,
    )
    host = make_host(meeting, make_organization("HOST")).organization
    make_liaison(make_user("erin@example.org", name="Erin"), host)
    for acronym, name in (("ABC", "Alice"), ("DEF", "Charlie")):
        make_liaison(make_user(f"{name.lower()}@example.org", name=name), make_organization(acronym))
    make_organization("MUTE")
    return meeting


@pytest.fixture
def page_of(client, new_context, live_server, meeting):
    """A page on which somebody has signed in; `options` are the browser context's."""

    def open_page(name, **options):
        sign_in(client, type(meeting.hosts.get().organization.liaisons.get().user).objects.get(name=name))
        context = new_context(**options)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        return context.new_page()

    return open_page


def assert_good(page):
    for _look in every_look(page):
        assert_accessible(page)
        assert_fits(page)


def mailed_link(to, answer):
    letter = next(letter for letter in reversed(mail.outbox) if letter.to == [to])
    return re.search(rf"http\S+/call/\S+\?answer={answer}\b", letter.body)[0]


def answer_of(acronym):
    return Delegation.objects.get(organization__acronym=acronym).answer


@pytest.mark.slow
@SCRIPTS
def test_erin_calls_alice_answers_from_the_mail_and_the_silent_are_reminded(page_of, new_context, scripts):
    page = page_of("Erin", java_script_enabled=scripts)
    page.goto("/meetings/spring/host/call/")
    page.get_by_role("link", name="Call these 4 members").click()
    page.get_by_text("Dear Alice,").wait_for()
    assert not mail.outbox
    page.get_by_role("button", name="Call these 4 members").click()
    page.get_by_text("3 mails are on their way.").wait_for()

    alice = new_context(java_script_enabled=scripts).new_page()
    alice.goto(mailed_link("alice@example.org", "coming"))
    assert answer_of("ABC") == ""
    alice.get_by_role("button", name="ABC comes").click()
    alice.get_by_role("heading", name="ABC comes.").wait_for()
    alice.get_by_role("link", name="Register your delegation").wait_for()
    assert answer_of("ABC") == "coming"

    page.get_by_role("link", name="Remind them").click()
    page.get_by_role("button", name="Remind these 2 organizations").click()
    page.get_by_text("2 mails are on their way.").wait_for()
    page.get_by_text("Reminded today").wait_for()
    charlie = new_context(java_script_enabled=scripts).new_page()
    charlie.goto(mailed_link("charlie@example.org", "not_coming"))
    charlie.get_by_label("Reason, if you do not come").fill("Exams")
    charlie.get_by_role("button", name="DEF does not come").click()
    charlie.get_by_role("heading", name="DEF does not come.").wait_for()
    page.reload()
    page.get_by_text("Exams").wait_for()


@SCRIPTS
def test_alice_answers_on_her_desk_and_is_led_to_her_delegation(page_of, meeting, scripts):
    make_delegation(meeting, make_organization("XYZ"), attended=None, called_at=timezone.now())
    Delegation.objects.update(organization=make_liaison(make_user(name="Ada")).organization)
    page = page_of("Ada", java_script_enabled=scripts)
    page.goto("/desk/")
    page.get_by_role("button", name=re.compile("comes")).click()
    page.wait_for_url("**/meetings/spring/delegation/**")
    assert Delegation.objects.get().answer == "coming"


@pytest.mark.slow
def test_erin_writes_to_everybody_who_comes(page_of, meeting):
    make_delegate(make_delegation(meeting, attended=None), name="Dora", email="dora@example.org")
    page = page_of("Erin")
    page.goto("/meetings/spring/host/message/")
    page.get_by_label("Subject").fill("Bring a coat")
    page.get_by_label("Message").fill("It is cold.\n\nReally.")
    page.get_by_role("button", name="Show it first").click()
    page.get_by_text("Dear Dora,").wait_for()
    page.get_by_role("button", name="Change it").click()
    assert page.get_by_label("Message").input_value() == "It is cold.\n\nReally."
    page.get_by_label("Subject").fill("Bring a warm coat")
    page.get_by_role("button", name="Show it first").click()
    assert_good(page)
    page.get_by_role("button", name="Send to one person").click()
    page.get_by_text("1 mail is on its way.").wait_for()
    assert (mail.outbox[-1].subject, mail.outbox[-1].to) == ("Bring a warm coat", ["dora@example.org"])


@pytest.mark.slow
def test_every_page_of_it_is_good_in_every_look_and_valid(page_of, new_context, meeting):
    page, pages = page_of("Erin"), {}

    def look(one, path):
        one.goto(path)
        pages[one.url] = one.content()
        assert_good(one)

    look(page, "/meetings/spring/host/call/")
    look(page, "/meetings/spring/host/call/open/")
    page.get_by_text("Show every recipient").click()
    assert_good(page)
    page.get_by_role("button", name="Call these 4 members").click()
    Delegation.objects.filter(organization__acronym="ABC").update(answer="coming", answered_at=timezone.now())
    for path in ("/meetings/spring/host/call/", "/meetings/spring/host/call/remind/", "/desk/"):
        look(page, path)
    look(page, "/meetings/spring/host/message/")
    look(page, "/meetings/spring/call/?organization=host")
    stranger = new_context().new_page()
    for answer in ("coming", "not_coming"):
        look(stranger, mailed_link("charlie@example.org", answer))
    look(stranger, mailed_link("alice@example.org", "coming"))
    type(meeting).objects.update(call_closes_at=timezone.now())
    look(stranger, mailed_link("charlie@example.org", "coming"))
    look(page, "/meetings/spring/host/call/")
    assert_valid_html(pages)
