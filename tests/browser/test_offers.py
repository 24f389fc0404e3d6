"""A session on its way from an idea to the agenda, in a real browser."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from meetings.links import delegate_token
from meetings.models import Offer, Plan
from tests.factories import make_partner, make_topic
from tests.support.accounts import sign_in
from tests.support.offering import make_offered, set_offering
from tests.support.pages import assert_accessible, assert_fits, every_look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(live_server, settings):
    settings.BASE_URL = live_server.url
    make_topic("Grants")
    make_partner("Lanternfish")
    return set_offering()


def at(stage, name, *rest):
    return reverse(name, args=[stage.meeting.slug, *rest])


def page_of(user, new_context, live_server, **options):
    client = Client()
    sign_in(client, user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page = new_context(**options).new_page()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return page


def look_at(page):
    for _ in every_look(page):
        assert_fits(page)
        assert_accessible(page)


def offer_from_the_desk(page):
    page.goto("/desk/")
    page.get_by_role("link", name="Offer a session").click()
    page.get_by_role("link", name="Offer a session").click()
    page.get_by_label("Title").fill("Who pays for the sky?")
    page.get_by_label("What happens in it").fill("We count **stars** and coins.")
    page.get_by_label("BBB").check()
    page.get_by_label("Grants").check()


@pytest.mark.slow
def test_an_offer_is_previewed_and_corrected_before_it_leaves(stage, new_context, live_server, console):
    page = page_of(stage.alice, new_context, live_server)
    offer_from_the_desk(page)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview strong")).to_have_text("stars")
    look_at(page)
    page.get_by_label("Length in minutes").fill("4")
    page.get_by_role("button", name="Offer it").click()
    expect(page.locator(".form-errors")).to_be_focused()
    expect(page.get_by_label("Title")).to_have_value("Who pays for the sky?")
    assert "422" in console.pop()
    page.get_by_label("Length in minutes").fill("90")
    page.get_by_role("button", name="Offer it").click()
    expect(page.get_by_role("status")).to_contain_text("Your session is offered.")


@pytest.mark.slow
def test_an_offer_is_asked_back_answered_and_accepted_into_the_tray(stage, new_context, live_server):
    alice, erin = (page_of(who, new_context, live_server) for who in (stage.alice, stage.erin))
    offer_from_the_desk(alice)
    alice.get_by_role("button", name="Offer it").click()

    erin.goto(at(stage, "host_offers"))
    look_at(erin)
    erin.get_by_role("link", name="Who pays for the sky?").click()
    look_at(erin)
    erin.get_by_label("Your question").fill("How many chairs?")
    erin.get_by_role("button", name="Send the question").click()
    expect(erin.get_by_role("status")).to_have_text("Your question is on its way.")

    alice.goto("/desk/")
    look_at(alice)
    alice.get_by_role("link", name="Who pays for the sky?").click()
    look_at(alice)
    alice.get_by_label("Your answer").fill("Twenty, in a circle.")
    alice.get_by_role("button", name="Answer").click()
    expect(alice.get_by_role("status")).to_have_text("The host has been told.")

    erin.reload()
    expect(erin.get_by_text("Twenty, in a circle.")).to_be_visible()
    erin.locator("form").filter(has_text="It goes into the agenda").get_by_role("button", name="Accept").click()
    expect(erin.get_by_role("status")).to_contain_text("sessions without a time")
    look_at(erin)
    plan = Plan.objects.unplaced().get()
    assert (plan.title, [str(lead) for lead in plan.leads.all()]) == ("Who pays for the sky?", ["AAA", "BBB"])
    alice.reload()
    expect(alice.get_by_text("The host plans it now.")).to_be_visible()


@pytest.mark.slow
def test_a_delegate_offers_by_the_link_without_a_script(stage, new_context, console):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(at(stage, "registration", delegate_token(stage.delegate)))
    page.get_by_role("link", name="Sessions you offer").click()
    page.get_by_role("link", name="Offer a session").click()
    page.get_by_label("Title").fill("Sleeping outside")
    page.get_by_label("What happens in it").fill("It's *cold*.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#preview em")).to_have_text("cold")
    expect(page.get_by_label("Title")).to_have_value("Sleeping outside")
    page.get_by_role("button", name="Offer it").click()
    page.get_by_text("Change the offer").click()
    page.get_by_label("Title").fill("Sleeping outside, in tents")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sleeping outside, in tents")
    page.get_by_label("Reason (optional)").fill("It snows.")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text("It snows.")).to_be_visible()
    assert Offer.objects.get().state == "withdrawn"


@pytest.mark.slow
def test_who_was_slower_finds_both_versions_and_its_own_words(stage, new_context, live_server, console):
    offer = make_offered(stage, organizations=[stage.b])
    alice, erin = (page_of(who, new_context, live_server) for who in (stage.alice, stage.erin))
    alice.goto(at(stage, "offer", offer.pk))
    erin.goto(at(stage, "host_offer", offer.pk))
    alice.get_by_text("Change the offer").click()
    alice.get_by_label("Title").fill("Another title")
    alice.get_by_role("button", name="Save").click()
    erin.get_by_label("Why not this time").fill("Because.")
    erin.get_by_role("button", name="Decline").click()
    expect(erin.locator(".form-errors")).to_be_focused()
    expect(erin.get_by_label("Why not this time")).to_have_value("Because.")
    look_at(erin)
    assert "409" in console.pop()
    charlie = page_of(stage.charlie, new_context, live_server)
    charlie.goto(at(stage, "offer", offer.pk))
    look_at(charlie)
    charlie.get_by_role("button", name="Take BBB out").click()
    expect(charlie.get_by_role("status")).to_contain_text("does not lead this session any more")
