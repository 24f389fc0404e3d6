"""Forms that take files, in a real browser: what is too large is told before it is sent, and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from meetings.models import Document, PostImport
from tests.browser.test_host import enter, look_at
from tests.personas import set_stage
from tests.support.hosting import address
from tests.support.posts import JEKYLL

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(live_server, settings, tmp_path):
    settings.BASE_URL, settings.MEDIA_ROOT = live_server.url, tmp_path
    return set_stage()


def weighing(tmp_path, number):
    file = tmp_path / "recording.txt"
    with file.open("wb") as opened:
        opened.truncate(number * 1024 * 1024)
    return file


def test_a_file_that_is_too_large_is_told_beside_its_field(page, stage, live_server, tmp_path):
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host_document_add"))
    page.get_by_label("Title").fill("Minutes of the plenary")
    page.get_by_label("File").set_input_files(weighing(tmp_path, 26))
    expect(page.get_by_role("alert")).to_have_text(
        "Files of up to 25 MB are taken. Save it smaller, or split it, and try again."
    )
    look_at(page)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_label("File")).to_be_focused()
    expect(page.get_by_label("Title")).to_have_value("Minutes of the plenary")
    page.get_by_label("File").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"We agreed."})
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("status")).to_contain_text("“Minutes of the plenary” is added.")
    assert Document.objects.get().title == "Minutes of the plenary"


def test_posts_and_pictures_are_weighed_together(page, stage, live_server, tmp_path):
    enter(page, live_server, stage.people["dana"])
    page.goto(f"{live_server.url}/office/posts/")
    post = {"name": "lisbon.md", "mimeType": "text/markdown", "buffer": JEKYLL.encode()}
    page.get_by_label("Posts", exact=True).set_input_files([post])
    page.get_by_label("Their pictures").set_input_files(weighing(tmp_path, 64))
    expect(page.get_by_role("alert")).to_contain_text("Send up to 64 MB.")
    page.get_by_role("button", name="Show what would come").click()
    expect(page.get_by_label("Their pictures")).to_be_focused()
    page.get_by_label("Their pictures").set_input_files([])
    page.get_by_role("button", name="Show what would come").click()
    expect(page.get_by_role("heading", name="Posts that were sent in")).to_be_visible()
    assert PostImport.objects.count() == 1


def test_a_post_that_is_refused_after_a_preview_opens_with_what_is_wrong(page, stage, live_server, console):
    enter(page, live_server, stage.people["dana"])
    page.goto(f"{live_server.url}/office/posts/")
    post = {"name": "lisbon.md", "mimeType": "text/markdown", "buffer": JEKYLL.encode()}
    page.get_by_label("Posts", exact=True).set_input_files([post])
    page.get_by_role("button", name="Show what would come").click()
    page.get_by_role("link", name="We were in Lisbon").click()
    page.get_by_label("Title").fill("")
    page.get_by_label("Published", exact=True).fill("2 April 2014")
    page.get_by_role("button", name="Show the text again").click()
    page.wait_for_url("**#text")
    page.get_by_role("button", name="Make a draft").click()
    page.wait_for_url("**/")
    expect(page.locator(".form-errors")).to_be_focused()
    expect(page.get_by_label("Published", exact=True)).to_have_value("2 April 2014")
    assert [message for message in console if "422" not in message] == []
    console.clear()
