"""An outcome outlives the people who agreed it: recorded by a host, moved on by a successor, opened with next time."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from meetings.models import Outcome
from organizations.clock import today
from tests.factories import (
    make_delegation,
    make_host,
    make_liaison,
    make_meeting,
    make_organization,
    make_outcome,
    make_user,
)
from tests.support.accounts import sign_in
from tests.support.pages import assert_accessible, assert_fits, every_look

pytestmark = pytest.mark.django_db(transaction=True)

DAY = timedelta(days=1)
TITLE = "One calendar for all our congresses"


@pytest.fixture(autouse=True)
def _same_address(settings, live_server):
    settings.BASE_URL = live_server.url


@pytest.fixture
def signed_in(client, new_context, live_server):
    """A page on which a user has signed in; `options` are the browser context's."""

    def open_page(user, **options):
        sign_in(client, user)
        context = new_context(**options)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        return context.new_page()

    return open_page


def meeting_hosted_by(acronym, person, first_day, **options):
    meeting = make_meeting(starts_on=str(first_day), ends_on=str(first_day + 2 * DAY), year=first_day.year, **options)
    host = make_organization(acronym)
    make_host(meeting, host)
    make_liaison(make_user(f"{person}@example.org", name=person.capitalize()), host)
    return meeting


@pytest.fixture
def over():
    """It ended five days ago; two organizations were there, and one of their liaisons has left office since."""
    meeting = meeting_hosted_by("HOST", "erin", today() - 7 * DAY, season="spring", slug="just-over")
    for acronym in ("ABC", "DEF"):
        make_delegation(meeting, make_organization(acronym))
    return meeting


@pytest.fixture
def ahead():
    return meeting_hosted_by("NEXT", "nina", today() + 60 * DAY, season="autumn", slug="ahead")


def hands_over(organization, before, after):
    """Whoever spoke for it until yesterday, and whoever does since."""
    make_liaison(before, organization, since=today() - 400 * DAY, until=today() - DAY)
    return make_liaison(after, organization, since=today()).user


@pytest.mark.slow
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_successor_moves_on_what_was_agreed_before_their_time(signed_in, over, ahead, scripts):
    erin = over.hosts.get().organization.liaisons.get().user
    records(signed_in(erin, java_script_enabled=scripts), over)
    outcome = Outcome.objects.get(title=TITLE)
    owner = outcome.owners.get(acronym="ABC")
    assert [each.acronym for each in outcome.owners.order_by("acronym")] == ["ABC", "DEF"]

    sam = hands_over(owner, make_user("alice@example.org"), make_user("sam@example.org", name="Sam"))
    updates(signed_in(sam, java_script_enabled=scripts))

    nina = ahead.hosts.get().organization.liaisons.get().user
    page = signed_in(nina, java_script_enabled=scripts)
    page.goto(f"/meetings/{ahead.slug}/host/outcomes/")
    expect(page.get_by_role("heading", name="1 outcome of earlier meetings is still open")).to_be_visible()
    page.get_by_role("button", name="Put it on the agenda").click()
    page.get_by_role("link", name="What we agreed, and what became of it").first.click()
    page.get_by_role("button", name="Put onto").first.click()
    first_day = page.locator("#agenda-board").get_by_role("link", name="What we agreed, and what became of it").first
    expect(first_day).to_be_visible()
    first_day.click()
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page.get_by_label("Abstract")).to_have_value(
        f"- [{TITLE}]({outcome.get_absolute_url()}): {line_about(over)}"
    )


def line_about(meeting):
    return f"{meeting.name}, ABC, DEF, in progress"


def records(page, meeting):
    page.goto(f"/meetings/{meeting.slug}/host/outcomes/")
    expect(page.get_by_role("banner").locator("[aria-current]")).to_have_text("Meetings")
    page.get_by_label("In one sentence").fill(TITLE)
    page.get_by_label("More about it").fill("So that no two of them fall on one week.")
    page.get_by_label("ABC").check()
    page.get_by_label("DEF").check()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()


def updates(page):
    page.goto("/desk/")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_label("State since then").select_option(label="in progress")
    page.get_by_label("What happened").fill("Nine of us have sent their dates.")
    page.get_by_role("button", name="Save the update").click()
    story = page.get_by_role("region", name="Its story")
    expect(story).to_contain_text("Nine of us have sent their dates.")
    expect(story).to_contain_text("ABC")


def test_an_owner_hands_it_back_and_the_host_names_another(signed_in, over, console):
    owner, other = over.delegations.order_by("organization__acronym")
    outcome = make_outcome(over, owners=[owner.organization], title=TITLE)
    alice = make_liaison(make_user("alice@example.org"), owner.organization).user
    page = signed_in(alice)
    page.goto(f"/outcomes/{outcome.pk}/update/")
    page.get_by_role("link", name="Hand it back, or name others").click()
    page.get_by_label("Why you hand it back").fill("We have no hands left.")
    page.get_by_role("button", name="Hand it back").click()
    expect(page.get_by_label("Why you hand it back")).to_have_value("We have no hands left.")
    assert "422" in console.pop()
    page.get_by_label("Nobody else owns it, and I leave it all the same.").check()
    page.get_by_role("button", name="Hand it back").click()
    expect(page.get_by_role("region", name="Its story")).to_contain_text("We have no hands left.")

    page = signed_in(over.hosts.get().organization.liaisons.get().user)
    page.goto(f"/meetings/{over.slug}/host/outcomes/")
    page.get_by_role("link", name="Name one").click()
    page.get_by_label("Organization").select_option(str(other.organization.pk))
    page.get_by_label("Why it is theirs").fill("They asked for it.")
    page.get_by_role("button", name="Name it as an owner").click()
    expect(page.get_by_label("About this outcome")).to_contain_text("DEF")


@pytest.mark.slow
def test_every_page_of_outcomes_in_each_look(signed_in, over):
    owners = [delegation.organization for delegation in over.delegations.all()]
    old = make_meeting(starts_on="2014-04-17", ends_on="2014-04-20", year=2014, season="spring", slug="spring-2014")
    outcome = make_outcome(old, owners=owners, title=TITLE, text="So that no two of them fall on one week.")
    make_outcome(over, title="A handbook for hosts that is written while they host, and not when nobody remembers it")
    make_host(old, over.hosts.get().organization)
    page = signed_in(over.hosts.get().organization.liaisons.get().user)
    make_liaison(over.hosts.get().organization.liaisons.get().user, owners[0])
    for path in (
        f"/meetings/{over.slug}/host/outcomes/",
        f"/outcomes/{outcome.pk}/update/",
        f"/outcomes/{outcome.pk}/owners/",
        f"/outcomes/{outcome.pk}/",
        "/outcomes/",
        "/desk/",
    ):
        page.goto(path)
        for _look in every_look(page):
            assert_accessible(page)
            assert_fits(page)
