"""Rows that people put in an order."""

import pytest

from meetings.actions.photos import mark_group_photo, move_photo
from meetings.actions.positions import next_position, swap
from meetings.models import Photo
from tests.factories import make_meeting, make_photo, make_room, make_user
from tests.factories.memory import MOMENT

pytestmark = pytest.mark.django_db


def test_rows_change_places_and_are_numbered_without_gaps():
    meeting = make_meeting()
    assert next_position(meeting.rooms.all()) == 0
    rooms = [make_room(meeting, name=name, position=position) for name, position in {"A": 3, "B": 7, "C": 9}.items()]
    assert next_position(meeting.rooms.all()) == 10
    assert swap(meeting.rooms.all(), rooms[0], up=False)
    assert list(meeting.rooms.values_list("name", "position")) == [("B", 0), ("A", 1), ("C", 2)]
    assert not swap(meeting.rooms.all(), rooms[2], up=False)
    assert not swap(meeting.rooms.all(), rooms[1], up=True)


def test_a_photo_that_was_taken_out_meanwhile_is_neither_moved_nor_the_group_photo():
    album, by = make_meeting(), make_user()
    present, gone = make_photo(album, is_group_photo=True), make_photo(album, position=1, removed_at=MOMENT)
    assert not move_photo(photo=gone, up=True, by=by)
    with pytest.raises(Photo.DoesNotExist):
        mark_group_photo(photo=gone, by=by)
    present.refresh_from_db()
    assert present.is_group_photo
