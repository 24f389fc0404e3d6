"""An agenda goes out, loses a session and goes out again, in a real browser: the host presses, everybody reads."""

import pytest
from django.core import mail
from django.utils import timezone

from meetings.actions.plans import add_plan, change_plan, remove_plan
from tests.factories import make_room, make_star
from tests.personas import set_stage
from tests.support.pages import assert_accessible, assert_fits, assert_valid_html, every_look

NOW = timezone.now


@pytest.fixture(autouse=True)
def _same_address(settings, live_server):
    settings.BASE_URL = live_server.url


@pytest.fixture
def stage():
    return set_stage()


@pytest.fixture
def plans(stage):
    """Two sessions that need the same room at once, one of them led by A."""
    room = make_room(stage.meeting, name="Aula")
    day = stage.meeting.starts_on.earliest
    nine = timezone.datetime(day.year, day.month, day.day, 9, tzinfo=stage.meeting.zone)
    leads = {"Grants": [(stage.a.pk, None, None)], "Alumni": []}
    return {
        title: add_plan(
            meeting=stage.meeting,
            values={"title": title, "starts_at": nine, "room": room.pk, "leads": those},
            by=stage.people["erin"],
            now=NOW(),
        )
        for title, those in leads.items()
    }


@pytest.fixture
def page(stage, new_context, live_server):
    """Erin's browser."""
    context = new_context()
    session = stage.client("erin").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return context.new_page()


@pytest.fixture
def visitor(new_context):
    return new_context().new_page()


def assert_good(page):
    for _look in every_look(page):
        assert_accessible(page)
        assert_fits(page)


def release(page, note, tick):
    page.get_by_label("Note", exact=True).fill(note)
    page.get_by_label("Send these mails").set_checked(tick)
    page.get_by_role("button", name="Release number").click()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_released_cancelled_and_released_again(stage, plans, page, visitor):
    erin, path = stage.people["erin"], f"/meetings/{stage.meeting.slug}/"
    page.goto(f"{path}host/agenda/release/")
    assert page.get_by_text("Aula is taken by “Alumni”.").is_visible()
    assert page.get_by_role("button", name="Release number").count() == 0
    assert_good(page)

    change_plan(plan=plans["Alumni"], version=1, values={"room": None}, by=erin, now=NOW())
    page.reload()
    assert_good(page)
    release(page, "The first one", tick=True)
    assert page.get_by_text("Everybody sees release 1 now, and 2 mails are on their way.").is_visible()
    assert page.get_by_text("Nothing has changed since then").is_visible()
    assert_good(page)

    make_star(stage.people["charlie"], plans["Grants"].__class__.objects.get(title="Alumni").session)
    for title in ("Grants", "Alumni"):
        plan = stage.meeting.plans.get(title=title)
        remove_plan(plan=plan, version=plan.version, by=erin, now=NOW())
    page.reload()
    assert page.locator(".changes").get_by_text("It was planned for").count() == 2
    release(page, "Sorry", tick=True)
    assert page.get_by_text("Everybody sees release 2 now, and 3 mails are on their way.").is_visible()
    assert {to for letter in mail.outbox[2:] for to in letter.to} == {
        "alice@example.org",
        "bob@example.org",
        "charlie@example.org",
    }

    read_releases(visitor, path)
    assert_valid_html({"host.html": page.content()})


def read_releases(visitor, path):
    """What a visitor finds, from the agenda to its first release."""
    visitor.goto(f"{path}agenda/")
    assert visitor.get_by_text("Cancelled").first.is_visible()
    visitor.get_by_role("link", name="What has changed").click()
    assert_good(visitor)
    visitor.get_by_role("link", name="2 sessions changed").click()
    assert visitor.get_by_role("heading", name="What changed since release 1").is_visible()
    assert_good(visitor)
    html = {"last.html": visitor.content()}
    visitor.get_by_role("link", name="Release 1", exact=True).click()
    assert visitor.get_by_text("This is what the agenda said then.").is_visible()
    assert_good(visitor)
    assert_valid_html({**html, "first.html": visitor.content()})
