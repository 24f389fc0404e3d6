"""What was done with an agenda, in words that everybody planning it understands."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.actions.plans import add_plan, adopt_sessions, change_plan, remove_plan, undo
from meetings.reads.steps import last_number, last_steps, may_undo, steps_of_others
from meetings.reads.wording import length_in_words, plan_in_words
from tests.factories import make_meeting, make_plan, make_room, make_session, make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)
MORNING = datetime(2027, 3, 11, 8, 15, tzinfo=UTC)  # 09:15 in Brussels


@pytest.fixture
def meeting():
    return make_meeting(year=2027, starts_on="2027-03-11", ends_on="2027-03-14", time_zone="Europe/Brussels")


@pytest.fixture
def erin():
    return make_user("erin@example.org", name="Erin")


def test_each_step_has_its_sentence(meeting, erin):
    hall = make_room(meeting, name="Main hall")
    plan = add_plan(meeting=meeting, values={"title": "Opening"}, by=erin, now=NOW)
    changes = [
        {"starts_at": MORNING, "room": hall},
        {"starts_at": MORNING + timedelta(days=1)},
        {"everywhere": True},
        {"minutes": 90},
        {"title": "Welcome"},
        {"abstract": "Come."},
        {"starts_at": None, "day": None},
    ]
    for version, values in enumerate(changes, start=1):
        plan = change_plan(plan=plan, version=version, values=values, by=erin, now=NOW)
    remove_plan(plan=plan, version=plan.version, by=erin, now=NOW)
    undo(meeting=meeting, by=erin, now=NOW)
    steps = steps_of_others(meeting, make_user(), 0, {hall.pk: hall.name})
    earlier = last_steps(meeting, {hall.pk: hall.name})
    assert [step.text for step in reversed(earlier)][:-5] == [
        "Erin moved “Opening”: Friday 09:15 to 10:15, Main hall.",
        "Erin moved “Opening”: Friday 09:15 to 10:15, all rooms.",
        "Erin gave “Opening” 1 h 30 min.",
    ]
    assert [step.text for step in steps] == [
        "Erin renamed “Opening” to “Welcome”.",
        "Erin changed “Welcome”.",
        "Erin put “Welcome” back into the tray.",
        "Erin removed “Welcome”.",
        "Erin took back a step: “Welcome”, in the tray.",
    ]
    assert [step.undone for step in earlier][:3] == [False, True, False]


def test_placing_and_taking_over_are_told_as_such(meeting, erin):
    plan = make_plan(meeting, title="Walk")
    change_plan(plan=plan, version=1, values={"starts_at": MORNING}, by=erin, now=NOW)
    make_session(meeting, title="Old", day=2)
    adopt_sessions(meeting=meeting, by=None, now=NOW)
    assert [step.text for step in last_steps(meeting, {})] == [
        "Somebody took over “Old” from the record.",
        "Erin placed “Walk”: Thursday 09:15 to 10:15, no room yet.",
    ]
    assert last_steps(meeting, {})[0].at == "13:00"


def test_others_hear_of_what_they_have_not_seen(meeting, erin):
    bob = make_user()
    for number in range(3):
        add_plan(meeting=meeting, values={"title": f"{number}"}, by=erin, now=NOW)
    assert last_number(meeting) == 3
    assert [step.number for step in steps_of_others(meeting, bob, 1, {})] == [2, 3]
    assert steps_of_others(meeting, erin, 0, {}) == []
    assert (may_undo(meeting, erin), may_undo(meeting, bob)) == (True, False)


def test_an_entry_in_words(meeting):
    plan = make_plan(meeting, title="Opening", starts_at=MORNING)
    assert plan_in_words(meeting, plan, {}) == "Opening: Thursday 09:15 to 10:15, no room yet"
    plan.state = "cancelled"
    assert plan_in_words(meeting, plan, {}) == "Opening: cancelled, Thursday 09:15 to 10:15, no room yet"
    assert plan_in_words(meeting, make_plan(meeting, title="A", day=2), {}) == "A: Friday, no time yet"
    assert plan_in_words(meeting, make_plan(meeting, title="A"), {}) == "A: in the tray"


def test_lengths():
    assert [length_in_words(minutes) for minutes in (5, 60, 90, 120)] == [
        "5 minutes",
        "1 hour",
        "1 h 30 min",
        "2 hours",
    ]
