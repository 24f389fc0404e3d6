"""A delegate with nothing but the link from the mail: on a phone, in the dark, without a script."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from meetings.links import delegate_token
from meetings.models import Logistics
from tests.factories import make_question
from tests.support.pages import assert_accessible, assert_fits, every_look
from tests.support.registrations import AHEAD, make_coming_meeting, make_confirmed_delegate


@pytest.fixture
def delegate(live_server):
    meeting = make_coming_meeting(frozen_at=timezone.now() + AHEAD / 2)
    make_question(meeting, text="Which sessions interest you?", kind="several", options="Grants\nAlumni", required=True)
    make_question(meeting, text="Shirt size", kind="choice", options="S\nM\nL", help="They run small.")
    return make_confirmed_delegate(meeting, name="محمد O'Brien", privacy_accepted_at=None)


def page_of(delegate, name="registration"):
    return reverse(name, args=[delegate.meeting.slug, delegate_token(delegate)])


def look_at(page):
    for _ in every_look(page):
        assert_fits(page)
        assert_accessible(page)


@pytest.mark.slow
def test_everything_is_told_without_a_script(new_context, delegate):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(page_of(delegate))
    page.get_by_role("link", name="Read the privacy notice, and see whether your data is right").click()
    page.get_by_label("Country of residence").select_option("PT")
    page.get_by_label("Age", exact=True).select_option("18_25")
    page.get_by_label("I have read the privacy notice").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    page.get_by_role("link", name="Say when you arrive").click()
    first = delegate.meeting.starts_on.earliest
    page.get_by_label("Arrival, day and time").fill(f"{first}T09:30")
    page.get_by_label("Departure, day and time").fill(f"{first + timedelta(days=3)}T18:00")
    page.get_by_label("Diet", exact=True).fill("vegan")
    page.get_by_label("The host may use this to feed me").check()
    expect(page.get_by_label("Passport number")).to_be_hidden()
    page.get_by_label("I need a visa to come").check()
    page.get_by_label("Passport number").fill("X1234567")
    page.get_by_label("The host may use this for my invitation letter and the visa").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Which sessions interest you?").click()
    page.get_by_label("Grants").check()
    page.get_by_role("button", name="Save").click()
    tasks = page.get_by_role("region", name="What is missing").get_by_role("link")
    expect(tasks).to_have_text(["Name somebody whom the host can call for you"])
    logistics = Logistics.objects.get()
    assert (logistics.diet, logistics.passport_number) == ("vegan", "X1234567")
    with page.expect_download() as download:
        page.get_by_role("link", name="Letter of invitation for a visa (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    page.locator("li", has_text="Photograph me in groups").get_by_role("button", name="I agree").click()
    expect(page.locator("li", has_text="Photograph me in groups")).to_contain_text("You agreed on")
    page.get_by_role("link", name="Withdraw").click()
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not registered any more")


@pytest.mark.slow
def test_two_tabs_see_both_versions(new_context, delegate, console):
    context = new_context()
    first, second = context.new_page(), context.new_page()
    for page in (first, second):
        page.goto(page_of(delegate, "registration_data"))
        page.get_by_label("Country of residence").select_option("PT")
        page.get_by_label("Age", exact=True).select_option("18_25")
        page.get_by_label("I have read the privacy notice").check()
    first.get_by_label("Name", exact=True).fill("First Tab")
    first.get_by_role("button", name="Save").click()
    second.get_by_label("Name", exact=True).fill("Second Tab")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_role("row", name="Name Second Tab First Tab")).to_be_visible()
    assert second.get_by_label("Name", exact=True).input_value() == "Second Tab"
    look_at(second)
    assert all("409" in line for line in console)
    console.clear()
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_role("complementary")).to_contain_text("Second Tab")


@pytest.mark.parametrize(
    "name",
    [
        "registration",
        "registration_data",
        "registration_logistics",
        "registration_questions",
        "registration_withdraw",
        "registration_erase",
    ],
)
def test_the_pages_suit_everybody(page, delegate, name):
    delegate.privacy_accepted_at = None if name == "registration_data" else timezone.now()
    delegate.state_reason = "A place became free."
    delegate.save()
    page.goto(page_of(delegate, name))
    look_at(page)


def test_slips_on_the_long_form_suit_everybody(page, delegate, console):
    delegate.privacy_accepted_at = timezone.now()
    delegate.save()
    page.goto(page_of(delegate, "registration_logistics"))
    page.get_by_label("Diet", exact=True).fill("vegan")
    page.get_by_label("I need a visa to come").check()
    page.get_by_label("Passport number").fill("X1234567")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".form-errors")).to_be_focused()
    look_at(page)
    assert all("422" in line for line in console)
    console.clear()


def test_the_frozen_page_suits_everybody(page, delegate):
    Logistics.objects.create(delegate=delegate, room_mate="Carla", diet="vegan", diet_consent_at=timezone.now())
    delegate.privacy_accepted_at = timezone.now()
    delegate.save()
    delegate.meeting.frozen_at = timezone.now()
    delegate.meeting.save()
    page.goto(page_of(delegate, "registration_logistics"))
    expect(page.get_by_text("Carla")).to_be_visible()
    look_at(page)
