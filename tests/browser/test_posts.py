"""Taking posts over in a real browser: without scripts, on a phone, and by the checker's standards."""

import pytest
from playwright.sync_api import expect

from meetings.models import Report
from tests.browser.test_host import enter, look_at
from tests.factories import make_meeting, make_organization
from tests.personas import set_stage
from tests.support.pages import assert_valid_html
from tests.support.pictures import picture
from tests.support.posts import JEKYLL

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(live_server, settings):
    settings.BASE_URL = live_server.url
    make_organization("ZZZ")
    make_meeting(season="autumn", year=2016, slug="lisbon", starts_on="2016-11-17", ends_on="2016-11-20", city="Lisbon")
    return set_stage()


def send_in(page, live_server):
    page.goto(f"{live_server.url}/office/")
    page.get_by_role("link", name="Take posts over").click()
    files = [{"name": "lisbon.md", "mimeType": "text/markdown", "buffer": JEKYLL.encode()}]
    page.get_by_label("Posts", exact=True).set_input_files(files)
    photo = {"name": "all-of-us.jpg", "mimeType": "image/jpeg", "buffer": picture().read()}
    page.get_by_label("Their pictures").set_input_files([photo])
    page.get_by_label("All of them are by").select_option("zzz")
    page.get_by_role("button", name="Show what would come").click()
    expect(page.get_by_role("heading", name="Posts that were sent in")).to_be_visible()


def test_a_post_is_taken_over_without_a_script(new_context, stage, live_server):
    page = new_context(java_script_enabled=False).new_page()
    enter(page, live_server, stage.people["dana"])
    send_in(page, live_server)
    page.get_by_role("link", name="We were in Lisbon").click()
    expect(page.get_by_label("About", exact=True)).to_have_value("lisbon")
    expect(page.get_by_text("is missing: its alternative text stands for it")).to_be_visible()
    expect(page.get_by_role("img", name="All of us")).to_be_visible()
    page.get_by_label("Title").fill("Four days in Lisbon")
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_role("status")).to_contain_text("“Four days in Lisbon” is taken over.")
    report = Report.objects.get()
    page.goto(f"{live_server.url}{report.get_absolute_url()}")
    expect(page.get_by_role("heading", name="Four days in Lisbon")).to_be_visible()
    expect(page.get_by_role("img", name="All of us")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("width", [375, 1280])
def test_its_pages_are_right_on_a_phone_and_on_a_desk(page, stage, live_server, width):
    page.set_viewport_size({"width": width, "height": 900})
    enter(page, live_server, stage.people["dana"])
    page.goto(f"{live_server.url}/office/posts/")
    look_at(page)
    send_in(page, live_server)
    look_at(page)
    page.get_by_role("link", name="We were in Lisbon").click()
    look_at(page)
    page.get_by_text("Change the text").click()
    look_at(page)
    assert_valid_html({"post": page.content()})
