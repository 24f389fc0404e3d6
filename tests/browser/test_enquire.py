"""Asking and answering as people do it: by keyboard, on a phone, in the dark, without a script."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from organizations.models import Enquiry, Message
from tests.factories import make_enquiry, make_management_term, make_organization, make_user
from tests.support.pages import assert_accessible, assert_fits, every_look

QUESTION = "How does our network of student choirs join?"


@pytest.fixture
def no_script_page(new_context):
    return new_context(java_script_enabled=False).new_page()


@pytest.fixture
def office_page(page, live_server):
    """A page on which Dana of the management team is signed in."""
    user = make_user(name="Dana Desk")
    make_management_term(user)
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return page


def look_at(page):
    for _ in every_look(page):
        assert_fits(page)
        assert_accessible(page)


def test_a_visitor_asks_by_keyboard(no_script_page):
    make_organization("IFMSA")
    page = no_script_page
    page.goto("/enquire/?to=ifmsa")
    page.get_by_label("To").focus()
    assert page.get_by_label("To").input_value() == "ifmsa"
    for typed in ("Vera Visitor", "vera@example.net", "Joining", QUESTION):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="What we store, and for how long")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/enquire/received/**")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you: your message has arrived.")
    enquiry = Enquiry.objects.get()
    expect(page.get_by_role("definition").first).to_have_text(f"#{enquiry.pk}")
    assert (enquiry.organization.acronym, enquiry.text) == ("IFMSA", QUESTION)
    assert set(Message.objects.exclude(sent_at=None).values_list("to", flat=True)) == {
        "vera@example.net",
        settings.ENQUIRIES_EMAIL,
    }


def test_a_slip_is_explained_and_nothing_is_typed_twice(page, console):
    page.goto("/enquire/")
    page.get_by_label("Your name").fill("Vera Visitor")
    page.get_by_label("Message").fill(QUESTION)
    page.get_by_role("button", name="Send").click()
    summary = page.locator(".form-errors")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Your e-mail").click()
    expect(page.get_by_label("Your e-mail")).to_be_focused()
    assert page.get_by_label("Message").input_value() == QUESTION
    assert all("422" in line for line in console)
    look_at(page)
    console.clear()


@pytest.mark.parametrize("address", ["/enquire/", "/privacy/"])
def test_the_public_pages_suit_everybody(page, address):
    make_organization("IFMSA")
    page.goto(address)
    look_at(page)


def test_the_receipt_suits_everybody(page):
    page.goto("/enquire/")
    for label, typed in (("Your name", "V"), ("Your e-mail", "v@example.net"), ("Subject", "S"), ("Message", "M")):
        page.get_by_label(label, exact=True).fill(typed)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**/enquire/received/**")
    look_at(page)


@pytest.mark.slow
def test_the_desk_answers(office_page):
    page = office_page
    enquiry = make_enquiry(subject="Joining", text=QUESTION, organization=make_organization("IFMSA"))
    make_enquiry(subject="a-very-long-word-" * 10)
    page.goto("/office/")
    look_at(page)
    page.get_by_role("link", name=f"#{enquiry.pk} Joining").click()
    look_at(page)
    page.get_by_label("Your answer").fill("Write to our board, and come to Lisbon.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("status")).to_have_text("Your answer is on its way, and the clock has stopped.")
    look_at(page)
    page.goto("/office/?state=answered")
    expect(page.get_by_text("Answered by Dana Desk")).to_be_visible()
    look_at(page)
