"""Hosting in a real browser: figures that renew themselves, decisions without a script, files after a fresh code."""

import csv
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import Delegate, Meeting, Question
from organizations.models import Activity
from tests.factories import make_answer, make_delegate, make_question
from tests.support.accounts import mailed_code, sign_in
from tests.support.hosting import address, make_waiting, set_hosting, tell
from tests.support.pages import assert_accessible, assert_fits, every_look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(live_server, settings):
    settings.BASE_URL = live_server.url
    made = set_hosting()
    made.meeting.capacity = 3
    made.meeting.registration_closes_at = timezone.now() + timedelta(days=1)
    made.meeting.save()
    return made


def enter(page, live_server, user, *, lately=True):
    """Sign `user` in, `lately` or so long ago that nobody knows how."""
    client = Client()
    if lately:
        sign_in(client, user)
    else:
        client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


@pytest.fixture
def no_script_page(new_context, stage, live_server):
    page = new_context(java_script_enabled=False).new_page()
    enter(page, live_server, stage.people["erin"])
    return page


def look_at(page):
    for _ in every_look(page):
        assert_fits(page)
        assert_accessible(page)


def test_the_figures_renew_themselves_and_leave_the_focus_where_it_is(page, stage, live_server):
    enter(page, live_server, stage.people["erin"])
    page.clock.install()
    page.goto(address(stage, "host"))
    link = page.locator("#to-confirmed")
    expect(link).to_have_text("1")
    link.focus()
    make_delegate(stage.a.delegations.get())
    page.clock.fast_forward("00:31")
    expect(link).to_have_text("2")
    expect(link).to_be_focused()
    page.clock.fast_forward("00:31")
    expect(link).to_have_text("2")


@pytest.mark.slow
def test_every_page_of_the_workspace_suits_everybody(page, stage, live_server, console):
    a = stage.a.delegations.get()
    delegate = make_delegate(a, name="A-very-long-name-" * 8, country="EE", age_band="18_25")
    tell(delegate, diet="something-that-takes-long-to-say-" * 5)
    make_waiting(a, state_reason="All places are taken.")
    question = make_answer(make_question(stage.meeting, kind="choice", options="S\nM"), delegate, "S").question
    make_question(stage.meeting, required=True)
    enter(page, live_server, stage.people["erin"])
    names = ["host", "host_delegates", "host_waiting", "host_guest", "host_questions", "host_add_question"]
    pages = [address(stage, name) for name in [*names, "host_settings", "host_lists"]]
    pages += [address(stage, "host_list", name) for name in ("kitchen", "arrivals", "rooms", "emergency", "answers")]
    pages += [address(stage, "host_delegate", delegate.pk), address(stage, "host_question", question.pk)]
    for path in [*pages, address(stage, "host_quota", a.pk)]:
        assert page.goto(path).status == 200
        look_at(page)
    page.goto(address(stage, "host_question", question.pk))
    page.get_by_role("button", name="Delete the question").click()
    expect(page.locator(".form-errors")).to_be_focused()
    look_at(page)
    assert "409" in console.pop()


@pytest.mark.slow
def test_who_looks_on_sees_pages_that_suit_everybody_too(page, stage, live_server):
    enter(page, live_server, stage.people["dana"])
    for name in ("host", "host_delegates", "host_lists", "host_questions", "host_settings"):
        assert page.goto(address(stage, name)).status == 200
        expect(page.get_by_role("link", name="Message")).to_have_count(0)
        expect(page.get_by_role("button", name="Save")).to_have_count(0)
        look_at(page)


@pytest.mark.slow
def test_a_host_decides_without_a_script(no_script_page, stage, console):
    page = no_script_page
    Meeting.objects.update(quota=1)
    make_waiting(stage.a.delegations.get(), name="Wanda Waiting")
    page.goto(address(stage, "host"))
    page.get_by_role("link", name="Invite a guest").click()
    page.get_by_label("Name", exact=True).fill("Gil Guest")
    page.get_by_role("button", name="Invite").click()
    expect(page.locator(".form-errors").get_by_role("link", name="E-mail")).to_be_visible()
    page.get_by_label("E-mail").fill("gil@example.net")
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("status")).to_have_text("The mail to gil@example.net is on its way.")
    page.get_by_role("link", name="Places").click()
    page.get_by_role("link", name="Wanda Waiting").click()
    page.locator("form.panel").get_by_label("Reason").fill("She speaks.")
    page.get_by_role("button", name="Give a place").click()
    expect(page.get_by_role("status")).to_have_text("Wanda Waiting has a place now; the mail is on its way.")
    page.get_by_role("link", name="Settings").click()
    page.get_by_label("Capacity").fill("2")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".form-errors")).to_contain_text("3 people have a place already")
    assert page.get_by_label("Capacity").input_value() == "2"
    assert Delegate.objects.confirmed().count() == 3
    assert all("422" in line for line in console)
    console.clear()


def test_a_question_is_asked_moved_and_deleted_without_a_script(no_script_page, stage, console):
    page = no_script_page
    make_answer(make_question(stage.meeting, text="Do you dance?"), stage.people["paul"].delegates.get())
    page.goto(address(stage, "host_questions"))
    page.get_by_role("link", name="Ask something").click()
    page.get_by_label("Question").fill("Which size?")
    page.get_by_label("Kind of answer").select_option("choice")
    page.get_by_label("Options").fill("S\nM\nL")
    page.get_by_role("button", name="Ask it").click()
    page.get_by_role("button", name="Ask “Which size?” earlier").click()
    expect(page.locator(".ordered .title")).to_have_text(["Which size?", "Do you dance?"])
    page.get_by_role("link", name="Do you dance?").click()
    page.get_by_role("button", name="Delete the question").click()
    expect(page.get_by_role("heading", name="1 person has answered this")).to_be_visible()
    assert "409" in console.pop()
    page.get_by_role("button", name="Delete it with 1 answer").click()
    assert Question.objects.get().text == "Which size?"


def test_a_file_takes_a_fresh_code(page, stage, live_server, console):
    tell(stage.people["paul"].delegates.get(), diet="vegan")
    enter(page, live_server, stage.people["erin"], lately=False)
    page.goto(address(stage, "host_list", "kitchen"))
    page.get_by_role("link", name="CSV").click()
    look_at(page)
    assert "403" in console.pop()
    page.get_by_role("button", name="Sign in again").click()
    page.get_by_label("Email").fill(stage.people["erin"].email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(mailed_code())
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url(f"**{address(stage, 'host_list', 'kitchen')}")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert ["vegan", "1"] in list(csv.reader(StringIO(text)))
    assert Activity.objects.get(verb="exported").detail == {"list": "kitchen", "kind": "csv", "rows": 2}
    assert download.value.suggested_filename == f"{stage.meeting.slug}-kitchen.csv"


def test_a_list_is_printed_without_the_frame(page, stage, live_server):
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host_list", "emergency"))
    page.emulate_media(media="print")
    for shown in (page.get_by_role("heading", level=1), page.get_by_text("destroy this sheet")):
        expect(shown).to_be_visible()
    for hidden in (page.get_by_role("navigation", name="Hosting"), page.get_by_role("link", name="CSV")):
        expect(hidden).to_be_hidden()
