"""Which sessions stand side by side, and where."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.models import Room, Session
from meetings.reads.bands import MOST_COLUMNS, Place, bands, breadth, places, rooms_of

NINE = datetime(2027, 3, 11, 9, tzinfo=UTC)
LOFT, AULA = Room(pk=1, name="Loft", position=2), Room(pk=2, name="Aula", position=1)


def session(start=None, end=None, room=None, **fields):
    """A session from `start` to `end`, minutes after nine."""
    times = {}
    if start is not None:
        times = {"starts_at": NINE + timedelta(minutes=start), "ends_at": NINE + timedelta(minutes=end)}
    return Session(room=room, room_name=room.name if room else "", **times, **fields)


def test_what_overlaps_belongs_together_and_what_follows_does_not():
    long, short, later, after = session(0, 90), session(0, 30), session(60, 120), session(120, 150)
    assert bands([long, short, later, after]) == [[long, short, later], [after]]


def test_what_has_no_time_belongs_together_and_to_nothing_else():
    timed, one, other = session(0, 60), session(), session()
    assert [len(band) for band in bands([timed, one, other])] == [1, 2]
    assert bands([]) == []
    assert places([one, other], []) == []


def test_each_room_has_its_column_in_the_hosts_order():
    band = [session(0, 60, LOFT), session(0, 60, AULA)]
    rooms = rooms_of(band)
    assert rooms == ["Aula", "Loft"]
    assert places(band, rooms) == [Place(1, 1, 2), Place(1, 1, 1)]


def test_a_long_session_takes_the_rows_of_the_short_ones_beside_it():
    band = [session(0, 90, AULA), session(0, 30, LOFT), session(30, 90, LOFT)]
    assert places(band, rooms_of(band)) == [Place(1, 2, 1), Place(1, 1, 2), Place(2, 1, 2)]


def test_what_has_no_room_or_one_that_is_taken_stands_behind_the_rooms():
    band = [session(0, 60, AULA), session(0, 60), session(30, 90, AULA), session(60, 90)]
    found = places(band, rooms_of(band))
    assert [place.column for place in found] == [1, 2, 3, 2]
    assert breadth(found, rooms_of(band)) == 3


def test_one_alone_and_a_crowd_need_no_grid():
    assert places([session(0, 60, AULA)], [AULA.pk]) == []
    assert places([session(0, 60) for _ in range(MOST_COLUMNS + 1)], []) == []
    assert breadth([], [1, 2, 3]) == 1


@pytest.mark.parametrize("count", [2, MOST_COLUMNS])
def test_no_two_sessions_lie_on_each_other(count):
    band = [session(10 * number, 10 * number + 35, AULA if number % 3 else LOFT) for number in range(count)]
    cells = [
        (row, place.column)
        for place in places(band, rooms_of(band))
        for row in range(place.row, place.row + place.rows)
    ]
    assert len(cells) == len(set(cells)) > 0
