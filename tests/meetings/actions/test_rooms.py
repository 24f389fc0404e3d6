"""Rooms: named once, in an order, and never taken from under a session unseen."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from meetings.actions.plans import StalePlanError, change_plan
from meetings.actions.rooms import (
    SessionsWouldLoseTheirRoomError,
    StaleRoomError,
    add_room,
    change_room,
    facts_of,
    move_room,
    remove_room,
    sessions_in,
)
from meetings.models import Room
from meetings.stamps import stamp_of
from organizations.models import Activity
from tests.factories import make_meeting, make_plan, make_room, make_session, make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def meeting():
    return make_meeting()


@pytest.fixture
def erin():
    return make_user("erin@example.org")


def names(meeting):
    return [room.name for room in meeting.rooms.all()]


def test_rooms_stand_in_the_order_in_which_they_were_added_until_somebody_moves_them(meeting, erin):
    hall, loft, studio = (add_room(meeting=meeting, name=name, capacity=9, by=erin) for name in ("Hall", "Loft", "A"))
    assert names(meeting) == ["Hall", "Loft", "A"]
    assert move_room(room=studio, up=True, by=erin)
    assert move_room(room=hall, up=False, by=erin)
    assert names(meeting) == ["A", "Hall", "Loft"]
    assert not move_room(room=loft, up=False, by=erin)


def test_a_name_stands_for_one_room_of_a_meeting(meeting, erin):
    add_room(meeting=meeting, name="Hall", capacity=None, by=erin)
    add_room(meeting=make_meeting(), name="Hall", capacity=None, by=erin)
    loft = add_room(meeting=meeting, name="Loft", capacity=None, by=erin)
    with pytest.raises(ValidationError, match="a room of this name already"):
        add_room(meeting=meeting, name="Hall", capacity=None, by=erin)
    with pytest.raises(ValidationError, match="a room of this name already"):
        change_room(room=loft, stamp=stamp_of(facts_of(loft)), name="Hall", capacity=None, by=erin)


def test_what_stays_as_it_is_is_not_on_record(meeting, erin):
    room = add_room(meeting=meeting, name="Hall", capacity=60, by=erin)
    stamp = stamp_of(facts_of(room))
    assert not change_room(room=room, stamp=stamp, name="Hall", capacity=60, by=erin)
    assert change_room(room=room, stamp=stamp, name="Main hall", capacity=50, by=erin)
    with pytest.raises(StaleRoomError):
        change_room(room=room, stamp=stamp, name="Great hall", capacity=50, by=erin)
    assert list(Activity.objects.order_by("pk").values_list("verb", flat=True)) == ["added", "changed"]


def test_an_empty_room_is_removed_at_once(meeting, erin):
    remove_room(room=make_room(meeting), losing=0, by=erin, now=NOW)
    assert not Room.objects.exists()


def test_sessions_lose_their_room_only_when_the_host_knows_how_many(meeting, erin):
    room = make_room(meeting)
    released = make_session(meeting, room=room)
    plan = make_plan(meeting, room=room, session=released)
    make_plan(meeting, room=room)
    make_session(meeting, room=room)
    make_plan(meeting, room=room, state="removed")
    assert sessions_in(room) == 2
    for known in (0, 1):
        with pytest.raises(SessionsWouldLoseTheirRoomError) as lost:
            remove_room(room=room, losing=known, by=erin, now=NOW)
        assert lost.value.count == 2
    remove_room(room=room, losing=2, by=erin, now=NOW)
    plan.refresh_from_db()
    assert (plan.room, plan.version) == (None, 2)
    assert [step.after["room"] for step in meeting.plan_changes.all()] == [None, None, None]
    released.refresh_from_db()
    assert (released.room, released.room_name) == (None, room.name)


def test_whoever_had_the_session_open_hears_that_it_lost_its_room(meeting, erin):
    plan = make_plan(meeting, room=make_room(meeting))
    remove_room(room=plan.room, losing=1, by=erin, now=NOW)
    with pytest.raises(StalePlanError):
        change_plan(plan=plan, version=1, values={"title": "Other"}, by=make_user(), now=NOW)
