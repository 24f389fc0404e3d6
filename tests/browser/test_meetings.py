"""The meetings as people read them: on a phone in a corridor, at a desk, in the dark, by keyboard, on paper."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from organizations.clock import today
from organizations.pages import shelf
from tests.factories import (
    make_delegation,
    make_host,
    make_meeting,
    make_organization,
    make_outcome,
    make_partner,
    make_room,
    make_session,
    make_source,
    make_turnout,
)
from tests.support.pages import assert_accessible, assert_fits, assert_valid_html, every_look

ORGANIZATIONS = 24
PATHS = ["", "autumn-2016/", "autumn-2016/agenda/", "autumn-2016/participants/", "autumn-2013/", "next/"]


@pytest.fixture(autouse=True)
def meetings(transactional_db):
    """A meeting of which much is known, one of which nothing is, and one to come."""
    shelf.clear()
    next_year = today().year + 1
    make_meeting(year=2013, season="autumn", slug="autumn-2013")
    make_meeting(year=next_year, season="spring", slug="next", starts_on=f"{next_year}-04", is_demo=True)
    place = {"city": "Lisbon", "country": "PT", "latitude": "38.7", "longitude": "-9.1"}
    lisbon = make_meeting(
        year=2016,
        season="autumn",
        slug="autumn-2016",
        starts_on="2016-11-17",
        ends_on="2016-11-20",
        time_zone="Europe/Lisbon",
        **place,
    )
    source = make_source(title="IFMSA at the forum")
    lisbon.sources.add(source)
    organizations = [make_organization(f"ORGANIZE{number}") for number in range(ORGANIZATIONS)]
    for organization in organizations:
        make_delegation(lisbon, organization, source=source)
    make_delegation(lisbon, partner=make_partner("StudyPortals"), role="partner", source=source)
    make_host(lisbon, organizations[0], local_group="Lisbon group", source=source)
    make_turnout(lisbon, value=30, source=source)
    fill_agenda(lisbon, organizations, source)


def fill_agenda(meeting, organizations, source):
    rooms = [make_room(meeting), make_room(meeting)]
    for number in range(16):
        starts = datetime(2016, 11, 17 + number // 8, 9, tzinfo=UTC) + timedelta(hours=number % 8 // 2)
        session = make_session(
            meeting,
            day=1 + number // 8,
            title=f"Session {number} on what student organizations can learn from each other",
            kind="break" if number % 8 == 7 else "workshop",
            state="cancelled" if number == 3 else "scheduled",
            abstract="Bring a question.",
            starts_at=starts,
            ends_at=starts + timedelta(minutes=50 + number),
            room=rooms[number % 2],
            leads=organizations[:3],
            source=source,
        )
    make_outcome(meeting, session=session, title="Symposium on Student Leadership", source=source)


@pytest.mark.slow
@pytest.mark.parametrize("path", [*(f"/meetings/{path}" for path in PATHS), "/attendance/", "/attendance/?kind=other"])
def test_every_page_fits_and_is_accessible_in_every_look(page, path):
    page.goto(path)
    for _ in every_look(page):
        assert_fits(page)
        assert_accessible(page)


def test_every_page_is_valid_html(client):
    paths = [*(f"/meetings/{path}" for path in PATHS), "/attendance/", "/attendance/?kind=other"]
    assert_valid_html({path: client.get(path).content.decode() for path in paths})


def test_the_matrix_scrolls_inside_itself_by_keyboard_and_keeps_the_names_in_sight(page):
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto("/attendance/")
    region = page.get_by_role("region", name="Organizations by meetings")
    region.focus()
    name = region.get_by_role("rowheader", name="ORGANIZE0", exact=True)
    before = name.bounding_box()["y"]
    page.keyboard.press("PageDown")
    expect(region).not_to_have_js_property("scrollTop", 0)
    assert name.bounding_box()["y"] < before
    head = region.get_by_role("columnheader", name="Autumn 2016").bounding_box()
    assert abs(head["y"] - region.bounding_box()["y"]) < 3


def test_the_days_stay_in_sight_and_lead_to_their_sessions(page):
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto("/meetings/autumn-2016/agenda/")
    days = page.get_by_role("navigation", name="Days")
    days.get_by_role("link", name="Fri 18").click()
    heading = page.get_by_role("heading", name="Day 2 Friday")
    expect(heading).to_be_in_viewport()
    expect(days).to_be_in_viewport()
    bar = days.bounding_box()
    assert heading.bounding_box()["y"] >= bar["y"] + bar["height"]


def test_the_archive_leads_to_a_meeting_without_a_script(new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/meetings/")
    page.get_by_role("heading", name="Autumn 2016").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Autumn 2016")
    page.get_by_role("link", name="The whole agenda").click()
    expect(page.get_by_role("heading", name="Day 1 Thursday")).to_be_visible()


def test_on_paper_each_day_begins_a_sheet(page):
    page.goto("/meetings/autumn-2016/agenda/")
    page.emulate_media(media="print")
    second = page.locator(".day.whole").nth(1)
    assert second.evaluate("day => getComputedStyle(day).breakBefore") == "page"
    expect(page.get_by_role("navigation", name="Days")).to_be_hidden()
