"""Two people save the same reports at once, over HTTP, with the production server's workers."""

import random
from collections import Counter

import pytest
from django.urls import reverse

from meetings.models import Report
from organizations.models import Activity
from tests.factories import make_liaison, make_organization, make_report, make_user
from tests.races.crowd import Press, press, session_of
from tests.races.server import running

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SAVES = 60
NAMES = ("alice", "bob")


def save_all_twice(*, guarded):
    """The statuses by report and name, of each report saved by both as they saw it first."""
    organization, sessions = make_organization(), {}
    for name in NAMES:
        user = make_user(name=name)
        make_liaison(user, organization)
        sessions[name] = session_of(user)
    reports = [make_report(organization=organization, state="draft") for _ in range(SAVES)]
    saves = [(report, name) for report in reports for name in NAMES]
    random.Random(11).shuffle(saves)
    # Each beside its rival, so that they meet.
    saves.sort(key=lambda one: one[0].pk)
    with running(guarded=guarded) as port:
        statuses = press(port, [save(report, name, sessions[name]) for report, name in saves])
    return {(report.pk, name): status for (report, name), status in zip(saves, statuses, strict=True)}


def save(report, name, session):
    fields = {"version": 1, "title": report.title, "summary": "In short.", "body": f"What {name} wrote."}
    return Press(reverse("report_edit", args=[report.slug]), fields, session)


def test_of_two_who_save_one_is_heard_the_other_sees_both_and_nothing_is_lost():
    statuses = save_all_twice(guarded=True)
    assert Counter(statuses.values()) == {302: SAVES, 409: SAVES}
    for (pk, name), status in statuses.items():
        report = Report.objects.get(pk=pk)
        assert (report.body == f"What {name} wrote.") == (status == 302)
        assert (report.version, report.history.count()) == (2, 2)
    assert Activity.objects.filter(verb="changed").count() == SAVES


def test_without_the_guard_the_second_overwrites_the_first():
    """The control: such presses meet where nothing compares the versions in the database."""
    statuses = save_all_twice(guarded=False)
    assert Counter(statuses.values())[302] > SAVES
