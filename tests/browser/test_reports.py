"""Writing in a real browser: a preview, text that outlives its tab, pictures, two at once, and no script."""

import re
from base64 import b64encode

import pytest
from playwright.sync_api import expect

from meetings.models import Report, ReportDraft
from tests.factories import make_report, make_topic
from tests.personas import set_stage
from tests.support.pages import assert_accessible, assert_fits, assert_valid_html, every_look
from tests.support.pictures import picture

pytestmark = pytest.mark.django_db(transaction=True)

EDIT = "/reports/ours/edit/"
DROP = """([data, type]) => {
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  transfer.items.add(new File([bytes], "hall.png", { type: "image/png" }));
  const init = { bubbles: true, cancelable: true };
  const event = type === "paste"
    ? new ClipboardEvent("paste", { ...init, clipboardData: transfer })
    : new DragEvent(type, { ...init, dataTransfer: transfer });
  document.querySelector("#id_body").dispatchEvent(event);
}"""


@pytest.fixture
def stage():
    return set_stage()


@pytest.fixture
def report(stage):
    make_topic()
    values = {"meeting": stage.meeting, "organization": stage.a, "state": "draft", "published_on": None}
    return make_report(slug="ours", title="Our view", body="We met in Lisbon.\n\nIt rained.", **values)


@pytest.fixture
def open_as(stage, new_context, live_server):
    """A tab of the editor, or of another page, in the browser of one of the personas."""

    def opened(who, path=EDIT, **options):
        context = new_context(**options)
        session = stage.client(who).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.goto(path)
        return page

    return opened


def text(page):
    return page.get_by_role("textbox", name="Text", exact=True)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).press("Enter")


def test_what_is_typed_is_shown_kept_and_outlives_its_tab(open_as, report):
    page = open_as("alice")
    text(page).fill("## Day 1\n\nIt **rained**.")
    expect(page.locator("#preview").get_by_role("heading", name="Day 1")).to_be_visible()
    expect(page.locator("#preview strong")).to_have_text("rained")
    expect(page.locator("#standing")).to_contain_text("Kept for you at")
    again = page.context.new_page()
    page.close()
    again.goto(EDIT)
    expect(again.get_by_role("heading", name="You typed something here")).to_be_visible()
    again.get_by_role("link", name="Go on with what I typed").press("Enter")
    expect(text(again)).to_have_value("## Day 1\n\nIt **rained**.")
    press(again, "Save")
    expect(again.get_by_role("status").first).to_contain_text("Saved. It is a draft")
    report.refresh_from_db()
    assert report.body == "## Day 1\n\nIt **rained**."
    assert not ReportDraft.objects.exists()


def test_the_last_keys_before_a_page_is_left_are_kept(open_as, report):
    page = open_as("alice")
    page.on("dialog", lambda dialog: dialog.accept())
    text(page).press_sequentially(" And")
    page.goto("/desk/")
    page.goto(EDIT)
    expect(page.locator(".lines ins")).to_contain_text("It rained. And")


def test_the_browser_warns_before_unsaved_text_is_left(open_as, report):
    page = open_as("alice")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    text(page).press_sequentially("More")
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert not page.is_closed()
    press(page, "Save")
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    page.goto("/desk/")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("way", ["drop", "paste", "choice"])
def test_a_picture_comes_to_where_the_cursor_is(open_as, report, way, console):
    page = open_as("alice")
    text(page).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")
    if way == "choice":
        page.get_by_text("Add a picture", exact=True).press("Enter")
        page.get_by_label("Picture", exact=True).set_input_files(
            {"name": "hall.png", "mimeType": "image/png", "buffer": picture(size=(300, 200)).getvalue()}
        )
    else:
        page.evaluate(DROP, [encoded(picture(size=(300, 200))), way])
        expect(page.get_by_label("What is to be seen")).to_be_focused()
    press(page, "Put it into the text")
    expect(page.get_by_role("alert")).to_contain_text("This field is required.")
    console.clear()
    page.get_by_label("What is to be seen").fill("A hall")
    page.get_by_label("Caption").fill("Full")
    page.get_by_label("Caption").press("Enter")
    mark = r'^We met in Lisbon\.\n\n!\[A hall\]\(/reports/images/\d+/\S+-300x200\S*\.webp "Full"\)\n\nIt rained\.$'
    expect(text(page)).to_have_value(re.compile(mark))
    expect(text(page)).to_be_focused()
    shown = page.locator("#preview").get_by_role("img", name="A hall")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == 300
    page.keyboard.press("Control+z")
    expect(text(page)).to_have_value("We met in Lisbon.\n\nIt rained.")


def encoded(file):
    return b64encode(file.getvalue()).decode()


def test_a_file_that_is_no_picture_is_refused_in_its_place(open_as, report, console):
    page = open_as("alice")
    page.get_by_text("Add a picture", exact=True).click()
    page.get_by_label("Picture", exact=True).set_input_files(
        {"name": "x.png", "mimeType": "image/png", "buffer": b"<svg/>"}
    )
    page.get_by_label("What is to be seen").fill("A hall")
    press(page, "Put it into the text")
    expect(page.get_by_role("alert")).to_contain_text("This is no PNG, JPEG or WebP picture.")
    assert ["422" in line for line in console] == [True]
    console.clear()


@pytest.mark.slow
def test_two_editors_are_warned_of_each_other_and_both_versions_stay(open_as, report, console):
    alice, bob = open_as("alice"), open_as("bob")
    text(bob).fill("We met in Porto.\n\nIt rained.")
    expect(bob.locator("#standing")).to_contain_text("Kept for you at")
    text(alice).fill("We met in Braga.\n\nIt rained.")
    expect(alice.locator("#standing")).to_contain_text("Bob is writing here, too.")
    press(bob, "Save")
    expect(bob.get_by_role("status").first).to_contain_text("Saved.")
    text(alice).press_sequentially(" Then")
    expect(alice.locator("#standing")).to_contain_text("Saved by Bob")
    press(alice, "Save")
    conflict = alice.get_by_role("region", name="Somebody saved this text while you wrote")
    expect(conflict).to_be_focused()
    expect(conflict.locator("del b")).to_have_text("Porto")
    expect(conflict.locator("ins b").first).to_have_text("Braga")
    expect(text(alice)).to_have_value("We met in Braga.\n\nIt rained. Then")
    press(alice, "Save")
    expect(alice.get_by_role("status").first).to_contain_text("Saved.")
    assert all("409" in line for line in console)
    console.clear()


@pytest.mark.slow
def test_when_the_registry_cannot_be_reached_it_says_so_and_tries_again(open_as, report, console):
    page = open_as("alice")
    page.context.set_offline(True)
    text(page).press_sequentially("Offline")
    expect(page.get_by_role("alert")).to_contain_text("the registry cannot be reached")
    page.context.set_offline(False)
    expect(page.locator("#standing")).to_contain_text("Kept for you at", timeout=15_000)
    assert ReportDraft.objects.get().body.endswith("Offline")
    console.clear()


def test_without_a_script_all_of_it_is_there(open_as, report):
    page = open_as("alice", "/reports/new/", java_script_enabled=False)
    page.get_by_label("News").check()
    page.get_by_label("Title").fill("We renew")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("In one or two sentences").fill("IAPS renews.")
    text(page).fill("With **joy**.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("joy")
    page.get_by_text("Add a picture", exact=True).click()
    page.get_by_label("Picture", exact=True).set_input_files(
        {"name": "hall.png", "mimeType": "image/png", "buffer": picture().getvalue()}
    )
    page.get_by_label("What is to be seen").fill("A hall")
    page.get_by_role("button", name="Put it into the text").click()
    expect(text(page)).to_have_value(re.compile(r"^With \*\*joy\*\*\.\n\n!\[A hall\]"))
    page.get_by_role("button", name="Save and publish").click()
    page.get_by_role("link", name="The public page").click()
    expect(page.get_by_role("img", name="A hall")).to_be_visible()
    assert Report.objects.get(slug="we-renew").state == "published"


def test_the_keyboard_alone_restores_a_revision(open_as, report):
    page = open_as("alice")
    text(page).fill("Gone.")
    page.keyboard.press("Control+s")
    expect(page.get_by_role("status").first).to_contain_text("Saved.")
    page.get_by_role("link", name="Revisions").press("Enter")
    page.locator(".revisions a").last.press("Enter")
    press(page, "Bring these words back")
    expect(text(page)).to_have_value("We met in Lisbon.\n\nIt rained.")


@pytest.mark.slow
def test_every_page_of_writing_is_good_in_every_look(open_as, report, stage):
    page = open_as("alice", "/reports/new/")
    saved = make_report(slug="out", meeting=stage.meeting, organization=stage.a)
    saved.body = "Now this."
    saved.save()
    ReportDraft.objects.create(report=saved, user=stage.people["alice"], body="Mine", typed_at="2026-01-01T00:00Z")
    first = saved.history.earliest().history_id
    paths = ["/reports/new/", EDIT, "/reports/out/edit/", "/reports/out/withdraw/", "/reports/out/revisions/"]
    for path in [*paths, f"/reports/out/revisions/{first}/"]:
        page.goto(path)
        page.eval_on_selector_all("details", "all => all.forEach((details) => { details.open = true; })")
        for _ in every_look(page):
            assert_fits(page)
            assert_accessible(page)


def test_every_page_of_writing_is_valid(stage, report):
    alice = stage.client("alice")
    number = report.history.get().history_id
    pages = {path: alice.get(path).text for path in ("/reports/new/", EDIT, "/reports/ours/revisions/")}
    pages["revision"] = alice.get(f"/reports/ours/revisions/{number}/").text
    alice.post(f"{EDIT}autosave/", {"version": 1, "title": "x", "body": "y"})
    pages["offered"] = alice.get(EDIT).text
    stage.client("bob").post(EDIT, {"version": 1, "title": "Bob's"})
    pages["both"] = alice.post(EDIT, {"version": 1, "title": "Mine"}).text
    assert_valid_html(pages)
