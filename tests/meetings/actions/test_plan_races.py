"""Two hosts who change the same entries at the same moments: one of the two is saved, the other hears of it."""

import inspect
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from meetings.actions import plans
from meetings.models import Plan
from tests.factories import make_meeting, make_plan, make_user

pytestmark = pytest.mark.django_db(transaction=True)

EDITS = 100
PATIENCE = 30  # seconds


@pytest.fixture
def meeting():
    return make_meeting(year=2027, starts_on="2027-03-11", ends_on="2027-03-14")


@pytest.fixture
def rush(monkeypatch, meeting):
    """Makes both hosts change one entry: both have read it before either writes, and no lock keeps them in a row.

    On SQLite the transaction is such a lock, so they do without it. What is left is the guard, `claim`.
    """
    monkeypatch.setattr(plans, "lock_agenda", lambda meeting: None)
    assign, both_have_read = plans.assign, Barrier(2)

    def assign_after_both_have_read(plan, values):
        both_have_read.wait(PATIENCE)
        assign(plan, values)

    monkeypatch.setattr(plans, "assign", assign_after_both_have_read)
    change = inspect.unwrap(plans.change_plan) if connection.vendor == "sqlite" else plans.change_plan
    hosts = [make_user(name=name) for name in ("Erin", "Bob")]

    def attempt(plan, by):
        try:
            values = {"title": by.name, "abstract": f"{by.name} saw {plan.title}."}
            change(plan=plan, version=1, values=values, by=by, now=timezone.now())
        except plans.StalePlanError:
            return "409"
        finally:
            connection.close()
        return by.name

    with ThreadPoolExecutor(2) as pool:
        yield lambda plan: sorted(pool.map(attempt, [plan, plan], hosts))


def test_of_two_hundred_edits_half_are_saved_and_none_is_lost(meeting, rush):
    entries = [make_plan(meeting) for _ in range(EDITS)]
    answers = [rush(plan) for plan in entries]
    assert Counter(stale for stale, _saved in answers) == {"409": EDITS}
    for plan, (_stale, saved) in zip(entries, answers, strict=True):
        now = Plan.objects.get(pk=plan.pk)
        assert (now.title, now.abstract, now.version) == (saved, f"{saved} saw {plan.title}.", 2)
    steps = meeting.plan_changes.order_by("number").select_related("by")
    assert [step.number for step in steps] == list(range(1, EDITS + 1))
    assert [step.by.name for step in steps] == [saved for _stale, saved in answers]


def test_without_the_guard_edits_are_lost(meeting, rush, monkeypatch):
    """The control: both are told that they saved, and one of them is not there."""
    monkeypatch.setattr(plans, "claim", lambda plan, version: None)
    monkeypatch.setattr(plans, "note", lambda *args, **more: None)
    assert [rush(make_plan(meeting)) for _ in range(5)] == [["Bob", "Erin"]] * 5
