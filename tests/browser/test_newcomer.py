"""What somebody who has just started the demo finds within two minutes, by clicking alone."""

import pytest
from playwright.sync_api import expect

from tests.support.registry import fill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


@pytest.fixture(autouse=True)
def _demo(live_server, settings):
    settings.DEMO = True
    settings.BASE_URL = live_server.url
    fill()


def follow(page, name, *, within="main", exact=False):
    page.locator(within).get_by_role("link", name=name, exact=exact).first.click()


def heading(page):
    return page.get_by_role("heading", level=1)


def test_a_newcomer_finds_the_forums_past_and_a_way_in(page):
    """In one go, as a person would: loading the archive anew for each question would take longer than asking."""
    page.goto("/")
    finds_lisbon_with_its_sessions_and_outcome(page)
    finds_both_figures_for_brussels(page)
    finds_that_iaps_came_back(page)
    finds_where_the_forerunners_minutes_lie(page)
    signs_in_as_a_liaison(page)


def finds_lisbon_with_its_sessions_and_outcome(page):
    follow(page, "Meetings", within="header", exact=True)
    follow(page, "Autumn 2016")
    main = page.locator("main")
    expect(heading(page)).to_contain_text("Autumn 2016")
    expect(main).to_contain_text("Lisbon, Portugal")
    expect(main).to_contain_text("17–20 November 2016")
    for session in ("StudyPortals", "grants and fundraising", "forming alliances", "training structures"):
        expect(main).to_contain_text(session, ignore_case=True)
    follow(page, "Symposium on Student Leadership")
    expect(heading(page)).to_contain_text("Symposium on Student Leadership")
    expect(main).to_contain_text("being assessed")


def finds_both_figures_for_brussels(page):
    follow(page, "Meetings", within="header", exact=True)
    follow(page, "Autumn 2019")
    expect(page.locator("main")).to_contain_text("Brussels, Belgium")
    expect(page.locator(".turnouts dd")).to_contain_text(["9", "10"])


def finds_that_iaps_came_back(page):
    follow(page, "Members", within="header", exact=True)
    page.get_by_label("Search").fill("IAPS")
    page.get_by_role("button", name="Search").click()
    follow(page, "IAPS")
    main = page.locator("main")
    expect(main).to_contain_text("International Association of Physics Students")
    expect(main).to_contain_text("Member since 2014")
    expect(main).to_contain_text("An earlier membership whose dates are not known")
    follow(page, "IAPS is back in the forum")
    expect(main).to_contain_text("2 April 2014")


def finds_where_the_forerunners_minutes_lie(page):
    follow(page, "History", within="header", exact=True)
    minutes = page.locator("main").get_by_role("listitem").filter(has_text="kept by ESTIEM")
    expect(minutes).to_contain_text("Minutes of IMISO meetings")
    expect(minutes).to_contain_text("ESTIEM archives, Eindhoven")


def signs_in_as_a_liaison(page):
    follow(page, "Personas and mail", within="aside.demo-bar")
    page.get_by_role("button", name="Sign in as Alice Arbor").click()
    expect(page).to_have_url("/desk/")
    expect(heading(page)).to_have_text("Hello, Alice Arbor")
    expect(page.locator("main")).to_contain_text("INASTRA")
    expect(page.locator("main")).to_contain_text("Liaison Officer")
