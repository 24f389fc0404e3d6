"""A crowd registers at once, over HTTP, with the production server's workers: nobody gets a place that is not there."""

import random
from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions.registrations import waiting_list
from meetings.links import delegation_token
from meetings.models import Delegate
from organizations.clock import today
from organizations.models import Message
from tests.factories import make_delegate, make_delegation, make_liaison, make_meeting, make_user
from tests.races.crowd import Press, press, session_of
from tests.races.server import running

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ORGANIZATIONS = 20
ROUNDS = 5
LED_ON = {302}


@pytest.fixture
def server():
    with running() as port:
        yield port


def open_meeting(*, capacity, quota=100):
    """A meeting in the next year, and the delegations of as many organizations."""
    now = timezone.now()
    opens, closes = now - timedelta(days=1), now + timedelta(days=1)
    meeting = make_meeting(
        kind="other",
        year=today().year + 1,
        quota=quota,
        capacity=capacity,
        registration_opens_at=opens,
        registration_closes_at=closes,
    )
    return meeting, [make_delegation(meeting, attended=None) for _ in range(ORGANIZATIONS)]


def joining(delegations, count):
    """`count` people who join, by the links of all the delegations in turn."""
    for number in range(count):
        delegation = delegations[number % len(delegations)]
        token = delegation_token(delegation)
        fields = {
            "name": f"Person {number}",
            "email": f"person{number}@example.org",
            "role_title": "President",
            "kind": "delegate",
            "country": "PT",
            "age_band": "18_25",
            "privacy": "on",
        }
        yield Press(reverse("join", args=[delegation.meeting.slug, token]), fields)


def states(meeting):
    return Counter(meeting.delegates.values_list("state", flat=True))


def mails(event):
    return Counter(Message.objects.filter(key__contains=f"-{event}-").values_list("to", flat=True))


def assert_fair(meeting):
    """Every organization's first stands before anybody's second, whoever has a place counted first; then by time."""
    taken = Counter(meeting.delegates.confirmed().values_list("delegation", flat=True))
    order, ranks = [], defaultdict(list)
    for delegate in waiting_list(meeting):
        taken[delegate.delegation_id] += 1
        order.append((taken[delegate.delegation_id], delegate.registered_at))
        ranks[delegate.delegation_id].append(delegate.rank)
    assert order == sorted(order)
    assert all(ranked == sorted(ranked) for ranked in ranks.values())


def test_the_last_fifty_places_go_to_fifty_of_five_hundred(server):
    for _ in range(ROUNDS):
        Delegate.objects.all().delete()
        Message.objects.all().delete()
        meeting, delegations = open_meeting(capacity=70)
        for number in range(20):
            make_delegate(delegations[number], email=f"early{number}@example.org")
        assert set(press(server, list(joining(delegations, 500)))) == LED_ON
        assert states(meeting) == {"confirmed": 70, "waiting": 450}
        assert mails("registered").total() == 50
        assert mails("waiting").total() == 450
        assert_fair(meeting)


def test_without_the_guard_more_places_are_given_than_there_are():
    """The control: such a crowd finds a gap where there is one. At several meetings, because each has one moment."""
    stages = [open_meeting(capacity=5) for _ in range(12)]
    with running(guarded=False) as port:
        press(port, [one for _meeting, delegations in stages for one in joining(delegations, 25)])
    given = [states(meeting)["confirmed"] for meeting, _delegations in stages]
    assert sum(given) > 5 * len(stages), given


def test_whoever_presses_twice_is_registered_once(server):
    meeting, delegations = open_meeting(capacity=None)
    twice = [one for one in joining(delegations, 300) for _ in range(2)]
    assert set(press(server, twice)) == LED_ON
    assert states(meeting) == {"confirmed": 300}
    assert mails("registered") == {f"person{number}@example.org": 1 for number in range(300)}


def test_two_hundred_leave_while_two_hundred_come(server):
    meeting, delegations = open_meeting(capacity=200)
    leaving = []
    for delegation in delegations:
        liaison = make_user()
        make_liaison(liaison, delegation.organization)
        session = session_of(liaison)
        for number in range(10):
            delegate = make_delegate(delegation, email=f"old{delegation.pk}-{number}@example.org")
            path = reverse("delegation_withdraw", args=[meeting.slug, delegate.pk])
            leaving.append(Press(path, session=session))
    presses = [*leaving, *joining(delegations, 200)]
    random.Random(3).shuffle(presses)
    assert set(press(server, presses)) == LED_ON
    assert states(meeting) == {"confirmed": 200, "withdrawn": 200}
    waited = mails("waiting")
    assert waited
    assert mails("promoted") == waited
    assert set(waited.values()) == {1}
    assert mails("withdrawn").total() == 200
