"""A host's agenda in the demo, without a mouse: from last time's skeleton to a release, and to what follows of it."""

import re
import time

import pytest
import xmlschema
from icalendar import Calendar
from playwright.sync_api import expect

from meetings.models import Phase, Plan
from tests.meetings.test_schedules import SCHEMAS
from tests.support.registry import demo_meeting, fill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

# Two of them where a room is taken by the skeleton of the last meeting.
TABLE = """Day\tStart\tEnd\tTitle\tKind\tRoom\tLed by
2\t9:30\t10:30\tBudgets that balance\ttraining\tMain hall\tMATESSA
3\t11:00\t12:00\tLetters to a ministry\tworkshop\tLoft\tSISTAT, TRASTU
3\t14:30\t15:30\tWho pays for what\tbest practice\tAnnex\tLINSCO
4\t8:30\t9:15\tPacking together\tsocial\tAnnex\t
"""
TEN_MINUTES = 600  # seconds
OFFERED = "Congress budgets without tears"


@pytest.fixture(autouse=True)
def _demo(live_server, settings, tmp_path):
    settings.DEMO = True
    settings.BASE_URL = live_server.url
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAIL_DIR = settings.EMAIL_FILE_PATH = tmp_path
    fill()


@pytest.fixture
def meeting():
    return demo_meeting(Phase.REGISTRATION_OPEN)


@pytest.fixture
def charlie(new_context):
    """The host's liaison, signed in from the demo's page."""
    page = new_context().new_page()
    page.goto("/demo/")
    page.get_by_role("button", name="Sign in as Charlie Cedar").press("Enter")
    expect(page).to_have_url(re.compile("/desk/$"))
    return page


def press(page, role, name, **options):
    """Go there and press Enter, as with a keyboard alone."""
    page.get_by_role(role, name=name, **options).first.press("Enter")


def open_entry(page, title):
    """The entry of the editor, with the focus on it."""
    entry = page.locator(".entry").filter(has=page.get_by_role("link", name=re.compile(f"^{title}")))
    entry.locator(".open").focus()
    return entry


@pytest.mark.slow
def test_from_the_last_skeleton_to_a_second_release(charlie, new_context, meeting):
    page, base = charlie, f"/meetings/{meeting.slug}"
    copies_the_skeleton(page, base)
    pastes_a_table(page, base)
    accepts_an_offer(page, base)
    fixes_two_clashes(page, base)
    places_what_was_offered(page, base)
    releases(page, base, number=1, note="The first programme.")

    visitor = new_context(java_script_enabled=False).new_page()
    visitor.goto(f"{base}/agenda/")
    for title in ("Budgets that balance", "Letters to a ministry", OFFERED):
        expect(visitor.get_by_role("link", name=title)).to_be_visible()
    before = subscribed(visitor, base)["Packing together"]

    cancels(page, base, "Packing together")
    releases(page, base, number=2, note="Too early for packing.")

    visitor.goto(f"{base}/agenda/releases/2/")
    expect(visitor.get_by_role("main")).to_contain_text("Too early for packing.")
    expect(visitor.get_by_role("main")).to_contain_text("Packing together")
    expect(visitor.get_by_role("heading", name=re.compile("Cancelled"))).to_be_visible()
    after = subscribed(visitor, base)["Packing together"]
    assert (before["STATUS"], after["STATUS"], after["UID"]) == ("CONFIRMED", "CANCELLED", before["UID"])
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert_valid(visitor, base)


def test_forty_sessions_from_a_table_to_a_release_within_minutes(charlie, new_context, meeting):
    page, base = charlie, f"/meetings/{meeting.slug}"
    began = time.monotonic()
    page.goto(f"{base}/host/agenda/import/")
    page.get_by_label("Table").focus()
    page.keyboard.insert_text(forty_rows())
    press(page, "button", "Show what would come")
    press(page, "button", "Import 40 entries")
    expect(page.get_by_text("40 entries were added.")).to_be_visible()
    releases(page, base, number=1, note="")
    assert time.monotonic() - began < TEN_MINUTES
    visitor = new_context().new_page()
    visitor.goto(f"{base}/agenda/")
    expect(visitor.get_by_role("link", name=re.compile(r"^Session \d\.\d$"))).to_have_count(36)


def forty_rows():
    """Four days, three rooms: nine sessions and a lunch in all of them."""
    lines = ["Day\tStart\tEnd\tTitle\tKind\tRoom"]
    for day in range(1, 5):
        lines.append(f"{day}\t12:30\t13:00\tLunch {day}\tbreak\tall rooms")
        for number in range(9):
            hour = 9 + number // 3 * 2
            lines.append(f"{day}\t{hour}:00\t{hour + 1}:30\tSession {day}.{number}\tworkshop\tRoom {number % 3}")
    return "\n".join(lines)


def copies_the_skeleton(page, base):
    page.goto(f"{base}/host/agenda/")
    press(page, "link", "Start from an earlier one")
    expect(page.get_by_label("Begin with")).to_contain_text("Autumn")
    press(page, "button", "Show what would come")
    press(page, "button", "Take it over")
    expect(page).to_have_url(re.compile("/host/agenda/"))
    assert Plan.objects.standing().filter(meeting__slug=base.rpartition("/")[2]).count() > 20


def pastes_a_table(page, base):
    page.goto(f"{base}/host/agenda/import/")
    page.get_by_label("Table").focus()
    page.keyboard.insert_text(TABLE)
    press(page, "button", "Show what would come")
    expect(page.get_by_text("This room will be made: Annex.")).to_be_visible()
    press(page, "button", "Import 4 entries")
    expect(page.get_by_text("4 entries were added.")).to_be_visible()


def accepts_an_offer(page, base):
    page.goto(f"{base}/host/offers/")
    press(page, "link", OFFERED)
    press(page, "button", "Accept", exact=True)
    expect(page.locator(".note", has_text="It lies among the sessions without a time.")).to_be_visible()


def fixes_two_clashes(page, base):
    """Each is moved to the free room with the arrow keys."""
    page.goto(f"{base}/host/agenda/")
    expect(page.get_by_text("block the release").first).to_be_visible()
    for day, title in ((2, "Budgets that balance"), (3, "Letters to a ministry")):
        page.goto(f"{base}/host/agenda/?day={day}")
        entry = open_entry(page, title)
        expect(entry).to_have_class(re.compile(r"\bblocks\b"))
        rights = 3 if day == 2 else 2
        for _ in range(rights):
            page.keyboard.press("ArrowRight")
        expect(open_entry(page, title)).not_to_have_class(re.compile(r"\b(blocks|saving)\b"))
    expect(page.get_by_text("blocks the release")).to_have_count(0)


def places_what_was_offered(page, base):
    """From the tray, by its form."""
    page.goto(f"{base}/host/agenda/")
    open_entry(page, OFFERED)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/host/agenda/\d+/"))
    page.get_by_label("Day", exact=True).select_option("3")
    page.get_by_label("Start").fill("16:00")
    page.get_by_label("Room").select_option(label="Annex")
    press(page, "button", re.compile("Save"))
    expect(page).to_have_url(re.compile(r"/host/agenda/(\?|$)"))


def releases(page, base, *, number, note):
    page.goto(f"{base}/host/agenda/release/")
    consent = page.locator("input[name=despite_soft]")
    if consent.count():
        consent.press("Space")
    page.locator("[name=note]").fill(note)
    press(page, "button", f"Release number {number}")
    expect(page.locator(".messages")).to_contain_text(f"Everybody sees release {number} now")


def cancels(page, base, title):
    page.goto(f"{base}/host/agenda/?day=4")
    open_entry(page, title)
    page.keyboard.press("Delete")
    expect(open_entry(page, title)).to_have_class(re.compile("cancelled"))


def subscribed(page, base):
    """The events of the agenda's calendar, by their titles."""
    answer = page.request.get(f"{base}/agenda/agenda.ics")
    assert answer.ok
    calendar = Calendar.from_ical(answer.body())
    return {str(event["SUMMARY"]).removeprefix("Cancelled: "): event for event in calendar.walk("VEVENT")}


def assert_valid(page, base):
    answer = page.request.get(f"{base}/agenda/schedule.xml")
    assert answer.ok
    if SCHEMAS.exists():
        xmlschema.validate(answer.text(), SCHEMAS / "schedule.xml.xsd")
