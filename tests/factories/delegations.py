"""Who comes to a meeting."""

from datetime import UTC, datetime

from meetings.models import Answer, Delegate, Delegation, Logistics, Question
from tests.factories.meetings import make_meeting
from tests.factories.numbers import numbers
from tests.factories.organizations import make_organization


def make_delegation(meeting=None, organization=None, **fields):
    """A delegation that came; of `partner`, if one is given."""
    if "partner" not in fields:
        organization = organization or make_organization()
    fields = {"attended": True, **fields}
    return Delegation.objects.create(meeting=meeting or make_meeting(), organization=organization, **fields)


def make_delegate(delegation=None, **fields):
    """A confirmed delegate of `delegation`; of none, but of `meeting`, if one is given."""
    if "meeting" not in fields:
        delegation = delegation or make_delegation()
        fields["meeting"] = delegation.meeting
    fields = {
        "name": "Dora Delegate",
        "email": f"dora{next(numbers)}@example.org",
        "state": Delegate.State.CONFIRMED,
        "registered_at": datetime(2026, 11, 2, 9, tzinfo=UTC),
        **fields,
    }
    return Delegate.objects.create(delegation=delegation, **fields)


def make_logistics(delegate=None, **fields):
    return Logistics.objects.create(delegate=delegate or make_delegate(), **fields)


def make_question(meeting=None, **fields):
    fields = {"text": f"Question {next(numbers)}?", **fields}
    return Question.objects.create(meeting=meeting or make_meeting(), **fields)


def make_answer(question=None, delegate=None, value="Yes"):
    """An answer to a question of the delegate's meeting."""
    delegate = delegate or make_delegate()
    question = question or make_question(delegate.meeting)
    return Answer.objects.create(question=question, delegate=delegate, value=value)
