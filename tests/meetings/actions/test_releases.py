"""A release shows everybody what was planned, once, and only as it was seen."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.actions.plans import add_plans, adopt_sessions, change_plan, remove_plan
from meetings.actions.releases import ReleaseError, StaleAgendaError, first_release, release
from meetings.models import Plan, Session
from meetings.releasing import draft_of
from organizations.models import Activity, ContentVersion
from tests.factories import (
    make_delegate,
    make_delegation,
    make_meeting,
    make_organization,
    make_outcome,
    make_partner,
    make_plan,
    make_plannedlead,
    make_room,
    make_session,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)
NINE = datetime(2027, 3, 11, 8, tzinfo=UTC)  # 09:00 in Brussels, of the first day
HOUR = timedelta(hours=1)


@pytest.fixture
def meeting():
    return make_meeting(year=2027, starts_on="2027-03-11", ends_on="2027-03-14", time_zone="Europe/Brussels")


@pytest.fixture
def erin():
    return make_user("erin@example.org")


def released(meeting, by, **fields):
    """The release of what is planned now."""
    seen = draft_of(meeting).seen
    return release(meeting=meeting, by=by, **{"note": "", "seen": seen, "now": NOW, "despite_soft": True, **fields})


def change(plan, by, **values):
    plan.refresh_from_db()
    return change_plan(plan=plan, version=plan.version, values=values, by=by, now=NOW)


def remove(plan, by):
    plan.refresh_from_db()
    return remove_plan(plan=plan, version=plan.version, by=by, now=NOW)


def kinds(done):
    return [(change["kind"], change["title"]) for change in done.release.changes]


def test_the_first_release_makes_the_sessions(meeting, erin):
    organization, partner, topic = make_organization(), make_partner(), make_topic()
    plan = make_plan(
        meeting, title="Grants", starts_at=NINE, room=make_room(meeting), leads=[organization, partner], expected=9
    )
    plan.topics.add(topic)
    make_plan(meeting, title="In the tray")
    before = ContentVersion.current()
    done = released(meeting, erin, note="Here it is")
    session = meeting.sessions.get()
    assert (session.title, session.starts_at, session.ends_at, session.room) == ("Grants", NINE, NINE + HOUR, plan.room)
    assert (session.state, session.sequence, session.plan) == (Session.State.SCHEDULED, 0, plan)
    assert [str(lead) for lead in session.leads.all()] == [organization.acronym, str(partner)]
    assert [*session.topics.all()] == [topic]
    assert session.history.get().history_user == erin
    assert (done.new, done.release.number, done.release.note, done.release.time_zone) == (
        True,
        1,
        "Here it is",
        "Europe/Brussels",
    )
    assert [entry["uid"] for entry in done.release.content] == [str(session.uid)]
    assert [(one["kind"], one["session"]) for one in done.release.changes] == [("new", session.pk)]
    assert Activity.objects.get(verb="released").actor == erin
    assert ContentVersion.current() > before


def test_a_release_names_no_person(meeting, erin):
    delegation = make_delegation(meeting)
    dora = make_delegate(delegation, name="Dora Delegate")
    make_plannedlead(make_plan(meeting, starts_at=NINE), organization=delegation.organization, delegate=dora)
    done = released(meeting, erin)
    assert "Dora" not in f"{done.release.content} {done.release.changes}"
    assert meeting.sessions.get().leads.get().delegate == dora


def test_the_next_release_tells_what_became_of_each(meeting, erin):
    plans = {title: make_plan(meeting, title=title, starts_at=NINE) for title in "ABCD"}
    released(meeting, erin)
    change(plans["A"], erin, starts_at=NINE + HOUR)
    change(plans["B"], erin, title="Bees")
    remove(plans["C"], erin)
    make_plan(meeting, title="E", starts_at=NINE)
    done = released(meeting, erin)
    assert kinds(done) == [("new", "E"), ("moved", "A"), ("cancelled", "C"), ("renamed", "Bees")]
    rows = dict(meeting.sessions.values_list("title", "sequence"))
    assert rows == {"A": 1, "Bees": 1, "C": 1, "D": 0, "E": 0}
    assert meeting.sessions.get(title="C").state == Session.State.CANCELLED
    assert [release.number for release in meeting.releases.all()] == [2, 1]


def test_what_was_cancelled_can_take_place_after_all(meeting, erin):
    plan = make_plan(meeting, title="A", starts_at=NINE)
    released(meeting, erin)
    remove(plan, erin)
    released(meeting, erin)
    change(plan, erin, state=Plan.State.PLANNED)
    done = released(meeting, erin)
    assert kinds(done) == [("restored", "A")]
    assert (meeting.sessions.get().state, meeting.sessions.get().sequence) == (Session.State.SCHEDULED, 2)


def test_a_cancelled_session_stays_where_everybody_knew_it(meeting, erin):
    plan = make_plan(meeting, title="A", starts_at=NINE)
    released(meeting, erin)
    change(plan, erin, starts_at=None, title="Never seen")
    remove(plan, erin)
    done = released(meeting, erin)
    assert kinds(done) == [("cancelled", "A")]
    assert (meeting.sessions.get().starts_at, meeting.sessions.get().title) == (NINE, "A")


def test_what_goes_back_into_the_tray_is_taken_off_and_can_return(meeting, erin):
    plan = make_plan(meeting, title="A", starts_at=NINE)
    make_plan(meeting, title="B", starts_at=NINE)
    released(meeting, erin)
    change(plan, erin, starts_at=None, day=None)
    assert kinds(released(meeting, erin)) == [("removed", "A")]
    session = meeting.sessions.get(title="A")
    assert session.state == Session.State.DRAFT
    change(plan, erin, starts_at=NINE)
    assert kinds(released(meeting, erin)) == [("new", "A")]
    assert meeting.sessions.get(title="A").pk == session.pk


def test_the_archives_sessions_stay_whether_taken_over_or_not(meeting, erin):
    outcome = make_outcome(meeting, session=make_session(meeting, title="Day known"))
    make_session(meeting, title="Nothing known", day=None)
    make_plan(meeting, title="A", starts_at=NINE)
    assert kinds(released(meeting, erin)) == [("new", "A")]
    assert adopt_sessions(meeting=meeting, by=erin, now=NOW) == 2
    assert not released(meeting, erin).new
    change(outcome.session.plan, erin, starts_at=NINE + HOUR)
    assert kinds(released(meeting, erin)) == [("moved", "Day known")]
    assert meeting.sessions.public().count() == 3


def test_a_second_press_of_the_button_makes_nothing(meeting, erin):
    make_plan(meeting, starts_at=NINE)
    seen = draft_of(meeting).seen
    first, second = (released(meeting, erin, seen=seen) for _press in range(2))
    assert (first.new, second.new, second.release) == (True, False, first.release)
    assert (meeting.releases.count(), meeting.sessions.count()) == (1, 1)


def test_who_has_not_seen_the_last_step_releases_nothing(meeting, erin):
    plan = add_plans(meeting=meeting, entries=[{"title": "A", "starts_at": NINE}], by=erin, now=NOW)[0]
    seen = draft_of(meeting).seen
    change(plan, make_user(), title="B")
    with pytest.raises(StaleAgendaError) as stale:
        released(meeting, erin, seen=seen)
    assert [step.verb for step in stale.value.steps] == ["changed"]
    assert not meeting.sessions.exists()


def test_hard_faults_refuse_and_soft_ones_ask(meeting, erin):
    aula = make_room(meeting, capacity=1)
    plans = [make_plan(meeting, starts_at=NINE, room=aula, expected=2) for _number in range(2)]
    with pytest.raises(ReleaseError, match="cannot be"):
        released(meeting, erin)
    change(plans[1], erin, starts_at=NINE + HOUR)
    with pytest.raises(ReleaseError, match="meant to be so"):
        released(meeting, erin, despite_soft=False)
    assert not meeting.sessions.exists()
    assert released(meeting, erin).new


@pytest.mark.parametrize("state", ["draft", "announced"])
def test_nothing_to_see_is_nothing_to_release(state, erin):
    meeting = make_meeting(state=state)
    make_plan(meeting)
    with pytest.raises(ReleaseError):
        released(meeting, erin)


def test_a_corrected_zone_is_released_without_a_move(meeting, erin):
    make_plan(meeting, starts_at=NINE)
    released(meeting, erin)
    meeting.time_zone = "Europe/Lisbon"
    meeting.save()
    meeting.plans.update(starts_at=NINE + HOUR, ends_at=NINE + 2 * HOUR)
    done = released(meeting, erin)
    assert (done.release.time_zone, done.release.changes) == ("Europe/Lisbon", [])
    assert meeting.sessions.get().starts_at == NINE + HOUR
    assert meeting.sessions.get().sequence == 1


def test_another_person_of_the_same_organization_is_released_without_a_word(meeting, erin):
    delegation = make_delegation(meeting)
    plan = make_plan(meeting, starts_at=NINE, leads=[delegation.organization])
    released(meeting, erin)
    plan.leads.update(delegate=make_delegate(delegation))
    done = released(meeting, erin)
    assert (done.new, done.release.changes) == (True, [])
    assert meeting.sessions.get().leads.get().delegate


def test_what_a_scenario_or_an_archive_shows_becomes_release_one_once(meeting):
    make_session(meeting, title="A", starts_at=NINE, ends_at=NINE + HOUR)
    row = first_release(meeting=meeting, by=None, now=NOW)
    assert ([entry["title"] for entry in row.content], row.changes, row.number) == (["A"], [], 1)
    assert meeting.plans.get().session == meeting.sessions.get()
    assert first_release(meeting=meeting, by=None, now=NOW) is None


def test_a_larger_agenda_asks_no_more_questions(meeting, erin, django_assert_max_num_queries):
    topic, organization = make_topic(), make_organization()
    entries = [
        {"title": f"{n}", "starts_at": NINE + n * HOUR, "topics": [topic.pk], "leads": [(organization.pk, None, None)]}
        for n in range(60)
    ]
    plans = add_plans(meeting=meeting, entries=entries, by=erin, now=NOW)
    with django_assert_max_num_queries(36):
        released(meeting, erin)
    for plan in plans:
        change(plan, erin, title=f"{plan.title} again")
    with django_assert_max_num_queries(40):
        released(meeting, erin)
