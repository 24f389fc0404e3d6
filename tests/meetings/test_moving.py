"""What each button of the editor does."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from meetings.axis import moment_at
from meetings.moving import Moving, clock_on, moment_of
from tests.factories import make_meeting, make_plan, make_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """The clocks go forward in the night to its third day."""
    return make_meeting(year=2027, starts_on="2027-03-26", ends_on="2027-03-29", time_zone="Europe/Brussels")


@pytest.fixture
def rooms(meeting):
    return [make_room(meeting, name=name, position=number) for number, name in enumerate("AB")]


def placed(meeting, day, minute, **fields):
    return make_plan(meeting, day=day, starts_at=moment_at(meeting, day, minute), **fields)


def clock(meeting, values):
    return f"{values['starts_at'].astimezone(meeting.zone):%a %H:%M}"


def test_earlier_and_later_are_quarters_of_an_hour(meeting):
    plan = placed(meeting, 1, 555)
    assert Moving(plan, [], 1).values("earlier")["starts_at"] == plan.starts_at - timedelta(minutes=15)
    assert Moving(plan, [], 1).values("later")["starts_at"] == plan.starts_at + timedelta(minutes=15)
    with pytest.raises(ValidationError, match="05:00"):
        Moving(placed(meeting, 1, 300), [], 1).values("earlier")


def test_what_lies_in_the_tray_is_not_moved_by_minutes(meeting):
    assert Moving(make_plan(meeting), [], 1).values("later") == {}


@pytest.mark.parametrize(
    ("minutes", "longer", "shorter"), [(60, 75, 45), (50, 60, 45), (15, 30, 5), (5, 15, 5), (1440, 1440, 1425)]
)
def test_lengths_fall_on_quarters_again(meeting, minutes, longer, shorter):
    moving = Moving(make_plan(meeting, minutes=minutes), [], 1)
    assert (moving.values("longer"), moving.values("shorter")) == ({"minutes": longer}, {"minutes": shorter})


def test_rooms_in_their_order_and_after_the_last_none(meeting, rooms):
    a, b = rooms

    def after(step, **fields):
        return Moving(placed(meeting, 1, 600, **fields), rooms, 1).values(step)["room"]

    assert [after("room-after", room=a), after("room-after", room=b), after("room-after")] == [b, None, None]
    assert [after("room-before", room=a), after("room-before", room=b), after("room-before")] == [a, a, b]
    assert [after("room-after", everywhere=True), after("room-before", everywhere=True)] == [a, b]


def test_all_rooms_and_out_of_them(meeting, rooms):
    assert Moving(placed(meeting, 1, 600, room=rooms[0]), rooms, 1).values("everywhere") == {
        "everywhere": True,
        "room": None,
    }
    assert Moving(placed(meeting, 1, 600, everywhere=True), rooms, 1).values("everywhere")["everywhere"] is False


def test_on_another_day_the_clocks_show_the_same(meeting):
    moved = Moving(placed(meeting, 2, 555), [], 2).values("day-after")
    assert (moved["day"], clock(meeting, moved)) == (3, "Sun 09:15")
    assert moved["starts_at"] == datetime(2027, 3, 28, 7, 15, tzinfo=UTC)
    late = Moving(placed(meeting, 3, 24 * 60), [], 3).values("day-before")  # 01:00, for the night was short
    assert (late["day"], clock(meeting, late)) == (2, "Sun 01:00")


def test_no_day_beyond_the_meetings_own(meeting):
    for day, move in ((1, "day-before"), (4, "day-after")):
        with pytest.raises(ValidationError, match="no day"):
            Moving(placed(meeting, day, 600), [], day).values(move)


def test_a_time_that_the_clocks_skip_is_refused(meeting):
    with pytest.raises(ValidationError, match="There is no 02:30 that night"):
        Moving(placed(meeting, 1, 26 * 60 + 30), [], 1).values("day-after")


def test_of_a_doubled_hour_either_is_meant():
    meeting = make_meeting(year=2027, starts_on="2027-10-30", ends_on="2027-10-31", time_zone="Europe/Brussels")
    wall = clock_on(meeting, 1, time(2, 30))
    assert moment_of(wall, meeting) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert moment_of(wall, meeting, later=True) == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_into_the_tray_and_onto_the_first_gap_of_the_shown_day(meeting, rooms):
    a, b = rooms
    plan = placed(meeting, 1, 600, room=a)
    assert Moving(plan, rooms, 1).values("tray") == {"starts_at": None, "day": None}
    placed(meeting, 2, 540, room=a, minutes=120)
    placed(meeting, 2, 540, room=b, minutes=60)
    placed(meeting, 2, 600, everywhere=True, minutes=30)
    found = Moving(make_plan(meeting), rooms, 2).values("put")
    assert (clock(meeting, found), found["room"], found["day"]) == ("Sat 10:30", b, 2)


def test_where_there_is_no_gap_it_stands_where_the_day_opens(meeting, rooms):
    placed(meeting, 2, 300, everywhere=True, minutes=1200)
    assert clock(meeting, Moving(make_plan(meeting), rooms, 2).values("put")) == "Sat 09:00"
