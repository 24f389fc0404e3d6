"""A host reports a meeting in a real browser: from the skeleton by way of a lead's summary to the final report."""

import pytest
from playwright.sync_api import expect

from ifiso.dates import PartialDate
from meetings.models import Report
from organizations.clock import today
from tests.factories import make_outcome, make_room, make_session
from tests.personas import set_stage
from tests.support.pages import assert_accessible, assert_fits, assert_valid_html, every_look

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

WORDS = "Two hours on **who pays**.\n\n# A list came of it\n\n- trainers\n- languages"


@pytest.fixture(autouse=True)
def _same_address(settings, live_server):
    settings.BASE_URL = live_server.url


@pytest.fixture
def stage():
    made = set_stage()
    made.meeting.delegations.update(attended=None)
    room = make_room(made.meeting, name="Aula")
    for day, title in ((1, "Forming alliances"), (1, "Grants"), (2, "What we take home")):
        make_session(made.meeting, title=title, day=day, room=room, leads=[made.a if day == 1 else made.host])
    make_outcome(made.meeting, title="One list of trainers", owners=[made.a])
    return made


@pytest.fixture(params=["script", "no script"])
def script(request):
    return request.param == "script"


@pytest.fixture
def browser_of(stage, new_context, live_server, script):
    """Opens a page on which somebody is signed in."""

    def opened(who):
        context = new_context(java_script_enabled=script)
        session = stage.client(who).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return context.new_page()

    return opened


@pytest.fixture
def look(script):
    """Looks at a page in every light and width, with axe where its script can run, and keeps its HTML."""
    seen = {}

    def looked(page):
        for _ in every_look(page):
            assert_fits(page)
            if script:
                assert_accessible(page)
        seen[f"{len(seen)} {page.url}"] = page.content()

    yield looked
    if not script:
        assert_valid_html(seen)


def press(page, name):
    page.get_by_role("button", name=name).click()


def test_from_the_skeleton_to_the_final_report(stage, browser_of, look, console):
    erin, path = browser_of("erin"), f"/meetings/{stage.meeting.slug}/host/"
    erin.goto(f"{path}attendance/")
    look(erin)
    erin.get_by_label("BBB").uncheck()
    erin.get_by_label("How many people came").fill("12")
    press(erin, "Confirm who came")
    expect(erin.get_by_role("status")).to_have_text("Saved. Whoever is not ticked was absent.")

    erin.get_by_role("link", name="To the report").click()
    look(erin)
    press(erin, "Begin the report")
    look(erin)
    expect(erin.get_by_role("link", name="Nobody has confirmed who came")).to_have_count(0)
    erin.get_by_text("3 sessions have no summary").click()
    expect(erin.locator(".lacks").get_by_role("link", name="Grants")).to_be_visible()
    press(erin, "Ask for review")
    expect(erin.get_by_role("status")).to_have_text("In review. 2 mails are on their way.")
    look(erin)

    summed_up(browser_of("alice"), look)

    erin.reload()
    erin.get_by_text("Read it: Forming alliances").click()
    expect(erin.locator(".told strong")).to_have_text("who pays")
    press(erin, "Put 1 new summary into the report")
    expect(erin.get_by_role("status")).to_have_text("1 summary put in.")
    erin.get_by_role("link", name="Write on").click()
    erin.get_by_label("In one or two sentences").fill("Two organizations, three sessions, one list.")
    press(erin, "Save")
    published(erin, path, look, console)
    made_final(erin, look)
    told(erin, stage)


def summed_up(alice, look):
    """What is asked lies on the desk; whoever led the session writes it after a look at the preview."""
    alice.goto("/desk/")
    look(alice)
    alice.get_by_role("link", name="Forming alliances").click()
    alice.get_by_label("Summary").fill(WORDS)
    press(alice, "Preview")
    expect(alice.locator("#preview strong")).to_have_text("who pays")
    look(alice)
    press(alice, "Save")
    expect(alice.get_by_role("status")).to_have_text("Saved. The host finds it beside the report.")
    alice.goto("/desk/")
    expect(alice.get_by_role("link", name="Forming alliances")).to_have_count(0)


def published(erin, path, look, console):
    """Not without a tick, because something is missing."""
    erin.goto(f"{path}report/")
    press(erin, "Publish")
    expect(erin.get_by_role("heading", name="Look at what is missing")).to_be_visible()
    look(erin)
    assert ["422" in fault for fault in console] == [True]
    console.clear()
    assert Report.objects.get().state == "in_review"
    erin.get_by_label("Publish it all the same").check()
    press(erin, "Publish")
    expect(erin.get_by_role("status")).to_have_text("Published. Everybody can read it now.")
    look(erin)


def made_final(erin, look):
    press(erin, "Make it final")
    expect(erin.get_by_role("status")).to_have_text("Final. Thank you for hosting.")
    look(erin)
    assert Report.objects.get().final_on == today()


def told(erin, stage):
    """What everybody reads."""
    report = Report.objects.get()
    assert report.published_on == PartialDate.of(today())
    erin.goto(report.get_absolute_url())
    expect(erin.get_by_role("heading", name="Forming alliances")).to_be_visible()
    expect(erin.locator(".prose strong").first).to_have_text("who pays")
    expect(erin.get_by_role("heading", name="A list came of it", level=4)).to_be_visible()
    text = erin.locator(".prose").inner_text()
    assert "AAA" in text
    assert "BBB" not in text
    assert "One list of trainers" in text
    erin.goto(stage.meeting.get_absolute_url())
    expect(erin.get_by_role("link", name=report.title)).to_be_visible()
