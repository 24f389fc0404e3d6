"""The pages of a meeting's rooms."""

import pytest

from meetings.models import Room
from tests.factories import make_helper, make_plan, make_room
from tests.support.hosting import address, set_hosting

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_hosting()


@pytest.fixture
def erin(stage):
    return stage.client("erin")


def test_a_room_is_added_renamed_and_moved(stage, erin):
    path = address(stage, "host_rooms")
    for name, capacity in [("Hall", "60"), ("Loft", "")]:
        erin.post(path, {"name": name, "capacity": capacity})
    hall, loft = Room.objects.order_by("position")
    assert (hall.capacity, loft.capacity) == (60, None)
    erin.post(path, {"up": loft.pk})
    page = erin.get(path)
    assert [room.name for room in page.context["rooms"]] == ["Loft", "Hall"]
    assert "60 seats" in page.text
    stamp = erin.get(address(stage, "host_room", loft.pk)).context["form"]["stamp"].value()
    typed = {"stamp": stamp, "name": "Attic", "capacity": "12"}
    erin.post(address(stage, "host_room", loft.pk), typed)
    assert "Attic" in erin.get(path).text
    page = erin.post(address(stage, "host_room", loft.pk), typed | {"name": "Garret"})
    assert page.status_code == 409
    assert [(one.yours, one.theirs) for one in page.context["differences"]] == [("Garret", "Attic")]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": ""}, "required"),
        ({"name": "x" * 101}, "at most 100"),
        ({"name": "Hall", "capacity": "0"}, "greater than or equal to 1"),
        ({"name": "Hall", "capacity": "99999"}, "less than or equal to"),
        ({"name": "Loft"}, "a room of this name already"),
    ],
)
def test_what_makes_no_sense_is_refused_on_both_pages(stage, erin, values, words):
    make_room(stage.meeting, name="Loft")
    other = make_room(stage.meeting, name="Attic")
    room = address(stage, "host_room", other.pk)
    stamp = erin.get(room).context["form"]["stamp"].value()
    for path in (address(stage, "host_rooms"), room):
        page = erin.post(path, {"stamp": stamp, **values})
        assert page.status_code == 422
        assert words in page.text
    assert Room.objects.count() == 2


def test_removing_a_room_asks_where_sessions_lose_it(stage, erin):
    room = make_room(stage.meeting)
    make_plan(stage.meeting, room=room)
    page = erin.post(address(stage, "host_room", room.pk), {"remove": "1"})
    assert page.status_code == 409
    assert "1 session would lose its room" in page.text
    erin.post(address(stage, "host_room", room.pk), {"remove": "1", "sessions": "1"})
    assert not Room.objects.exists()
    assert stage.meeting.plans.get().room is None


def test_rooms_of_another_meeting_are_not_found(stage, erin):
    other = make_room()
    assert erin.get(address(stage, "host_room", other.pk)).status_code == 404
    for value in (other.pk, "x", "9" * 30, "-1"):
        assert erin.post(address(stage, "host_rooms"), {"up": value}).status_code == 404


def test_who_helps_with_the_agenda_sees_to_the_rooms_and_who_keeps_the_door_does_not(stage):
    stage.people["ada"] = make_helper(stage.meeting, plans_agenda=True).user
    stage.people["bea"] = make_helper(stage.meeting, keeps_door=True).user
    assert stage.client("ada").post(address(stage, "host_rooms"), {"name": "Hall"}).status_code == 302
    assert stage.client("bea").get(address(stage, "host_rooms")).status_code == 404
