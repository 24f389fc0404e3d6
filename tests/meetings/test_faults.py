"""What keeps an agenda from being released, and what only asks whether it is meant so."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from meetings.faults import faults_of, plans_of, presence_of
from tests.factories import (
    make_delegate,
    make_delegation,
    make_meeting,
    make_organization,
    make_plan,
    make_plannedlead,
    make_room,
)

pytestmark = pytest.mark.django_db

NINE = datetime(2027, 3, 11, 8, tzinfo=UTC)  # 09:00 in Brussels, of the first of four days
HOUR = timedelta(hours=1)


@pytest.fixture
def meeting():
    return make_meeting(year=2027, starts_on="2027-03-11", ends_on="2027-03-14", time_zone="Europe/Brussels")


def found(meeting):
    """Of each faulty plan, by title: kind and whether hard."""
    plans = plans_of(meeting)
    titles = {plan.pk: plan.title for plan in plans}
    faults = faults_of(meeting, plans, presence_of(meeting))
    return {titles[pk]: [(fault.kind, fault.hard) for fault in those] for pk, those in faults.items()}


def texts(meeting):
    faults = faults_of(meeting, plans_of(meeting), presence_of(meeting))
    return sorted({fault.text for those in faults.values() for fault in those})


def sending(meeting, people=2):
    """An organization with `people` who have a place."""
    delegation = make_delegation(meeting)
    for _number in range(people):
        make_delegate(delegation)
    return delegation.organization


def test_an_agenda_without_faults_has_none(meeting):
    aula, attic = make_room(meeting), make_room(meeting)
    a, b = sending(meeting), sending(meeting)
    make_plan(meeting, starts_at=NINE, room=aula, leads=[a])
    make_plan(meeting, starts_at=NINE, room=attic, leads=[b])
    make_plan(meeting, starts_at=NINE + HOUR, room=aula, leads=[a])
    make_plan(meeting, leads=[a])
    make_plan(meeting, day=2)
    assert found(meeting) == {}


def test_a_room_is_taken_once(meeting):
    aula = make_room(meeting, name="Aula")
    make_plan(meeting, title="A", starts_at=NINE, room=aula)
    make_plan(meeting, title="B", starts_at=NINE + HOUR / 2, room=aula)
    assert found(meeting) == {"A": [("room", True)], "B": [("room", True)]}
    assert texts(meeting) == ["Aula is taken by “A”.", "Aula is taken by “B”."]


def test_several_who_need_the_same_room_are_one_fault(meeting):
    aula = make_room(meeting, name="Aula")
    for title in "ABC":
        make_plan(meeting, title=title, starts_at=NINE, room=aula)
    faults = faults_of(meeting, plans_of(meeting), presence_of(meeting))
    assert {len(those) for those in faults.values()} == {1}
    assert "Aula is taken by “A” and 1 more." in texts(meeting)


@pytest.mark.parametrize("state", ["cancelled", "removed"])
def test_what_does_not_take_place_takes_no_room(meeting, state):
    aula = make_room(meeting)
    make_plan(meeting, starts_at=NINE, room=aula)
    make_plan(meeting, starts_at=NINE, room=aula, state=state)
    assert found(meeting) == {}


def test_what_is_in_all_rooms_takes_each(meeting):
    make_plan(meeting, title="Fair", starts_at=NINE, everywhere=True)
    make_plan(meeting, title="A", starts_at=NINE, room=make_room(meeting, name="Aula"))
    assert found(meeting) == {"Fair": [("room", True)], "A": [("room", True)]}
    make_plan(meeting, title="Feast", starts_at=NINE + HOUR / 2, everywhere=True)
    assert "“Feast” takes all rooms too." in texts(meeting)


def test_a_break_for_all_only_asks(meeting):
    make_plan(meeting, title="Coffee", kind="break", starts_at=NINE, everywhere=True)
    make_plan(meeting, title="A", starts_at=NINE, room=make_room(meeting))
    assert found(meeting) == {"Coffee": [("plenary", False)], "A": [("plenary", False)]}


def test_a_plenary_in_one_room_asks_about_the_others(meeting):
    make_plan(meeting, title="Opening", kind="plenary", starts_at=NINE, room=make_room(meeting))
    make_plan(meeting, title="A", starts_at=NINE, room=make_room(meeting))
    assert found(meeting) == {"Opening": [("plenary", False)], "A": [("plenary", False)]}


def test_nobody_is_in_two_rooms(meeting):
    organization = sending(meeting)
    person = meeting.delegates.first()
    for title in "AB":
        plan = make_plan(meeting, title=title, starts_at=NINE)
        make_plannedlead(plan, organization=organization, delegate=person)
    assert found(meeting) == {"A": [("person", True)], "B": [("person", True)]}


def test_two_people_of_one_organization_lead_at_once(meeting):
    organization = sending(meeting)
    for person in meeting.delegates.all():
        make_plannedlead(make_plan(meeting, starts_at=NINE), organization=organization, delegate=person)
    assert found(meeting) == {}


@pytest.mark.parametrize(("people", "hard"), [(1, True), (2, False)])
def test_an_organization_leads_twice_at_once_if_it_sends_enough(meeting, people, hard):
    organization = sending(meeting, people)
    for title in "AB":
        make_plan(meeting, title=title, starts_at=NINE, leads=[organization])
    assert found(meeting) == {"A": [("organization", hard)], "B": [("organization", hard)]}


def test_who_leads_together_with_another_may_leave_it_to_that_one(meeting):
    one, other = sending(meeting, 1), sending(meeting, 1)
    make_plan(meeting, title="A", starts_at=NINE, leads=[one, other])
    make_plan(meeting, title="B", starts_at=NINE, leads=[one])
    assert found(meeting) == {"A": [("organization", False)], "B": [("organization", False)]}


def test_breaks_need_nobody(meeting):
    organization = sending(meeting, 1)
    make_plan(meeting, starts_at=NINE, leads=[organization])
    make_plan(meeting, starts_at=NINE, kind="break", leads=[organization])
    assert found(meeting) == {}


def test_leads_who_do_not_come_are_asked_about_once_somebody_comes(meeting):
    absent = make_organization(acronym="ABSENT")
    make_plan(meeting, title="A", leads=[absent])
    assert found(meeting) == {}
    sending(meeting)
    assert found(meeting) == {"A": [("absent", False)]}
    assert texts(meeting) == ["ABSENT has nobody with a place at the meeting."]


def test_a_person_who_withdrew_is_asked_about(meeting):
    organization = sending(meeting)
    gone = make_delegate(meeting.delegations.get(), name="Gus", state="withdrawn")
    make_plannedlead(make_plan(meeting, title="A"), organization=organization, delegate=gone)
    assert texts(meeting) == ["Gus has no place at the meeting."]


@pytest.mark.parametrize(
    ("starts_at", "minutes", "hard"),
    [
        (NINE - timedelta(days=1), 60, True),
        (datetime(2027, 3, 14, 21, tzinfo=UTC), 360, False),  # from 22:00 of the last day to 04:00 in Brussels
        (datetime(2027, 3, 14, 21, tzinfo=UTC), 421, True),  # to one minute past five
        (NINE + timedelta(days=4), 60, True),
    ],
)
def test_the_meetings_days_hold_everything_but_its_last_night(meeting, starts_at, minutes, hard):
    make_plan(meeting, title="A", starts_at=starts_at, minutes=minutes)
    assert found(meeting) == ({"A": [("days", True)]} if hard else {})


def test_a_day_that_the_meeting_has_not_is_a_fault_without_a_time_too(meeting):
    make_plan(meeting, title="A", day=5)
    assert texts(meeting) == ["The meeting has no day 5."]


@pytest.mark.parametrize("dates", [{}, {"starts_on": "2027-03"}, {"starts_on": "2027-03-11"}])
def test_days_that_nobody_knows_hold_everything(dates):
    meeting = make_meeting(year=2027, **dates)
    make_plan(meeting, starts_at=NINE + timedelta(days=9), day=10)
    assert found(meeting) == {}


def test_more_people_than_chairs(meeting):
    room = make_room(meeting, name="Attic", capacity=1)
    sending(meeting, 2)
    make_plan(meeting, title="Workshop", room=room)
    make_plan(meeting, title="Opening", kind="plenary", room=room)
    make_plan(meeting, title="Training", expected=30, room=room)
    assert found(meeting) == {"Opening": [("capacity", False)], "Training": [("capacity", False)]}
    assert "Attic holds 1 person, and 30 are expected." in texts(meeting)


def test_three_hundred_are_checked_with_few_questions_and_at_once(meeting, django_assert_num_queries):
    organizations = [sending(meeting) for _number in range(10)]
    rooms = [make_room(meeting) for _number in range(5)]
    for number in range(300):
        starts_at = NINE + timedelta(minutes=30 * (number // 5 % 48))
        make_plan(meeting, starts_at=starts_at, room=rooms[number % 5], leads=[organizations[number % 10]])
    with django_assert_num_queries(3):
        plans, presence = plans_of(meeting), presence_of(meeting)
        began = time.perf_counter()
        faults = faults_of(meeting, plans, presence)
    assert len(faults) == 300
    assert time.perf_counter() - began < 1
