"""Owners leave with a reason, hosts name others, and nobody is left out of knowing that nobody owns it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.actions.outcome_owners import LastOwnerError, leave_outcome, name_owner
from meetings.actions.outcomes import endorse
from meetings.models import OutcomeUpdate
from organizations.clock import today
from organizations.models import Message
from tests.factories import (
    make_host,
    make_liaison,
    make_management_term,
    make_meeting,
    make_organization,
    make_outcome,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def owners():
    return [make_organization("OURS"), make_organization("THEIRS")]


@pytest.fixture
def outcome(owners):
    return make_outcome(make_meeting(), owners=owners, title="A common calendar")


def leave(outcome, organization, *, reason="We have no hands left.", alone=False):
    return leave_outcome(
        outcome=outcome, organization=organization, reason=reason, alone=alone, by=make_user(), now=timezone.now()
    )


def test_one_of_two_leaves_and_says_why(outcome, owners):
    update = leave(outcome, owners[0])
    assert list(outcome.owners.all()) == [owners[1]]
    assert (update.note, update.organization, update.state) == (
        "OURS hands it back: We have no hands left.",
        owners[0],
        outcome.state,
    )
    assert not Message.objects.exists()
    assert leave(outcome, owners[0]) is None


def test_nobody_leaves_without_a_reason(outcome, owners):
    with pytest.raises(ValidationError):
        leave(outcome, owners[0], reason=" ")
    assert outcome.owners.count() == 2


def test_the_last_owner_leaves_knowingly_and_the_host_is_told(outcome, owners):
    host = make_organization("HOST")
    make_host(outcome.meeting, host)
    make_liaison(make_user("erin@example.org"), host)
    leave(outcome, owners[0])
    with pytest.raises(LastOwnerError):
        leave(outcome, owners[1])
    leave(outcome, owners[1], alone=True)
    assert not outcome.owners.exists()
    (mail,) = Message.objects.all()
    assert mail.to == "erin@example.org"
    assert "A common calendar" in mail.subject
    assert "We have no hands left." in mail.text
    assert f"/outcomes/{outcome.pk}/owners/" in mail.text


def test_without_a_host_the_management_team_is_told(outcome, owners):
    make_management_term(make_user("dana@example.org"))
    leave(outcome, owners[0])
    leave(outcome, owners[1], alone=True)
    assert [mail.to for mail in Message.objects.all()] == ["dana@example.org"]


def test_what_is_settled_can_be_left_by_all(owners):
    outcome = make_outcome(owners=owners[:1], state="done")
    assert leave(outcome, owners[0])
    assert not Message.objects.exists()


def test_the_host_names_another_whose_support_ends_with_that(outcome):
    other, erin = make_organization("OTHER"), make_user()
    endorse(outcome=outcome, organization=other, by=erin, day=today())
    named = {"outcome": outcome, "organization": other, "by": erin, "now": timezone.now()}
    with pytest.raises(ValidationError):
        name_owner(note="", **named)
    assert name_owner(note="They asked for it.", **named)
    assert not name_owner(note="They asked for it.", **named)
    assert outcome.owners.filter(pk=other.pk).exists()
    assert not outcome.endorsements.filter(until=None).exists()
    assert OutcomeUpdate.objects.get().note == "OTHER takes it on: They asked for it."
