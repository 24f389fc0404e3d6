"""Steps in the making of an agenda: on record, undone as easily, and refused where somebody else was faster."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from meetings.actions.plans import StalePlanError, add_plan, add_plans, adopt_sessions, change_plan, remove_plan, undo
from meetings.models import Plan, PlanChange
from meetings.planning import state_of
from tests.factories import make_meeting, make_organization, make_plan, make_room, make_session, make_topic, make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)
MORNING = datetime(2027, 3, 11, 8, tzinfo=UTC)  # 09:00 in Brussels, of the first day


@pytest.fixture
def meeting():
    return make_meeting(year=2027, starts_on="2027-03-11", ends_on="2027-03-14", time_zone="Europe/Brussels")


@pytest.fixture
def erin():
    return make_user("erin@example.org")


def steps(meeting):
    return list(meeting.plan_changes.order_by("number").values_list("number", "verb"))


def test_what_has_no_time_lies_in_the_tray(meeting, erin):
    organization, topic = make_organization(), make_topic()
    values = {"title": "Grants", "leads": [(organization.pk, None, None)], "topics": [topic.pk]}
    plan = add_plan(meeting=meeting, values=values, by=erin, now=NOW)
    assert plan in Plan.objects.unplaced()
    assert [lead.organization for lead in plan.leads.all()] == [organization]
    assert [*plan.topics.all()] == [topic]
    assert steps(meeting) == [(1, "added")]


@pytest.mark.parametrize(
    ("starts_at", "day"),
    [
        (MORNING, 1),
        (MORNING + timedelta(days=2), 3),
        (datetime(2027, 3, 12, 23, 30, tzinfo=UTC), 2),  # half past midnight in Brussels closes the evening before
        (datetime(2027, 3, 13, 4, 0, tzinfo=UTC), 3),  # five o'clock opens a day
    ],
)
def test_a_time_has_its_day_and_its_end(meeting, erin, starts_at, day):
    plan = add_plan(meeting=meeting, values={"title": "A", "minutes": 90, "starts_at": starts_at}, by=erin, now=NOW)
    assert (plan.day, plan.ends_at - plan.starts_at) == (day, timedelta(minutes=90))


def test_nothing_begins_before_the_meeting_does(meeting, erin):
    values = {"title": "Too early", "starts_at": MORNING - timedelta(days=1)}
    with pytest.raises(ValidationError, match="not begun"):
        add_plan(meeting=meeting, values=values, by=erin, now=NOW)
    assert not meeting.plans.exists()


def test_many_are_added_together_or_not_at_all(meeting, erin):
    with pytest.raises(ValidationError):
        add_plans(meeting=meeting, entries=[{"title": "A"}, {"title": ""}], by=erin, now=NOW)
    assert not meeting.plans.exists()


def test_adding_more_asks_no_more_questions(meeting, erin, django_assert_max_num_queries):
    entries = [{"title": f"{n}", "starts_at": MORNING, "topics": [make_topic().pk]} for n in range(40)]
    with django_assert_max_num_queries(14):
        add_plans(meeting=meeting, entries=entries, by=erin, now=NOW)


def test_a_change_counts_versions_and_is_on_record(meeting, erin):
    plan = add_plan(meeting=meeting, values={"title": "A"}, by=erin, now=NOW)
    room = make_room(meeting)
    changed = change_plan(plan=plan, version=1, values={"starts_at": MORNING, "room": room}, by=erin, now=NOW)
    assert (changed.version, changed.room, changed.day) == (2, room, 1)
    step = meeting.plan_changes.get(number=2)
    assert (step.before["starts_at"], step.after["room"]) == (None, room.pk)


def test_what_changes_nothing_is_no_step(meeting, erin):
    plan = add_plan(meeting=meeting, values={"title": "A"}, by=erin, now=NOW)
    assert change_plan(plan=plan, version=1, values={"title": "A"}, by=erin, now=NOW).version == 1
    assert steps(meeting) == [(1, "added")]


def test_who_saw_an_older_version_changes_nothing(meeting, erin):
    plan = add_plan(meeting=meeting, values={"title": "A"}, by=erin, now=NOW)
    change_plan(plan=plan, version=1, values={"title": "B"}, by=make_user(), now=NOW)
    with pytest.raises(StalePlanError) as stale:
        change_plan(plan=plan, version=1, values={"title": "C"}, by=erin, now=NOW)
    assert stale.value.plan.title == "B"
    assert Plan.objects.get().title == "B"


def test_a_room_of_another_meeting_is_none(meeting, erin):
    plan = make_plan(meeting)
    with pytest.raises(ValidationError, match="no such room"):
        change_plan(plan=plan, version=1, values={"room": make_room().pk}, by=erin, now=NOW)


def test_all_rooms_name_none(meeting, erin):
    plan = make_plan(meeting, room=make_room(meeting))
    assert change_plan(plan=plan, version=1, values={"everywhere": True}, by=erin, now=NOW).room is None


def test_what_nobody_saw_goes_and_what_was_released_is_cancelled(meeting, erin):
    fresh, released = make_plan(meeting), make_plan(meeting, session=make_session(meeting))
    assert remove_plan(plan=fresh, version=1, by=erin, now=NOW).state == Plan.State.REMOVED
    assert remove_plan(plan=released, version=1, by=erin, now=NOW).state == Plan.State.CANCELLED


def test_what_was_released_since_the_page_was_opened_is_cancelled_as_well(meeting, erin):
    seen = make_plan(meeting)
    Plan.objects.filter(pk=seen.pk).update(session=make_session(meeting))
    assert remove_plan(plan=seen, version=1, by=erin, now=NOW).state == Plan.State.CANCELLED


def test_steps_are_undone_one_by_one_up_to_the_first(meeting, erin):
    topic, organization = make_topic(), make_organization()
    values = {"title": "A", "topics": [topic.pk], "leads": [(organization.pk, None, None)]}
    plan = add_plan(meeting=meeting, values=values, by=erin, now=NOW)
    first = state_of(plan)
    for version, values in enumerate([{"title": "B", "topics": [], "leads": []}, {"starts_at": MORNING}], start=1):
        change_plan(plan=plan, version=version, values=values, by=erin, now=NOW)
    assert undo(meeting=meeting, by=erin, now=NOW)
    assert (meeting.plans.get().title, meeting.plans.get().starts_at) == ("B", None)
    assert undo(meeting=meeting, by=erin, now=NOW)
    assert state_of(meeting.plans.get()) == first
    assert undo(meeting=meeting, by=erin, now=NOW)
    assert meeting.plans.get().state == Plan.State.REMOVED
    assert undo(meeting=meeting, by=erin, now=NOW) is None


def test_only_the_own_steps_are_undone(meeting, erin):
    add_plan(meeting=meeting, values={"title": "Somebody else's"}, by=make_user(), now=NOW)
    assert undo(meeting=meeting, by=erin, now=NOW) is None


def test_nobody_undoes_over_what_another_did_since(meeting, erin):
    plan = add_plan(meeting=meeting, values={"title": "A"}, by=erin, now=NOW)
    change_plan(plan=plan, version=1, values={"title": "B"}, by=make_user(), now=NOW)
    with pytest.raises(StalePlanError):
        undo(meeting=meeting, by=erin, now=NOW)
    assert meeting.plans.get().title == "B"


def test_sessions_that_nobody_planned_are_taken_over_once(meeting, erin):
    organization = make_organization()
    session = make_session(
        meeting, title="Old", leads=[organization], starts_at=MORNING, ends_at=MORNING + timedelta(hours=2)
    )
    make_session(meeting, title="Day known alone")
    assert adopt_sessions(meeting=meeting, by=erin, now=NOW) == 2
    assert adopt_sessions(meeting=meeting, by=erin, now=NOW) == 0
    plan = session.plan
    assert (plan.title, plan.minutes, plan.ends_at) == ("Old", 120, session.ends_at)
    assert [lead.organization for lead in plan.leads.all()] == [organization]
    assert PlanChange.objects.filter(verb="adopted").count() == 2
