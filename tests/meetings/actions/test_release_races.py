"""Hosts who release at the same moment: one release, each session once, one mail to each whom it concerns."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from meetings.actions import releases
from meetings.actions.plans import add_plans, change_plan
from meetings.actions.release_mails import mailing_of
from meetings.actions.releases import StaleAgendaError, release
from meetings.models import AgendaRelease, Lead, Plan, Session
from meetings.releasing import draft_of
from organizations.clock import today
from organizations.models import Activity, Message
from tests.factories import make_liaison, make_meeting, make_user

NINE = datetime(2027, 3, 11, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
AT_ONCE = 6
ROUNDS = 5

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def meeting():
    """With five planned sessions, led by one organization."""
    meeting = make_meeting(year=2027, starts_on="2027-03-11", ends_on="2027-03-14")
    organization = make_liaison(make_user("alice@example.org")).organization
    entries = [
        {"title": f"{n}", "starts_at": NINE + n * HOUR, "leads": [(organization.pk, None, None)]} for n in range(5)
    ]
    add_plans(meeting=meeting, entries=entries, by=None, now=timezone.now())
    return meeting


def at_once(*deeds):
    """What each came to, or the error that refused it, all on connections of their own."""

    def attempt(deed):
        try:
            return deed()
        except (StaleAgendaError, IntegrityError) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(attempt, deeds))


def press(meeting, by):
    """A host's button, with the mail, as the page showed it when it was opened."""
    draft = draft_of(meeting)
    seal = mailing_of(draft, today()).seal(by)
    order = {"note": "", "seen": draft.seen, "despite_soft": True, "seal": seal}
    return lambda: release(meeting=meeting, by=by, now=timezone.now(), **order)


def test_two_hosts_who_release_at_once_make_one_release(meeting):
    hosts = [make_user() for _number in range(AT_ONCE)]
    results = at_once(*[press(meeting, host) for host in hosts])
    assert sorted(done.new for done in results) == [False] * (AT_ONCE - 1) + [True]
    assert (AgendaRelease.objects.count(), Session.objects.count(), Lead.objects.count()) == (1, 5, 5)
    assert Plan.objects.exclude(session=None).values("session").distinct().count() == 5
    assert (Message.objects.count(), Activity.objects.filter(verb="released").count()) == (1, 1)


def test_without_the_look_under_the_lock_only_the_database_keeps_the_numbers_apart(meeting, monkeypatch):
    """The control."""
    presses = [press(meeting, make_user()) for _number in range(AT_ONCE)]
    drafts = [draft_of(meeting) for _number in range(AT_ONCE)]
    monkeypatch.setattr(releases, "draft_of", lambda _meeting: drafts.pop())
    results = at_once(*presses)
    assert sum(isinstance(result, IntegrityError) for result in results) == AT_ONCE - 1
    assert (AgendaRelease.objects.count(), Session.objects.count()) == (1, 5)


def test_a_release_shows_what_its_host_saw_or_nothing(meeting):
    """Somebody moves a session while another releases: the release has the session where it was, or is refused."""
    helper = make_user()
    release(meeting=meeting, note="", seen=5, by=helper, now=timezone.now())
    for number in range(ROUNDS):
        first, second = meeting.plans.order_by("pk")[:2]
        change(first, helper, title=f"Round {number}")
        shown = second.title
        result, _moved = at_once(
            press(meeting, make_user()), lambda plan=second, n=number: change(plan, helper, title=f"Moved {n}")
        )
        if isinstance(result, StaleAgendaError):
            assert [step.after["title"] for step in result.steps] == [f"Moved {number}"]
        else:
            assert result.new
            assert shown in {entry["title"] for entry in result.release.content}


def change(plan, by, **values):
    plan.refresh_from_db()
    return change_plan(plan=plan, version=plan.version, values=values, by=by, now=timezone.now())
