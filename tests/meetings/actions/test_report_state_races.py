"""Two hosts who press at the same moment: one is heard, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from meetings.actions import report_states
from meetings.actions.report_states import begin_report, publish, take_back
from meetings.actions.reports import StaleReportError
from meetings.models import Report
from organizations.models import Activity
from tests.factories import make_host, make_report, make_user

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 8


def at_once(*deeds):
    """What each came to, all on connections of their own."""

    def attempt(deed):
        try:
            deed()
        except StaleReportError:
            return "late"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(attempt, deeds))


def publish_while_taken_back(report, erin, bob):
    return at_once(
        lambda: publish(report=Report.objects.get(pk=report.pk), version=1, by=erin, day=date(2027, 6, 1)),
        lambda: take_back(report=Report.objects.get(pk=report.pk), version=1, by=bob),
    )


def done_to(report):
    return set(Activity.objects.filter(target_id=str(report.pk)).values_list("verb", flat=True))


@pytest.fixture
def hosts():
    return make_user(name="Erin"), make_user(name="Bob")


def test_published_while_taken_back_it_is_one_of_both_or_the_other_after_it(hosts):
    """Taken back first, it can still be published; published first, it is not taken back."""
    for _ in range(ROUNDS):
        report = make_report(state="in_review", published_on="")
        answers = publish_while_taken_back(report, *hosts)
        report.refresh_from_db()
        assert report.state == "published"
        assert answers[0] == "done"
        assert ("took back to draft" in done_to(report)) == (answers[1] == "done")


def test_published_by_many_at_once_it_is_published_once(hosts):
    for _ in range(ROUNDS):
        report = make_report(state="draft", published_on="")
        day = date(2027, 6, 1)
        rush = [lambda: publish(report=Report.objects.get(pk=report.pk), version=1, by=hosts[0], day=day)] * 6  # noqa: B023
        assert sorted(at_once(*rush)) == ["done"] + ["late"] * 5
        assert Activity.objects.filter(target_id=str(report.pk), verb="published").count() == 1


def test_without_the_guard_it_is_published_more_than_once(hosts, monkeypatch):
    """The control: the conditional update is what keeps them apart."""
    monkeypatch.setattr(report_states, "claim", lambda report, version, among, to: None)
    report = make_report(state="draft", published_on="")
    rush = [lambda: publish(report=report, version=1, by=hosts[0], day=date(2027, 6, 1))] * 4
    assert at_once(*rush) == ["done"] * 4
    assert Activity.objects.filter(target_id=str(report.pk), verb="published").count() == 4


def test_begun_by_many_at_once_it_is_one_report(hosts):
    host = make_host()
    begun = {"meeting": host.meeting, "organization": host.organization, "body": "## Day 1"}
    assert at_once(*[lambda: begin_report(**begun, by=hosts[0])] * 6) == ["done"] * 6
    assert Report.objects.filter(meeting=host.meeting).count() == 1
