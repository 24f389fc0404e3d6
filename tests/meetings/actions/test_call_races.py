"""Several who press at once: everybody is called once, reminded once, and one answer is recorded once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from meetings.actions.calls import CallError, answer_call, open_call, remind_silent
from meetings.actions.delegations import add_delegate
from meetings.models import Delegate, Delegation
from organizations.clock import today
from organizations.models import Activity, Message
from tests.factories import make_delegation, make_meeting, make_organization, make_user

DAY = timedelta(days=1)
AT_ONCE = 6

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting():
    first = today() + 60 * DAY
    for number in range(5):
        make_organization(f"ORG{number}", role_email=f"external@org{number}.example")
    return make_meeting(kind="other", year=first.year, starts_on=first, registration_opens_at=timezone.now() - DAY)


def at_once(*deeds):
    def attempt(deed):
        try:
            return deed()
        except CallError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(attempt, deeds))


def test_of_many_who_open_the_call_one_does(meeting):
    by = make_user()
    results = at_once(
        *[lambda: open_call(meeting=meeting, by=by, now=timezone.now(), day=today()) for _ in range(AT_ONCE)]
    )
    assert sorted(sent.mails for sent in results) == [0] * (AT_ONCE - 1) + [5]
    assert (Delegation.objects.count(), Message.objects.count()) == (5, 5)
    assert Activity.objects.filter(verb="called").count() == 1


def test_of_many_who_remind_one_does(meeting):
    by, now = make_user(), timezone.now()
    open_call(meeting=meeting, by=by, now=now, day=today())
    results = at_once(*[lambda: remind_silent(meeting=meeting, by=by, now=now, day=today()) for _ in range(AT_ONCE)])
    assert sorted(sent.mails for sent in results) == [0] * (AT_ONCE - 1) + [5]


def test_an_answer_sent_many_times_is_recorded_once(meeting):
    delegation, by = make_delegation(meeting, attended=None), make_user()

    def answer():
        return answer_call(delegation=delegation, answer="coming", reason="", by=by, now=timezone.now())

    assert sorted(at_once(*[answer] * AT_ONCE)) == [False] * (AT_ONCE - 1) + [True]
    assert Activity.objects.filter(verb="answered the call").count() == 1


def test_nobody_stays_away_with_people_registered_at_the_same_moment(meeting):
    by = make_user()
    for number in range(4):
        delegation = make_delegation(meeting, attended=None)
        person = Delegate(name="Dora", email=f"dora{number}@example.org")
        at_once(
            lambda party=delegation, one=person: add_delegate(
                delegation=party, delegate=one, by=by, now=timezone.now()
            ),
            lambda party=delegation: answer_call(
                delegation=party, answer="not_coming", reason="", by=by, now=timezone.now()
            ),
        )
        delegation.refresh_from_db()
        assert (delegation.answer, delegation.delegates.active().count()) == ("coming", 1)
