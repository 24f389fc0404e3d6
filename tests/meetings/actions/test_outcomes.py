"""What was agreed: recorded once, moved on by its owners, supported by others, never deleted."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from meetings.actions.openings import open_outcomes_before, plan_opening
from meetings.actions.outcome_reminders import remind_of_outcomes
from meetings.actions.outcomes import (
    StaleOutcomeError,
    endorse,
    record_outcome,
    take_on,
    update_outcome,
    withdraw_endorsement,
)
from meetings.models import Endorsement, Outcome, OutcomeUpdate
from meetings.reads.outcomes import open_for, story_of
from organizations.clock import today
from organizations.models import Message
from tests.factories import make_liaison, make_meeting, make_organization, make_outcome, make_session, make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
VALUES = {
    "kind": "proposal",
    "title": "A symposium",
    "text": "",
    "session": None,
    "state": "proposed",
    "due_meeting": None,
}


@pytest.fixture
def erin():
    return make_user("erin@example.org")


def test_the_same_title_twice_is_one_outcome(erin):
    meeting, owners = make_meeting(), [make_organization(), make_organization()]
    first = record_outcome(meeting=meeting, values=VALUES, owners=owners, by=erin)
    assert record_outcome(meeting=meeting, values=VALUES, owners=[], by=erin) == first
    assert {*first.owners.all()} == {*owners}


@pytest.mark.parametrize("field", ["session", "due_meeting"])
def test_what_belongs_to_another_meeting_is_refused(erin, field):
    meeting = make_meeting(year=1990)
    other = {"session": make_session(make_meeting()), "due_meeting": make_meeting(year=1980)}[field]
    with pytest.raises(ValidationError) as refused:
        record_outcome(meeting=meeting, values={**VALUES, field: other}, owners=[], by=erin)
    assert field in refused.value.message_dict


def moved(outcome, by, **changes):
    said = {"version": 1, "state": "in_progress", "note": "We began.", "organization": None, **changes}
    return update_outcome(outcome=outcome, by=by, now=timezone.now(), **said)


def test_an_update_moves_it_on_with_a_note(erin):
    outcome, owner = make_outcome(), make_organization("OWNER")
    moved(outcome, erin, organization=owner)
    outcome.refresh_from_db()
    assert (outcome.state, outcome.version) == (Outcome.State.IN_PROGRESS, 2)
    assert [(step.state, step.note, step.party) for step in story_of(outcome)] == [
        ("proposed", "", ""),
        ("in_progress", "We began.", "OWNER"),
    ]


def test_nothing_is_dropped_without_a_reason(erin):
    with pytest.raises(ValidationError):
        moved(make_outcome(), erin, state="dropped", note=" ")
    assert not OutcomeUpdate.objects.exists()


def test_who_saw_an_older_version_moves_nothing(erin):
    outcome = make_outcome()
    moved(outcome, erin)
    with pytest.raises(StaleOutcomeError):
        moved(outcome, erin, state="done")
    assert Outcome.objects.get().state == Outcome.State.IN_PROGRESS


def test_support_is_given_and_taken_back_and_ends_with_ownership(erin):
    outcome, friend = make_outcome(), make_organization()
    day = NOW.date()
    assert endorse(outcome=outcome, organization=friend, by=erin, day=day)
    assert not endorse(outcome=outcome, organization=friend, by=erin, day=day)
    assert withdraw_endorsement(outcome=outcome, organization=friend, by=erin, day=day)
    assert not withdraw_endorsement(outcome=outcome, organization=friend, by=erin, day=day)
    assert endorse(outcome=outcome, organization=friend, by=erin, day=day)
    assert take_on(outcome=outcome, organization=friend, by=erin, now=NOW)
    assert not take_on(outcome=outcome, organization=friend, by=erin, now=NOW)
    assert not endorse(outcome=outcome, organization=friend, by=erin, day=day)
    assert not Endorsement.objects.filter(until=None).exists()
    assert [*outcome.owners.all()] == [friend]


@pytest.mark.parametrize(
    ("ends_on", "words"),
    [("2027-05-30", "open for a month"), ("2027-01-10", "open for 5 months"), ("2026-06-02", "open for a year"),
     ("2016-11-20", "open for 10 years"), ("2027-06-01", "")],
)  # fmt: skip
def test_its_age_is_told_in_round_numbers(ends_on, words):
    meeting = make_meeting(kind="other", year=int(ends_on[:4]), starts_on=ends_on, ends_on=ends_on)
    assert open_for(make_outcome(meeting), date(2027, 6, 1)) == words
    assert open_for(make_outcome(meeting, state="done"), date(2027, 6, 1)) == ""


def test_whoever_speaks_for_an_owner_by_then_is_reminded_once():
    soon = today() + timedelta(days=20)
    due = make_meeting(kind="other", year=soon.year, starts_on=str(soon), ends_on=str(soon))
    owner = make_organization()
    make_liaison(make_user("gone@example.org"), owner, until=today() - timedelta(days=1))
    make_liaison(make_user("now@example.org"), owner)
    make_outcome(title="Symposium", owners=[owner], due_meeting=due)
    make_outcome(title="Settled", owners=[owner], due_meeting=due, state="done")
    assert remind_of_outcomes(day=today()) == 1
    assert remind_of_outcomes(day=today()) == 0
    message = Message.objects.get()
    assert (message.to, "Symposium" in message.subject) == ("now@example.org", True)


def test_the_nightly_command_reminds():
    soon = today() + timedelta(days=3)
    owner = make_organization()
    make_liaison(make_user("now@example.org"), owner)
    due = make_meeting(kind="other", year=soon.year, starts_on=str(soon), ends_on=str(soon))
    make_outcome(owners=[owner], due_meeting=due)
    call_command("nightly", dry_run=True)
    assert not Message.objects.exists()
    call_command("nightly")
    assert Message.objects.count() == 1


def test_a_meeting_opens_with_what_is_open(erin):
    meeting = make_meeting(year=1999)
    earlier = make_outcome(make_meeting(year=1990), title="Old [one]", owners=[make_organization("AAA")])
    make_outcome(make_meeting(year=1991), state="done")
    make_outcome(meeting)
    assert open_outcomes_before(meeting) == [earlier]
    plan = plan_opening(meeting=meeting, by=erin, now=NOW)
    assert plan.day == 1
    assert f"[Old (one)]({earlier.get_absolute_url()})" in plan.abstract
    assert "AAA" in plan.abstract
    assert plan_opening(meeting=meeting, by=erin, now=NOW) is None
