"""What a meeting leaves behind, in the demo: report, minutes, photos and outcomes, and a copy of all on a drive."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import expect

from meetings.models import Meeting, Outcome, Phase, Report
from organizations.clock import today
from tests.support.crawling import Crawler, served
from tests.support.demo_steps import name_successor, sign_in_as, take_over
from tests.support.pictures import picture
from tests.support.registry import Silence, demo_meeting, fill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once, pytest.mark.slow]

SOURCES = Path(settings.BASE_DIR).parent / "shared" / "data" / "sources"
OUTCOME = "A list of all our shelves"
MINUTES = b"Minutes of the third day\n\nWhoever has a key says so by spring. The heliotrope ledger is still missing."
SUCCESSOR = ("Sana Successor", "sana@inastra.example")


@pytest.fixture(autouse=True)
def _demo(live_server, settings, tmp_path):
    settings.DEMO = True
    settings.BASE_URL = live_server.url
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAIL_DIR = settings.EMAIL_FILE_PATH = tmp_path / "mail"
    fill()


@pytest.fixture
def meeting():
    """The one just over, of which nothing is written yet."""
    return Meeting.objects.get(is_demo=True, city="Riga")


@pytest.fixture
def enter(new_context):
    """A browser of its own in which somebody has signed in from the demo's page."""
    return lambda name: sign_in_as(new_context().new_page(), name)


def test_what_a_meeting_leaves_behind(enter, new_context, meeting, tmp_path, console):
    """In one go, as it happens: what one step leaves behind is what the next begins with."""
    erin = enter("Erin Elm")
    adds_minutes(erin, meeting)
    adds_two_photos(erin, meeting)
    records_an_outcome(erin, meeting)
    writes_the_report(erin, meeting)
    publishes_it(erin, meeting, console)
    everybody_reads_it(new_context().new_page(), meeting)

    name_successor(enter("Alice Arbor"), "Alice Arbor", *SUCCESSOR, "The shelves are yours now.", since=today())
    sana = new_context().new_page()
    take_over(sana, SUCCESSOR[1], "The shelves are yours now.", OUTCOME)
    moves_it_on(sana)
    opens_with_it(enter("Charlie Cedar"), demo_meeting(Phase.REGISTRATION_OPEN))

    takes_posts_over(enter("Dana Dogwood"))
    is_read_from_files(new_context().new_page(), tmp_path / "copy", meeting)


def press(page, name, **options):
    page.get_by_role("button", name=name, **options).first.click()


def adds_minutes(page, meeting):
    page.goto(f"/meetings/{meeting.slug}/host/documents/")
    page.get_by_role("link", name="Add a document").click()
    page.get_by_label("Title").fill("Minutes of the third day")
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "../minutes 3.txt", "mimeType": "text/plain", "buffer": MINUTES}
    )
    page.get_by_label("Kind").select_option(label="minutes")
    page.get_by_label("everybody, on the meeting").check()
    press(page, "Add it")
    expect(page.get_by_role("main")).to_contain_text("Minutes of the third day")


def adds_two_photos(page, meeting):
    page.goto(f"/meetings/{meeting.slug}/host/photos/")
    files = [
        {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": picture("JPEG", (900, 600), colour).read()}
        for colour in ("teal", "brown")
    ]
    page.get_by_label("Add photos").set_input_files(files)
    expect(page.locator(".photo-card")).to_have_count(2)
    for number, (caption, alternative) in enumerate(
        [("All of us", "Thirty people on the stairs of a library"), ("The boxes", "A cellar full of brown boxes")]
    ):
        page.get_by_label("Caption").nth(number).fill(caption)
        page.get_by_label("Alternative text").nth(number).fill(alternative)
    press(page, "Publish all that are complete")
    expect(page.get_by_role("status").first).to_contain_text("2 photos are published.")
    press(page, "This is the group photo")
    expect(page.locator(".fate").first).to_contain_text("the group photo")


def records_an_outcome(page, meeting):
    page.goto(f"/meetings/{meeting.slug}/host/outcomes/")
    page.get_by_label("In one sentence").fill(OUTCOME)
    page.get_by_label("More about it").fill("Where each organization keeps its papers, and who has the key.")
    for acronym in ("INASTRA", "ARCOSE"):
        page.get_by_label(acronym).check()
    press(page, "Record it")
    expect(page.get_by_role("heading", name=OUTCOME)).to_be_visible()


def writes_the_report(page, meeting):
    page.goto(f"/meetings/{meeting.slug}/host/attendance/")
    press(page, "Confirm who came")
    page.goto(f"/meetings/{meeting.slug}/host/report/")
    press(page, "Begin the report")
    lacking = page.locator(".lacks")
    expect(lacking).not_to_contain_text("minutes")
    expect(lacking).not_to_contain_text("photo")
    page.get_by_role("link", name="Write on").click()
    page.get_by_label("In one or two sentences").fill("Seven organizations counted their boxes.")
    text = page.get_by_label("Text", exact=True)
    assert "One box for each year" in text.input_value()
    assert OUTCOME in text.input_value()
    assert "31 files" in text.input_value()
    text.fill(text.input_value() + "\n\nThe kettle of the *Reading Room* outlived us all.")
    expect(page.locator("#preview em").last).to_have_text("Reading Room")
    press(page, "Save")


def publishes_it(page, meeting, console):
    """Sessions without a summary are asked about, and then left."""
    page.goto(f"/meetings/{meeting.slug}/host/report/")
    press(page, "Publish")
    expect(page.get_by_role("heading", name="Look at what is missing")).to_be_visible()
    assert ["422" in fault for fault in console] == [True]
    console.clear()
    page.get_by_label("Publish it all the same").check()
    press(page, "Publish")
    expect(page.get_by_role("status")).to_have_text("Published. Everybody can read it now.")


def everybody_reads_it(page, meeting):
    page.goto(f"/meetings/{meeting.slug}/")
    expect(page.get_by_role("img", name="Thirty people on the stairs of a library")).to_be_visible()
    expect(page.get_by_role("link", name="Minutes of the third day")).to_be_visible()
    page.get_by_role("link", name=Report.objects.get(meeting=meeting).title).click()
    expect(page.locator(".prose")).to_contain_text("outlived us all")
    page.goto("/search/?q=heliotrope")
    expect(page.get_by_role("main")).to_contain_text("Minutes of the third day")


def moves_it_on(page):
    page.goto("/desk/")
    page.get_by_role("link", name=OUTCOME).click()
    page.get_by_label("State since then").select_option(label="in progress")
    page.get_by_label("What happened").fill("Eleven of us have answered.")
    press(page, "Save the update")
    expect(page.get_by_role("region", name="Its story")).to_contain_text("Eleven of us have answered.")


def opens_with_it(page, coming):
    page.goto(f"/meetings/{coming.slug}/host/outcomes/")
    press(page, "Put it on the agenda")
    page.get_by_role("link", name="What we agreed, and what became of it").first.click()
    press(page, "Put onto")
    page.get_by_role("link", name="What we agreed, and what became of it").first.click()
    page.get_by_role("link", name="Edit", exact=True).click()
    outcome = Outcome.objects.get(title=OUTCOME)
    line = f"[{OUTCOME}]({outcome.get_absolute_url()}): {outcome.meeting.name}, ARCOSE, INASTRA, in progress"
    expect(page.get_by_label("Abstract")).to_have_value(re.compile(re.escape(line)))


def takes_posts_over(page):
    """Two real documents become reports of the right organization, meeting and day."""
    files = sorted(SOURCES.iterdir())
    assert len(files) == 2
    for file in files:
        page.goto("/office/posts/")
        page.get_by_label("Posts", exact=True).set_input_files(file)
        press(page, "Show what would come")
        page.locator(".incoming .title").first.click()
        press(page, "Publish it")
        expect(page.get_by_role("status")).to_contain_text("is taken over.")
    iaps, lisbon = Report.objects.order_by("-pk")[:2][::-1]
    assert [iaps.organization.acronym, lisbon.organization.acronym] == ["IAPS", "IFMSA"]
    assert (str(iaps.published_on), iaps.meeting) == ("2014-04-02", None)
    assert lisbon.meeting.slug == "autumn-2016"
    assert "@" not in iaps.body + lisbon.body


def is_read_from_files(page, folder, meeting):
    """All that everybody sees, on a server that knows nothing of it but its files."""
    call_command("export", str(folder), processes=1, stdout=Silence())
    with served(folder) as base:
        page.goto(f"{base}meetings/{meeting.slug}/")
        expect(page.get_by_role("img", name="Thirty people on the stairs of a library")).to_be_visible()
        page.get_by_role("link", name=Report.objects.get(meeting=meeting, state="published").title).first.click()
        expect(page.locator(".prose")).to_contain_text("outlived us all")
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Search").click()
        page.get_by_role("searchbox").fill("shelves")
        page.get_by_role("searchbox").press("Enter")
        page.locator("#hits .title").filter(has_text=OUTCOME).click()
        expect(page.get_by_role("region", name="Its story")).to_contain_text("Eleven of us have answered.")
        assert Crawler(base).crawl().broken == set()
