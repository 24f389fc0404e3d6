"""From whom something is known, and how one more source comes beside the first, in a real browser."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import make_evidence, make_figure, make_milestone, make_source, make_turnout
from tests.personas import set_stage
from tests.support.pages import assert_accessible, assert_fits, every_look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(live_server, settings):
    settings.BASE_URL = live_server.url
    return set_stage()


def page_of(stage, who, new_context, live_server, **options):
    session = stage.client(who).cookies[settings.SESSION_COOKIE_NAME].value
    page = new_context(**options).new_page()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return page


def look_at(page):
    for _ in every_look(page):
        assert_fits(page)
        assert_accessible(page)


def add_source_to(page, words):
    page.locator(".known > ul > li", has_text=words).get_by_role("link", name="Add a source").click()


def fill_in(page, title="Annual report 2027"):
    page.get_by_label("Title of the source").fill(title)
    page.get_by_label("Its address").fill("https://reports.example/2027")
    page.get_by_label("Date of the source").fill("2027")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_liaison_sets_a_second_figure_beside_the_first(stage, new_context, live_server, console, scripts):
    make_figure(stage.a, kind="members", value=100, as_of="2020")
    page = page_of(stage, "alice", new_context, live_server, java_script_enabled=scripts)
    page.goto(stage.a.get_absolute_url())
    page.get_by_role("link", name="Liaisons: add another source").click()
    add_source_to(page, "Members: 100, 2020")
    fill_in(page)
    page.get_by_label("something else").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".form-errors")).to_contain_text("Which number does it give?")
    assert "422" in console.pop()
    page.get_by_label("The number it gives").fill("120")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("status")).to_contain_text("It stands there now.")
    page.goto(stage.a.get_absolute_url())
    expect(page.locator(".said b")).to_have_text(["120", "100"])
    expect(page.locator(".sources")).to_contain_text("Annual report 2027")


@pytest.mark.slow
def test_what_is_found_about_others_is_decided_in_the_office(stage, new_context, live_server, console):
    milestone = make_milestone(text="The forerunner is founded.")
    page = page_of(stage, "alice", new_context, live_server)
    page.goto("/history/")
    page.get_by_role("link", name="Liaisons: add another source").click()
    add_source_to(page, "The forerunner is founded.")
    look_at(page)
    fill_in(page, title="Minutes of 1994")
    page.get_by_label("something else").check()
    page.get_by_label("In its words").fill("a year later")
    page.get_by_role("button", name="Propose it").click()
    expect(page.locator(".further")).to_contain_text("waiting for the management team")
    look_at(page)
    office = page_of(stage, "dana", new_context, live_server)
    office.goto("/office/")
    office.get_by_role("link", name="Sources that people found: 1 waits for you").click()
    look_at(office)
    office.get_by_role("button", name="Leave it out").click()
    expect(office.locator(".form-errors")).to_contain_text("Say why")
    assert "422" in console.pop()
    office.get_by_role("button", name="Take it up").click()
    expect(office.get_by_role("status")).to_contain_text("Everybody reads it now")
    page.goto(f"/history/#{milestone.slug}")
    mark = page.locator(".milestone .cite a").nth(1)
    expect(page.locator(".otherwise")).to_have_text("another source: “a year later”")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sources li:target")).to_contain_text("Minutes of 1994")
    office.get_by_role("link", name="Decided").click()
    look_at(office)
    office.get_by_role("button", name="Take it back").click()
    page.goto("/history/")
    expect(page.locator(".otherwise")).to_have_count(0)


@pytest.mark.slow
def test_marks_and_words_fit_on_every_page(stage, new_context, live_server):
    make_turnout(stage.meeting, value=9)
    for about in (stage.a, stage.meeting, make_milestone()):
        make_evidence(
            about, source=make_source(title="A long title of another source"), stance="differs", said="x " * 60
        )
        make_evidence(about)
    page = page_of(stage, "erin", new_context, live_server)
    for path in (stage.a.get_absolute_url(), stage.meeting.get_absolute_url(), "/history/", "/attendance/"):
        page.goto(path)
        look_at(page)
    page.goto(reverse("statements", args=["meeting", stage.meeting.slug]))
    look_at(page)
