"""From a spreadsheet into the agenda in a real browser: by keyboard, without scripts, and while the work goes on."""

import pytest
from playwright.sync_api import expect

from meetings.models import AgendaImport
from tests.browser.test_host import enter, look_at
from tests.factories import make_agendaimport, make_plan
from tests.personas import set_stage
from tests.support.hosting import address
from tests.support.importing import table
from tests.support.pages import assert_valid_html

pytestmark = pytest.mark.django_db(transaction=True)
ROOMS = ("Aula", "Blue room", "Library")


@pytest.fixture
def stage(live_server, settings):
    settings.BASE_URL = live_server.url
    return set_stage()


def forty_rows():
    """Four days of ten sessions in three rooms, the lunches in all of them."""
    for day in range(1, 5):
        for number in range(9):
            hour = 9 + number // 3 * 2
            yield f"Day {day}", f"{hour}:00", f"{hour + 1}:30", f"Session {day}.{number}", "workshop", ROOMS[number % 3]
        yield f"Day {day}", "12:30", "13:00", f"Lunch {day}", "break", "all rooms"


def test_a_table_of_forty_rows_comes_in_by_keyboard(page, stage, live_server):
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host_agenda_import"))
    page.get_by_label("Table").focus()
    page.keyboard.insert_text(table(*forty_rows()))
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Show what would come")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".fates > li")).to_have_count(40)
    expect(page.get_by_text("These rooms will be made: Aula, Blue room, Library.")).to_be_visible()
    page.get_by_role("button", name="Import 40 entries").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("40 entries were added.")).to_be_visible()
    assert stage.meeting.plans.standing().count() == 40
    page.get_by_role("link", name="Take them out again").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take out the 40 entries").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="40 entries are taken out.")).to_be_visible()
    assert not stage.meeting.plans.standing().exists()


def test_a_table_is_corrected_without_a_script(new_context, stage, live_server, console):
    page = new_context(java_script_enabled=False).new_page()
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host_agenda_import"))
    page.get_by_label("Table").fill("Day\tStart\n1\t9:00\n")
    page.get_by_role("button", name="Show what would come").click()
    expect(page.locator(".form-errors")).to_contain_text("Line 1: No column is named “Title”.")
    assert "422" in console.pop()
    page.get_by_label("Table").fill("Day\tStart\tTitle\n1\t9:99\tMoney\n")
    page.get_by_role("button", name="Show what would come").click()
    expect(page.locator(".form-errors")).to_contain_text("Line 2, Start: This is no time of day.")
    page.get_by_role("link", name="Correct the table").click()
    box = page.get_by_label("Table")
    box.fill(box.input_value().replace("9:99", "9:30"))
    page.get_by_role("button", name="Show what would come").click()
    page.get_by_role("button", name="Import 1 entry").click()
    expect(page.get_by_text("1 entry was added.")).to_be_visible()


def test_the_progress_is_seen_until_it_is_done(page, stage, live_server):
    kept = make_agendaimport(stage.meeting, state="running", total=1000, done=100)
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host_agenda_imported", kept.pk))
    expect(page.get_by_text("100 of 1000 rows are checked.")).to_be_visible()
    look_at(page)
    AgendaImport.objects.update(done=700)
    expect(page.get_by_text("700 of 1000 rows are checked.")).to_be_visible()
    AgendaImport.objects.update(state="done")
    expect(page.get_by_role("heading", name="It is in the agenda")).to_be_visible()


def test_without_a_script_the_progress_page_renews_itself(new_context, stage, live_server):
    page = new_context(java_script_enabled=False).new_page()
    kept = make_agendaimport(stage.meeting, state="running", total=1000, done=100)
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host_agenda_imported", kept.pk))
    AgendaImport.objects.update(state="done")
    expect(page.get_by_role("heading", name="It is in the agenda")).to_be_visible()


def test_the_pages_are_valid_html(stage):
    erin = stage.client("erin")
    kept = make_agendaimport(stage.meeting, state="running", total=9)
    make_plan(stage.meeting, title="Session 1.0", minutes=5)
    rows = table(*forty_rows(), ("Day 9", "9:00", "", "Broken", "Séance", "", "Nobody"))
    shown = erin.post(address(stage, "host_agenda_import"), {"text": rows}).url
    paths = [address(stage, "host_agenda_start") + "?source=template", address(stage, "host_agenda_import"), shown]
    paths.append(address(stage, "host_agenda_imported", kept.pk))
    assert_valid_html({path: erin.get(path).content.decode() for path in paths})


@pytest.mark.slow
def test_every_page_suits_everybody(page, stage, live_server, console):
    make_plan(stage.meeting, title="Session 1.0")
    enter(page, live_server, stage.people["erin"])
    for path in (address(stage, "host_agenda_start"), address(stage, "host_agenda_start") + "?source=template"):
        page.goto(path)
        look_at(page)
    page.get_by_role("button", name="Take it over").click()
    expect(page.locator(".form-errors")).to_be_focused()
    look_at(page)
    page.goto(address(stage, "host_agenda_import"))
    look_at(page)
    page.get_by_label("Table").fill(
        table(*forty_rows(), ("Day 9", "9:00", "", "long" * 40, "Séance", "Aula", "Nobody"))
    )
    page.get_by_role("button", name="Show what would come").click()
    expect(page.locator(".form-errors")).to_be_focused()
    look_at(page)
    page.get_by_role("link", name="Fault 1").click()
    look_at(page)
    assert "422" in console.pop()
