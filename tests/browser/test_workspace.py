"""Setting a meeting up in a real browser: without a script, with a preview, on every screen."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from tests.factories import make_helper, make_plan, make_room
from tests.support.accounts import sign_in
from tests.support.hosting import address, set_hosting
from tests.support.pages import assert_accessible, assert_fits, every_look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(live_server, settings):
    settings.BASE_URL = live_server.url
    made = set_hosting()
    made.meeting.year, made.meeting.starts_on, made.meeting.ends_on = 2027, "2027-03-11", "2027-03-14"
    made.meeting.save()
    make_plan(made.meeting, starts_at=datetime(2027, 3, 11, 8, tzinfo=UTC), room=make_room(made.meeting, name="Hall"))
    return made


def enter(page, live_server, user):
    client = Client()
    sign_in(client, user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])


def look_at(page):
    for _ in every_look(page):
        assert_fits(page)
        assert_accessible(page)


@pytest.mark.slow
def test_every_page_suits_everybody(page, stage, live_server):
    enter(page, live_server, stage.people["erin"])
    helper, room = make_helper(stage.meeting, name="Ada"), stage.meeting.rooms.get()
    names = [("host",), ("host_details",), ("host_rooms",), ("host_helpers",)]
    for name in [*names, ("host_room", room.pk), ("host_helper", helper.pk)]:
        assert page.goto(address(stage, *name)).status == 200
        look_at(page)


def test_on_a_phone_the_way_unfolds_and_on_a_desk_it_lies_open(page, stage, live_server):
    enter(page, live_server, stage.people["erin"])
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(address(stage, "host"))
    way, rooms = page.get_by_role("navigation", name="Hosting"), page.get_by_role("link", name="Rooms", exact=True)
    expect(rooms).to_be_hidden()
    way.get_by_text("Overview").first.press("Enter")
    expect(rooms).to_be_visible()
    assert_accessible(page)
    rooms.click()
    expect(way.locator("summary")).to_have_text("Rooms")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(rooms).to_be_visible()
    expect(rooms).to_have_attribute("aria-current", "page")


def test_a_preview_stands_beside_the_form_before_anything_is_saved(page, stage, live_server):
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host_details"))
    page.get_by_label("Practical information", exact=True).fill("Take **tram 3**.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("tram 3")
    expect(page.get_by_label("Practical information", exact=True)).to_have_value("Take **tram 3**.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")


@pytest.mark.slow
def test_a_meeting_is_set_up_without_a_script(new_context, stage, live_server, console):
    page = new_context(java_script_enabled=False).new_page()
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host"))
    page.get_by_role("link", name="Venue known").click()
    page.get_by_label("Last day").fill("2027-03-10")
    page.get_by_label("Venue", exact=True).fill("Town hall")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".form-errors")).to_contain_text("The last day cannot be before the first day.")
    page.get_by_label("First day", exact=True).fill("2027-03-12")
    page.get_by_label("Last day").fill("2027-03-15")
    page.get_by_label("Further topics").fill("Grants")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved. 1 planned session moved along.")
    page.goto(address(stage, "host_rooms"))
    page.get_by_label("Name").fill("Loft")
    page.get_by_role("button", name="Add the room").click()
    page.get_by_role("button", name="Show “Loft” earlier").click()
    expect(page.locator(".ordered .title")).to_have_text(["Loft", "Hall"])
    page.get_by_role("link", name="Hall").click()
    page.get_by_role("button", name="Remove the room").click()
    page.get_by_role("button", name="Remove it from under 1 session").click()
    expect(page.get_by_role("status")).to_have_text("The room is removed.")
    page.goto(address(stage, "host_helpers"))
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_label("Door").check()
    page.get_by_role("button", name="Ask this person").click()
    expect(page.get_by_role("status")).to_have_text("The invitation to ada@example.org is on its way.")
    assert {"409", "422"} == {word for line in console for word in ("409", "422") if word in line}
    console.clear()
