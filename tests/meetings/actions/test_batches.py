"""Many entries at once, and taken out again at once."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.actions.batches import COPIED, AgendaMovedOnError, fill_agenda, last_step, take_back
from meetings.actions.plans import change_plan, undo
from meetings.models import Plan
from tests.factories import make_room, make_session, make_user
from tests.support.importing import make_dated_meeting

pytestmark = pytest.mark.django_db
NINE, NOW = datetime(2026, 11, 19, 7, tzinfo=UTC), datetime(2026, 11, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def meeting():
    return make_dated_meeting()


@pytest.fixture
def host():
    return make_user()


def fill(meeting, host, *titles, rooms=("Aula",), seen=0):
    entries = [{"title": title, "starts_at": NINE, "minutes": 60, "room": rooms[0]} for title in titles]
    capacities = dict.fromkeys(rooms, 80)
    return fill_agenda(meeting=meeting, entries=entries, rooms=capacities, verb=COPIED, seen=seen, by=host, now=NOW)


def test_rooms_are_made_where_missing_and_known_again_in_any_spelling(meeting, host):
    aula = make_room(meeting, name="AULA", capacity=20)
    plans = fill(meeting, host, "A", rooms=("Aula", "Blue"))
    assert plans[0].room == aula
    assert [(room.name, room.capacity) for room in meeting.rooms.all()] == [("AULA", 20), ("Blue", 80)]


def test_pressing_twice_fills_it_once(meeting, host):
    fill(meeting, host, "A", "B")
    with pytest.raises(AgendaMovedOnError):
        fill(meeting, host, "A", "B")
    fill(meeting, host, "C", seen=last_step(meeting))
    assert meeting.plans.count() == 3


def test_what_nobody_touched_is_taken_out_again(meeting, host):
    _a, b, c, _d = fill(meeting, host, "A", "B", "C", "D")
    change_plan(plan=b, version=1, values={"title": "Ours"}, by=host, now=LATER)
    Plan.objects.filter(pk=c.pk).update(session=make_session(meeting))
    assert take_back(meeting=meeting, at=NOW, by=host, now=LATER) == 2
    assert sorted(plan.title for plan in meeting.plans.standing()) == ["C", "Ours"]
    assert take_back(meeting=meeting, at=NOW, by=host, now=LATER) == 0


def test_it_is_on_record_and_no_step_is_undone_twice(meeting, host):
    fill(meeting, host, "A", "B")
    take_back(meeting=meeting, at=NOW, by=host, now=LATER)
    assert list(meeting.plan_changes.values_list("verb", flat=True)) == ["undone", "undone", "copied", "copied"]
    assert undo(meeting=meeting, by=host, now=LATER) is None


def test_of_another_moment_nothing_is_taken(meeting, host):
    fill(meeting, host, "A")
    assert take_back(meeting=meeting, at=LATER, by=host, now=LATER) == 0
    assert take_back(meeting=make_dated_meeting(), at=NOW, by=host, now=LATER) == 0
