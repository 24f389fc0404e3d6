"""The exported copy on a plain file server, in a folder of its own, as somebody reads it years later."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.support.crawling import served
from tests.support.pages import assert_accessible
from tests.support.registry import Silence, fill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

FOUND = {
    "organisation": "Student Organi",
    "KRAKÓW": "Krak",
    "grants": "Grants and fundraising",
    "fundrasing": "Grants and fundraising",
}


@pytest.fixture
def copy(tmp_path):
    """The address of the folder on its server."""
    fill()
    call_command("export", str(tmp_path / "copy"), processes=1, stdout=Silence())
    with served(tmp_path / "copy") as base:
        yield base


def test_a_copy_is_browsed_and_searched(copy, new_context):
    page = new_context().new_page()
    page.goto(copy)
    expect(page.get_by_role("complementary", name="A copy")).to_contain_text("A copy of the registry")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Members").click()
    page.get_by_role("link", name="IFMSA").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("IFMSA")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Search").click()
    box = page.get_by_role("searchbox")
    for query, title in FOUND.items():
        box.fill(query)
        box.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("result")
        expect(page.locator("#hits .title").filter(has_text=title).first).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("read as fundraising")
    page.get_by_label("Kind").select_option(label="Topic")
    expect(page.locator("#hits > li")).to_have_count(1)
    box.fill("qqqq")
    box.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Nothing in this copy")
    box.fill("Grants and fundraising")
    box.press("Enter")
    assert_accessible(page)
    page.locator("#hits .title").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Grants and fundraising")
    page.goto(copy + "search/?q=lisbon")
    expect(page.locator("#hits > li").first).to_be_visible()


def test_a_copy_needs_no_scripts(copy, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(copy + "meetings/")
    page.get_by_role("main").get_by_role("link", name="Autumn 2016").first.click()
    page.get_by_role("link", name="Agenda").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Agenda")
    page.goto(copy + "members/")
    page.get_by_role("link", name="Former members").click()
    expect(page.get_by_role("status")).to_contain_text("organization")
    page.goto(copy + "search/")
    expect(page.locator("noscript .note")).to_be_visible()
    page.goto(copy + "enquire/")
    expect(page.locator("form")).to_have_count(0)
