"""Documents in a real browser: the three ways to keep one, what is refused, on a phone and without scripts."""

import pytest
from playwright.sync_api import expect

from meetings.models import Document
from tests.browser.test_host import enter, look_at
from tests.factories import make_document, make_lead, make_session
from tests.personas import set_stage
from tests.support.hosting import address
from tests.support.monsters import MONSTERS
from tests.support.pages import assert_valid_html
from tests.support.uploading import files
from tests.support.zoo import office, pdf

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def stage(live_server, settings, media):
    settings.BASE_URL = live_server.url
    made = set_stage()
    make_lead(make_session(made.meeting, title="On money"), organization=made.a)
    return made


def choose(page, name, content):
    page.get_by_label("File").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})


@pytest.mark.slow
def test_a_host_keeps_a_file_a_link_and_a_paper_without_a_script(new_context, stage, live_server, console, media):
    page = new_context(java_script_enabled=False).new_page()
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host_documents"))
    page.get_by_role("link", name="Add a document").click()
    page.get_by_label("Title").fill("Minutes of the plenary")
    for name in ("script.pdf", "macro.docx", "page.txt"):
        choose(page, name, MONSTERS[name][0]())
        page.get_by_role("button", name="Add it").click()
        expect(page.locator(".form-errors")).to_contain_text(MONSTERS[name][1])
        assert "422" in console.pop()
    assert files(media) == []
    choose(page, "minutes.pdf", pdf())
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("link", name="Minutes of the plenary", exact=True)).to_be_visible()

    page.get_by_role("link", name="Add a document").click()
    page.get_by_role("link", name="A link").click()
    page.get_by_label("Title").fill("Slides on money")
    page.get_by_label("Address").fill("example.org/slides")
    page.get_by_label("Belongs to").select_option("On money")
    page.get_by_label("everybody, on the meeting").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="On money")).to_be_visible()

    page.get_by_role("link", name="Add a document").click()
    page.get_by_role("link", name="Paper on a shelf").click()
    page.get_by_label("Title").fill("Signed list")
    page.get_by_label("Archive and shelf").fill("Eindhoven, shelf 3")
    page.get_by_label("Whom to ask").fill("secretary of the archive")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("On paper: Eindhoven, shelf 3")).to_be_visible()
    assert Document.objects.get(title="Slides on money").url == "https://example.org/slides"


def test_a_file_is_replaced_handed_over_and_removed(page, stage, live_server, media):
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host_document_add"))
    page.get_by_label("Title").fill("Minutes")
    choose(page, "minutes.pdf", pdf())
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("link", name="Change “Minutes”").click()
    page.get_by_label("Another file in its place").set_input_files(
        {"name": "x", "mimeType": "text/html", "buffer": office()}
    )
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Minutes", exact=True).click()
    assert download.value.suggested_filename == "minutes.docx"
    page.get_by_role("link", name="Remove “Minutes”").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("“Minutes” is removed.")).to_be_visible()
    assert files(media) == []


@pytest.mark.parametrize("width", [375, 1280])
def test_a_long_word_in_a_title_stays_on_the_public_pages(page, stage, live_server, width):
    session = stage.meeting.sessions.get()
    make_document(meeting=stage.meeting, session=session, title="A_very_long_title_" * 9, visibility="public")
    page.set_viewport_size({"width": width, "height": 900})
    for path in (stage.meeting.get_absolute_url(), session.get_absolute_url()):
        page.goto(f"{live_server.url}{path}")
        expect(page.get_by_text("A_very_long_title_")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
def test_every_page_suits_everybody(page, stage, live_server, console):
    document = make_document(meeting=stage.meeting, title="A-very-long-title-" * 9, custodian=stage.a)
    make_document(meeting=stage.meeting, session=stage.meeting.sessions.get(), url="https://example.org/")
    enter(page, live_server, stage.people["erin"])
    pages = [address(stage, "host_documents"), address(stage, "documents")]
    pages += [f"{address(stage, 'host_document_add')}?as={way}" for way in ("file", "link", "paper")]
    pages += [f"/documents/{document.pk}/edit/", f"/documents/{document.pk}/remove/"]
    for path in pages:
        page.goto(path)
        look_at(page)
    page.goto(address(stage, "host_document_add"))
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".form-errors")).to_be_focused()
    look_at(page)
    assert "422" in console.pop()
    enter(page, live_server, stage.people["alice"])
    page.goto(address(stage, "session_document_add", stage.meeting.sessions.get().pk))
    look_at(page)
    erin = stage.client("erin")
    assert_valid_html({path: erin.get(path).content.decode() for path in pages})
