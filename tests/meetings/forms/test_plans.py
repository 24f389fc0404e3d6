"""An entry of the agenda as a form: times by the clocks of the place, leads in rows, nothing shifted by saving."""

from datetime import UTC, datetime

import pytest

from meetings.forms.plans import PlanForm
from meetings.models import Plan
from tests.factories import (
    make_delegate,
    make_delegation,
    make_meeting,
    make_organization,
    make_partner,
    make_plan,
    make_room,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """The clocks go back in the night from its second to its third day."""
    return make_meeting(year=2027, starts_on="2027-10-29", ends_on="2027-11-01", time_zone="Europe/Brussels")


def typed(plan, **changes):
    """The bound form of what a browser sends back, with `changes`."""
    form = PlanForm(plan=plan)
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    return PlanForm({**data, **changes}, plan=plan)


def values(plan, **changes):
    form = typed(plan, **changes)
    assert form.is_valid(), form.errors
    return form.values


def test_saving_what_was_not_touched_changes_nothing(meeting):
    organization, topic = make_organization(), make_topic()
    moment = datetime(2027, 10, 29, 8, 7, 30, tzinfo=UTC)
    plan = make_plan(meeting, room=make_room(meeting), starts_at=moment, leads=[organization])
    plan.topics.add(topic)
    found = values(plan)
    assert "starts_at" not in found
    assert (found["room"], found["everywhere"], found["topics"]) == (plan.room_id, False, [topic.pk])
    assert found["leads"] == [(organization.pk, None, None)]


@pytest.mark.parametrize(
    ("day", "start", "moment"),
    [
        ("1", "09:15", datetime(2027, 10, 29, 7, 15, tzinfo=UTC)),
        ("1", "00:30", datetime(2027, 10, 29, 22, 30, tzinfo=UTC)),  # after its midnight
        ("3", "09:15", datetime(2027, 10, 31, 8, 15, tzinfo=UTC)),
    ],
)
def test_times_are_those_of_the_clocks_there(meeting, day, start, moment):
    assert values(make_plan(meeting), day=day, start=start)["starts_at"] == moment


def test_of_a_doubled_hour_it_asks_which(meeting):
    plan = make_plan(meeting)
    form = typed(plan, day="2", start="02:30")
    assert not form.is_valid()
    assert "Say which one" in form.errors["start_reading"][0]
    later = values(plan, day="2", start="02:30", start_reading="1")["starts_at"]
    assert later == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    plan = make_plan(meeting, day=2, starts_at=later)
    assert PlanForm(plan=plan)["start_reading"].value() == "1"


def test_a_time_that_does_not_exist_is_refused_with_a_sentence():
    spring = make_meeting(year=2027, starts_on="2027-03-27", ends_on="2027-03-29", time_zone="Europe/Brussels")
    form = typed(make_plan(spring), day="1", start="02:30")
    assert not form.is_valid()
    assert form.errors["start"] == ["There is no 02:30 that night: the clocks go forward."]


def test_a_time_needs_a_day_and_a_day_needs_no_time(meeting):
    form = typed(make_plan(meeting), start="09:00")
    assert not form.is_valid()
    assert form.errors["day"] == ["A time needs a day."]
    found = values(make_plan(meeting), day="2")
    assert (found["day"], found["starts_at"]) == (2, None)


def test_all_rooms_are_a_choice_like_any_other(meeting):
    plan = make_plan(meeting, room=make_room(meeting))
    assert (values(plan, room="all")["everywhere"], values(plan, room="all")["room"]) == (True, None)


def test_a_person_stands_for_who_sends_them(meeting):
    organization, partner = make_organization(), make_partner()
    person = make_delegate(make_delegation(meeting, organization), name="Ann")
    found = values(make_plan(meeting), person_0=str(person.pk), lead_1=f"p-{partner.pk}")
    assert found["leads"] == [(organization.pk, None, person.pk), (None, partner.pk, None)]


def test_nobody_leads_twice_and_a_guest_needs_a_sender(meeting):
    organization = make_organization()
    guest = make_delegate(meeting=meeting, name="Gil")
    twice = typed(make_plan(meeting), lead_0=f"o-{organization.pk}", lead_1=f"o-{organization.pk}")
    assert twice.errors["lead_1"] == ["This one leads it already: each is named once."]
    alone = typed(make_plan(meeting), person_0=str(guest.pk))
    assert alone.errors["lead_0"] == ["Say for which organization or partner this person does it."]


def test_there_is_room_for_two_more_leads(meeting):
    plan = make_plan(meeting, leads=[make_organization() for _ in range(3)])
    assert len(PlanForm(plan=plan).lead_rows) == 5


def test_what_was_removed_comes_back_by_saving_it(meeting):
    assert values(make_plan(meeting, state="removed"))["state"] == Plan.State.PLANNED
    assert values(make_plan(meeting, state="cancelled"))["state"] == Plan.State.CANCELLED


def test_an_entry_on_a_day_that_was_cut_off_keeps_it(meeting):
    plan = make_plan(meeting, day=9, starts_at=datetime(2027, 11, 6, 9, tzinfo=UTC))
    assert values(plan)["day"] == 9
