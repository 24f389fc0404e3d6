"""Planning an agenda in a real browser: by keyboard, by dragging, by plain buttons; beside another host."""

import pytest
from playwright.sync_api import expect

from meetings.actions.plans import change_plan
from meetings.axis import minutes_into
from meetings.models import Plan
from tests.browser.test_host import enter
from tests.factories import make_organization, make_plan, make_room, make_session, make_user
from tests.support.hosting import address, set_hosting
from tests.support.pages import assert_accessible, assert_fits, assert_valid_html, every_look, set_look
from tests.support.planning import NOW, placed, saved

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(live_server, settings):
    settings.BASE_URL = live_server.url
    return set_hosting()


@pytest.fixture
def rooms(stage):
    return [make_room(stage.meeting, name=name, position=number) for number, name in enumerate(["Hall", "Loft"])]


@pytest.fixture
def editor(page, stage, live_server):
    """Opens the board of a day on a desk, as erin."""
    enter(page, live_server, stage.people["erin"])
    set_look(page, "light", 1280)

    def opened(day=1):
        page.goto(f"{address(stage, 'host_agenda')}?day={day}")
        return page

    return opened


def minute(plan):
    now = saved(plan)
    return now.starts_at and minutes_into(now.meeting, now.day, now.starts_at)


def says(page, text):
    expect(page.locator("#agenda-said")).to_contain_text(text)


def drag(page, start, stop):
    """From one point of the window to another, by hand."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + stop[0]) / 2, (start[1] + stop[1]) / 2)
    page.mouse.move(*stop, steps=3)
    page.mouse.up()


def point(locator, right, down):
    """In the window; from the lower or right rim for negative numbers."""
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    across = box["x"] + right + (box["width"] if right < 0 else 0)
    return across, box["y"] + down + (box["height"] if down < 0 else 0)


def test_a_clash_is_shown_beside_the_session_and_fixed_with_the_keyboard(editor, stage, rooms):
    placed(stage, 1, 540, room=rooms[0], title="Opening")
    plan = make_plan(stage.meeting, title="Grants clinic")
    page = editor()
    entry = page.get_by_role("link", name="Grants clinic")
    entry.focus()
    page.keyboard.press("t")
    says(page, "09:00 to 10:00, Loft.")
    expect(entry).to_be_focused()
    page.keyboard.press("ArrowLeft")
    says(page, "Hall is taken by “Opening”.")
    expect(page.locator(f"#entry-{plan.pk} .wrong .blocks")).to_have_text("Hall is taken by “Opening”.")
    expect(page.locator("#agenda-faults summary")).to_contain_text("2 clashes block the release")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    says(page, "10:00 to 11:00, Hall.")
    expect(page.get_by_text("Nothing clashes.")).to_be_visible()
    expect(entry).to_be_focused()
    assert (minute(plan), saved(plan).room) == (600, rooms[0])


@pytest.mark.slow
def test_every_key_does_what_the_help_says(editor, stage, rooms):
    plan = placed(stage, 1, 600, room=rooms[0], title="Opening")
    page = editor()
    page.get_by_role("link", name="Opening").focus()
    for key, told in [
        ("Alt+ArrowUp", "09:55 to 10:55, Hall"),
        ("Shift+ArrowDown", "09:55 to 11:10, Hall"),
        ("-", "09:55 to 10:55, Hall"),
        ("a", "09:55 to 10:55, all rooms"),
        ("ArrowRight", "09:55 to 10:55, Hall"),
        ("t", "in the tray"),
        ("z", "09:55 to 10:55, Hall"),
        ("Delete", "Opening: removed"),
        ("z", "09:55 to 10:55, Hall"),
    ]:
        page.keyboard.press(key)
        says(page, told)
    page.get_by_role("link", name="Opening").focus()
    page.keyboard.press("PageDown")
    expect(page.locator("#day-2")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("link", name="Opening")).to_be_focused()
    assert (saved(plan).day, minute(plan)) == (2, 595)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Title")).to_have_value("Opening")


def test_whoever_presses_fast_is_not_answered_by_the_own_versions(editor, stage, rooms):
    plan = placed(stage, 1, 600, room=rooms[0], title="Opening")
    page = editor()
    page.get_by_role("link", name="Opening").click()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
        page.evaluate("document.getElementById('bar-later').click()")
    says(page, "12:00 to 13:00, Hall.")
    assert minute(plan) == 720


@pytest.mark.slow
def test_dragging_places_stretches_and_takes_out_again(editor, stage, rooms):
    plan = make_plan(stage.meeting, title="Opening")
    page = editor()
    sheet, entry = page.locator("#agenda-sheet"), page.locator(f"#entry-{plan.pk}")
    page.locator(".agenda-desk").scroll_into_view_if_needed()
    box = sheet.bounding_box()
    hour = box["height"] / 12
    drag(page, point(entry, 60, 10), (box["x"] + box["width"] / 2, box["y"] + hour * 2.02))
    says(page, "10:00 to 11:00, Loft.")
    drag(page, point(entry, 40, -3), point(entry, 40, hour * 1.5 - 3))
    says(page, "10:00 to 11:30, Loft.")
    drag(page, point(entry, 40, 10), point(page.locator("#day-3"), 30, 20))
    expect(page.locator("#day-3")).to_have_attribute("aria-current", "true")
    assert (saved(plan).day, minute(plan), saved(plan).minutes) == (3, 600, 90)
    drag(page, point(entry, 40, 10), point(page.locator("#agenda-tray"), 60, 20))
    says(page, "in the tray")
    page.get_by_role("button", name="Undo").click()
    says(page, "10:00 to 11:30, Loft.")
    assert Plan.objects.get().version == 6


def test_a_drag_given_up_changes_nothing(editor, stage, rooms):
    plan = placed(stage, 1, 600, room=rooms[0])
    page = editor()
    start = point(page.locator(f"#entry-{plan.pk}"), 40, 10)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 250, start[1] + 40, steps=3)
    expect(page.locator(".agenda-shadow")).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".agenda-shadow")).to_have_count(0)
    assert saved(plan).version == 1


def test_what_another_host_saves_appears_and_who_comes_too_late_loses_nothing(editor, stage, rooms, page, console):
    plan, bob = placed(stage, 1, 600, room=rooms[0], title="Opening"), make_user(name="Bob")
    page.clock.install()
    page = editor()
    change_plan(plan=plan, version=1, values={"title": "Welcome"}, by=bob, now=NOW)
    page.clock.fast_forward("00:06")
    expect(page.get_by_role("link", name="Welcome")).to_be_visible()
    page.clock.fast_forward("00:01")
    says(page, "Bob renamed “Opening” to “Welcome”.")
    change_plan(plan=plan, version=2, values={"minutes": 30}, by=bob, now=NOW)
    page.get_by_role("link", name="Welcome").focus()
    page.keyboard.press("ArrowRight")
    page.clock.fast_forward("00:01")
    trouble = page.locator("#agenda-trouble")
    expect(trouble).to_contain_text("Bob changed “Welcome” at")
    expect(trouble).to_contain_text("10:00 to 10:30, Hall")
    expect(trouble).to_contain_text("10:00 to 11:00, Loft")
    assert_accessible(page)
    assert "409" in console.pop()
    page.get_by_role("button", name="Do it all the same").click()
    expect(trouble).to_have_count(0)
    assert (saved(plan).room, saved(plan).minutes, saved(plan).title) == (rooms[1], 60, "Welcome")


def test_without_a_network_a_step_waits(editor, stage, rooms, page, console):
    plan = placed(stage, 1, 600, room=rooms[0], title="Opening")
    page.clock.install()
    page = editor()
    page.context.set_offline(True)
    page.get_by_role("link", name="Opening").focus()
    page.keyboard.press("ArrowDown")
    page.clock.fast_forward("00:01")
    expect(page.locator("#agenda-unsaved")).to_contain_text("Not saved yet")
    page.context.set_offline(False)
    page.clock.fast_forward("00:06")
    expect(page.locator("#agenda-unsaved")).to_be_hidden()
    assert minute(plan) == 615
    assert all("ERR_INTERNET_DISCONNECTED" in line for line in console)
    console.clear()


@pytest.mark.slow
def test_buttons_do_it_all_without_a_script(new_context, stage, rooms, live_server):
    page = new_context(java_script_enabled=False).new_page()
    enter(page, live_server, stage.people["erin"])
    page.goto(address(stage, "host_agenda"))
    page.get_by_role("link", name="Add a session").click()
    page.get_by_label("Title").fill("Opening")
    page.get_by_label("Day").select_option("")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("link", name="Opening").click()
    for name in ("Put onto", "Later", "Longer", "Room after", "Day after"):
        page.get_by_role("button", name=name).click()
    expect(page.get_by_role("status")).to_contain_text("09:15 to 10:30, Loft")
    plan = Plan.objects.get()
    assert (plan.day, minute(plan), plan.minutes, plan.room) == (2, 555, 75, rooms[1])
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Taken back.")
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Start", exact=True).fill("11:30")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("11:30 to 12:45, Loft")
    page.get_by_role("button", name="To the tray").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Nothing is planned yet")).to_be_visible()


@pytest.mark.slow
def test_the_editor_suits_everybody(editor, stage, rooms):
    make_session(stage.meeting)
    page = editor()
    looked_at = {}
    for _ in every_look(page):
        assert_fits(page)
        assert_accessible(page)
    looked_at["empty"] = page.content()
    placed(stage, 1, 600, room=rooms[0], title="A-very-long-title-" * 8, leads=[make_organization()])
    plan = placed(stage, 1, 630, room=rooms[0], title="Short", minutes=15)
    placed(stage, 1, 600, everywhere=True, kind="break", minutes=30)
    placed(stage, 1, 1480, kind="social", minutes=90, state="cancelled")
    make_plan(stage.meeting, title="No time", day=1)
    make_plan(stage.meeting, title="No day", minutes=5)
    page.goto(f"{address(stage, 'host_agenda')}?day=1&entry={plan.pk}")
    page.locator("#agenda-faults summary").click()
    for _ in every_look(page):
        assert_fits(page)
        assert_accessible(page)
    looked_at["full"] = page.content()
    for name, rest in (("host_plan", [plan.pk]), ("host_plan_add", [])):
        page.goto(address(stage, name, *rest))
        looked_at[name] = page.content()
        for _ in every_look(page):
            assert_fits(page)
            assert_accessible(page)
    assert_valid_html(looked_at)
