"""Visitors read the rooms of the last release, whatever the host has done to them since."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from meetings.actions.releases import release
from meetings.actions.rooms import change_room, facts_of, remove_room
from meetings.releasing import draft_of
from meetings.stamps import stamp_of
from organizations.pages import shelf
from tests.factories import make_meeting, make_plan, make_room, make_user

pytestmark = pytest.mark.django_db

NINE = datetime(2027, 3, 11, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def erin():
    return make_user("erin@example.org")


@pytest.fixture
def meeting(erin):
    """With two sessions at once, in the rooms Aula and Loft, released."""
    meeting = make_meeting(year=2027, starts_on="2027-03-11", ends_on="2027-03-14")
    for name in ("Aula", "Loft"):
        make_plan(meeting, title=f"In {name}", starts_at=NINE, ends_at=NINE + HOUR, room=make_room(meeting, name=name))
    show(meeting, erin)
    return meeting


def show(meeting, by):
    seen = draft_of(meeting).seen
    release(meeting=meeting, note="", seen=seen, by=by, now=NINE - timedelta(days=9), despite_soft=True)


def texts(client, meeting):
    """What visitors get of the agenda, page by page."""
    shelf.clear()
    addresses = [reverse(name, args=[meeting.slug]) for name in ("agenda", "agenda_txt", "agenda_ics", "schedule_json")]
    addresses += [reverse("schedule_xml", args=[meeting.slug])]
    addresses += [session.get_absolute_url() for session in meeting.sessions.all()[:1]]
    return {address: client.get(address).text for address in addresses}


def test_another_name_shows_with_the_next_release(client, meeting, erin):
    before, room = texts(client, meeting), meeting.rooms.get(name="Aula")
    assert all("Aula" in text for text in before.values())
    change_room(room=room, stamp=stamp_of(facts_of(room)), name="Great hall", capacity=None, by=erin)
    assert texts(client, meeting) == before
    show(meeting, erin)
    assert all("Great hall" in text for text in texts(client, meeting).values())
    assert [change["kind"] for change in meeting.releases.first().changes] == ["changed"]


def test_a_room_that_is_no_more_stays_until_the_next_release(client, meeting, erin):
    before = texts(client, meeting)
    remove_room(room=meeting.rooms.get(name="Loft"), losing=1, by=erin, now=NINE)
    after = texts(client, meeting)
    schedules = [address for address in after if "schedule" in address]  # these give a room its number as well
    assert {address: text for address, text in after.items() if address not in schedules} == {
        address: text for address, text in before.items() if address not in schedules
    }
    assert all("Loft" in after[address] for address in schedules)
    show(meeting, erin)
    assert all(
        after[address].count("Loft") > text.count("Loft")
        for address, text in texts(client, meeting).items()
        if address in schedules
    )
    assert meeting.sessions.get(title="In Loft").room_name == ""
