"""Two at once: one hand-over for a mandate, one mandate for an invitation, one end; and a control for each guard."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone

from organizations.actions import handovers
from organizations.actions.handovers import HandOverClosedError, call_off, name_successor, take_over
from organizations.actions.invitations import InvitationClosedError, accept_invitation
from organizations.clock import today
from organizations.models import Activity, HandOver, Invitation, Liaison, Message
from tests.factories import make_liaison, make_user
from tests.support.mails import mailed_token

DAY = timedelta(days=1)
REFUSALS = (ValidationError, HandOverClosedError, InvitationClosedError, IntegrityError)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def alice():
    return make_liaison(make_user("alice@example.org", name="Alice"), until=today() + 100 * DAY)


def at_once(*deeds):
    """Do all `deeds` at the same time; for each what it returned, or the refusal."""

    def attempt(deed):
        try:
            return deed()
        except REFUSALS as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(attempt, deeds))


def naming(mandate, email):
    def deed():
        hand_over = HandOver(
            organization=mandate.organization, predecessor=mandate, email=email, title="X", since=today() + 101 * DAY
        )
        return name_successor(hand_over=hand_over, by=mandate.user, now=timezone.now(), day=today())

    return deed


def accepting(hand_over):
    token = mailed_token(f"hand-over-{hand_over.pk}-invitation")
    return lambda: accept_invitation(token=token)


def succeeded(results):
    return [result for result in results if not isinstance(result, REFUSALS)]


def test_of_many_who_name_a_successor_one_does(alice):
    results = at_once(*(naming(alice, f"sam{number}@example.org") for number in range(6)))
    assert len(succeeded(results)) == 1
    assert (HandOver.objects.count(), Invitation.objects.count(), Message.objects.count()) == (1, 1, 1)


def test_a_button_pressed_many_times_is_one_hand_over(alice):
    results = at_once(*[naming(alice, "sam@example.org")] * 6)
    assert len(succeeded(results)) == 6
    assert (HandOver.objects.count(), Message.objects.count()) == (1, 1)


def test_without_the_question_asked_under_the_lock_the_database_still_refuses(alice, monkeypatch):
    monkeypatch.setattr(handovers, "known_already", lambda hand_over: None)
    results = at_once(*(naming(alice, f"sam{number}@example.org") for number in range(4)))
    assert sorted(type(result).__name__ for result in results) == ["HandOver", *["IntegrityError"] * 3]


def test_control_with_neither_guard_there_are_several(alice, monkeypatch):
    monkeypatch.setattr(handovers, "known_already", lambda hand_over: None)
    guard = next(one for one in HandOver._meta.constraints if one.name == "hand_over_open_once_per_mandate")
    with connection.schema_editor() as editor:
        editor.remove_constraint(HandOver, guard)
    try:
        at_once(*(naming(alice, f"sam{number}@example.org") for number in range(4)))
        assert HandOver.objects.count() == 4
    finally:
        HandOver.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(HandOver, guard)


def test_of_many_who_accept_one_gets_one_mandate(alice):
    hand_over = naming(alice, "sam@example.org")()
    results = at_once(*[accepting(hand_over)] * 6)
    assert len(succeeded(results)) == 1
    assert Liaison.objects.filter(user__email="sam@example.org").count() == 1


def test_control_an_invitation_that_never_closes_is_accepted_by_all(alice, monkeypatch):
    hand_over = naming(alice, "sam@example.org")()
    monkeypatch.setattr("organizations.models.liaisons.InvitationQuerySet.open_at", lambda rows, now: rows)
    assert len(succeeded(at_once(*[accepting(hand_over)] * 4))) == 4


def test_confirmed_many_times_it_is_completed_once(alice):
    hand_over = naming(alice, "sam@example.org")()
    sam = accepting(hand_over)()
    confirm = lambda: take_over(hand_over=hand_over, by=sam, now=timezone.now(), day=today())  # noqa: E731
    assert len(succeeded(at_once(*[confirm] * 6))) == 6
    assert Activity.objects.filter(verb="took over").count() == 1
    assert Message.objects.filter(to="alice@example.org").count() == 1


def test_accepted_and_called_off_at_once_nobody_keeps_a_mandate(alice):
    hand_over = naming(alice, "sam@example.org")()
    off = lambda: call_off(hand_over=hand_over, by=alice.user, now=timezone.now(), day=today())  # noqa: E731
    at_once(accepting(hand_over), off)
    assert HandOver.objects.get().cancelled_at
    assert not Liaison.objects.filter(user__email="sam@example.org").exists()
