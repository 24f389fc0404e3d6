"""A report is begun once, reviewed, published, final, and opened again only with a reason."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from ifiso.dates import PartialDate
from meetings.actions.report_states import ask_for_review, begin_report, make_final, publish, reopen, take_back
from meetings.actions.reports import StaleReportError, change_report
from meetings.models import Report
from meetings.scribes import report_of_host
from organizations.models import Activity
from tests.factories import make_host, make_report, make_user

pytestmark = pytest.mark.django_db

NOW, DAY = datetime(2027, 6, 1, 12, tzinfo=UTC), date(2027, 6, 1)
STEPS = {
    "review": lambda report, by, version=1: ask_for_review(report=report, version=version, by=by, now=NOW),
    "draft": lambda report, by, version=1: take_back(report=report, version=version, by=by),
    "publish": lambda report, by, version=1: publish(report=report, version=version, by=by, day=DAY),
    "final": lambda report, by, version=1: make_final(report=report, version=version, by=by, day=DAY),
    "reopen": lambda report, by, version=1: reopen(report=report, version=version, reason="A name was wrong.", by=by),
}
LEADS_TO = {
    ("draft", "review"): "in_review",
    ("in_review", "review"): "in_review",
    ("in_review", "draft"): "draft",
    ("draft", "publish"): "published",
    ("in_review", "publish"): "published",
    ("published", "final"): "final",
    ("final", "reopen"): "published",
}


@pytest.fixture
def erin():
    return make_user("erin@example.org")


def reported(state="draft", **fields):
    host = make_host()
    fields = {"published_on": "", **fields}
    return make_report(meeting=host.meeting, organization=host.organization, state=state, **fields)


def test_a_report_is_begun_once(erin):
    host = make_host()
    first = begin_report(meeting=host.meeting, organization=host.organization, body="## Day 1", by=erin)
    assert (first.state, first.kind, first.body, first.summary) == ("draft", "report", "## Day 1", "")
    assert begin_report(meeting=host.meeting, organization=host.organization, body="Other", by=erin) == first
    assert report_of_host(host.meeting) == first


def test_what_a_guest_wrote_is_not_the_hosts_report(erin):
    host = make_host()
    make_report(meeting=host.meeting, organization=make_host().organization)
    make_report(meeting=host.meeting, organization=host.organization, kind="news")
    assert report_of_host(host.meeting) is None


@pytest.mark.parametrize("state", Report.State.values)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_leads_from_where_it_should(erin, state, step):
    report = reported(state)
    expected = LEADS_TO.get((state, step))
    if expected is None:
        with pytest.raises(StaleReportError):
            STEPS[step](report, erin)
    else:
        STEPS[step](report, erin)
    report.refresh_from_db()
    assert report.state == (expected or state)
    assert (report.final_on == DAY) == (state == "published" and step == "final")


@pytest.mark.parametrize("step", STEPS)
def test_whoever_saw_other_words_is_late(erin, step):
    state = next(state for state, known in LEADS_TO if known == step)
    report = reported(state)
    change_report(report=report, version=1, by=erin, body="Other words.")
    with pytest.raises(StaleReportError):
        STEPS[step](report, erin)
    STEPS[step](report, erin, 2)


def test_publishing_dates_it_unless_it_has_a_date(erin):
    for dated, expected in (("", "2027-06-01"), ("2027-05", "2027-05")):
        report = reported(published_on=dated)
        published = publish(report=Report.objects.get(pk=report.pk), version=1, by=erin, day=DAY)
        assert published.published_on == PartialDate(expected)
        assert published.history.first().history_user == erin


@pytest.mark.parametrize("missing", ["summary", "body"])
def test_nothing_is_published_without_a_text_and_a_sentence_about_it(erin, missing):
    report = reported(**{missing: " "})
    with pytest.raises(ValidationError):
        STEPS["publish"](report, erin)
    report.refresh_from_db()
    assert report.state == "draft"


def test_it_is_opened_again_with_a_reason_that_stays(erin):
    report = reported("final", final_on=DAY)
    with pytest.raises(ValidationError):
        reopen(report=report, version=1, reason=" ", by=erin)
    reopen(report=report, version=1, reason="A name was wrong.", by=erin)
    report.refresh_from_db()
    assert (report.state, report.final_on) == ("published", None)
    assert Activity.objects.filter(verb="reopened", detail={"reason": "A name was wrong."}).count() == 1


def test_a_step_changes_no_word_so_whoever_writes_can_still_save(erin):
    report = reported()
    STEPS["review"](report, erin)
    assert change_report(report=report, version=1, by=erin, body="Written meanwhile.")
    report.refresh_from_db()
    assert (report.state, report.body) == ("in_review", "Written meanwhile.")
