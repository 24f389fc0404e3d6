"""What becomes of rows beside what the agenda holds: nothing twice, and what was corrected corrects."""

from datetime import UTC, datetime

import pytest

from meetings.imports.fates import decide, present_plans
from meetings.imports.overlaps import note_overlaps
from meetings.imports.rows import rows_of
from meetings.models import Plan
from tests.factories import make_organization, make_plan, make_room, make_session, make_topic
from tests.support.importing import make_dated_meeting, reading

pytestmark = pytest.mark.django_db
NINE, TEN = datetime(2026, 11, 19, 7, tzinfo=UTC), datetime(2026, 11, 19, 8, tzinfo=UTC)


@pytest.fixture
def meeting():
    return make_dated_meeting()


def judged(meeting, *rows, **options):
    found = rows_of(meeting, reading(*rows, **options))
    plans = present_plans(meeting)
    decide(meeting, found, plans)
    note_overlaps(found, plans)
    return found


def fates(rows):
    return [row.fate for row in rows]


def test_what_is_there_stays(meeting):
    plan = make_plan(
        meeting,
        title="Money",
        kind="training",
        starts_at=NINE,
        room=make_room(meeting, name="Aula"),
        leads=[make_organization("IFSA")],
    )
    plan.topics.add(make_topic("Grants"))
    (row,) = judged(meeting, ("1", "9:00", "10:00", "money", "training", "aula", "ifsa", "grants"))
    assert (row.fate, row.plan, row.differs) == ("changed", plan.pk, {"title": "Money"})
    (row,) = judged(meeting, ("1", "9:00", "10:00", "Money", "training", "aula", "ifsa", "grants"))
    assert (row.fate, row.plan, row.version) == ("same", plan.pk, 1)


def test_a_corrected_row_tells_what_stands_otherwise(meeting):
    make_plan(meeting, title="Money", starts_at=NINE, room=make_room(meeting, name="Aula"), minutes=45)
    (row,) = judged(meeting, ("1", "10:00", "11:00", "Money", "workshop", "Blue"))
    assert row.fate == "changed"
    assert row.differs == {"starts_at": "19 Nov 09:00", "minutes": "45", "room": "Aula"}


def test_empty_cells_decide_nothing(meeting):
    make_plan(meeting, title="Money", kind="training", abstract="Long.", starts_at=NINE, room=make_room(meeting))
    assert fates(judged(meeting, ("", "", "", "Money"))) == ["same"]
    assert fates(judged(meeting, ("Day 1", "", "", "Money"))) == ["same"]


def test_a_release_s_own_guid_is_known_again(meeting):
    session = make_session(meeting)
    plan = make_plan(meeting, title="Money", session=session)
    (row,) = judged(meeting, ("Much money", str(session.uid).upper()), header=("Title", "GUID"))
    assert (row.plan, row.differs) == (plan.pk, {"title": "Money"})


def test_parallel_sessions_of_one_title_are_told_apart_by_their_rooms(meeting):
    for name in "AB":
        make_plan(meeting, title="Workshop", starts_at=NINE, room=make_room(meeting, name=name))
    rows = judged(meeting, *(("1", "9:00", "10:00", "Workshop", "", name) for name in "CBA"))
    assert fates(rows) == ["new", "same", "same"]


def test_breaks_are_all_alike_and_none_is_another(meeting):
    make_plan(meeting, title="Coffee break", kind="break", starts_at=NINE)
    assert fates(judged(meeting, ("1", "16:00", "16:30", "Coffee break", "break"))) == ["new"]


def test_of_the_tray_each_row_is_another_entry(meeting):
    for _ in range(2):
        make_plan(meeting, title="Workshop", day=1)
    assert fates(judged(meeting, *[("1", "", "", "Workshop")] * 3)) == ["same", "same", "new"]


def test_a_row_twice_in_the_table_comes_once(meeting):
    rows = judged(meeting, *[("1", "9:00", "10:00", "Money", "", "Aula")] * 2)
    assert fates(rows) == ["new", "same"]
    assert rows[1].notices["repeats"] == "This says the same as line 2."


def test_faults_are_never_anything_else(meeting):
    make_plan(meeting, title="Money", starts_at=NINE)
    assert fates(judged(meeting, ("1", "25:00", "", "Money"))) == ["fault"]


def test_removed_entries_are_not_there(meeting):
    make_plan(meeting, title="Money", starts_at=NINE, state=Plan.State.REMOVED)
    assert fates(judged(meeting, ("1", "9:00", "10:00", "Money"))) == ["new"]


def overlaps(rows):
    return [row.notices.get("overlap", "") for row in rows]


def test_two_rows_in_one_room_name_each_other(meeting):
    rows = judged(
        meeting,
        ("1", "9:00", "10:00", "A", "", "Aula"),
        ("1", "9:30", "10:30", "B", "", "aula"),
        ("1", "9:30", "10:30", "C", "", "Blue"),
        ("1", "10:30", "11:00", "D", "", "Aula"),
        ("1", "9:00", "10:00", "E", "", ""),
    )
    assert overlaps(rows) == [
        "At the same time as “B” in line 3.",
        "At the same time as “A” in line 2.",
        "",
        "",
        "",
    ]


def test_what_is_in_all_rooms_takes_each(meeting):
    rows = judged(meeting, ("1", "9:00", "10:00", "A", "", "all rooms"), ("1", "9:30", "10:30", "B", "", "Aula"))
    assert overlaps(rows) == ["At the same time as “B” in line 3.", "At the same time as “A” in line 2."]


def test_what_stands_there_already_is_named_too_but_not_if_it_moves(meeting):
    make_plan(meeting, title="Old", starts_at=NINE, room=make_room(meeting, name="Aula"))
    (row,) = judged(meeting, ("1", "9:30", "10:30", "New", "", "Aula"))
    assert overlaps([row]) == ["At the same time as “Old”, which is in the agenda already."]
    rows = judged(meeting, ("1", "9:30", "10:30", "New", "", "Aula"), ("1", "11:00", "12:00", "Old", "", "Aula"))
    assert overlaps(rows) == ["", ""]
