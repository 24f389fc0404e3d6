"""The host's report from its beginning to the day after which nothing is corrected."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Report, SessionSummary
from organizations.clock import today
from organizations.models import Message
from tests.factories import make_organization, make_report, make_session, make_sessionsummary
from tests.personas import set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_stage()


@pytest.fixture
def erin(stage):
    return stage.client("erin")


def address(stage):
    return reverse("host_report", args=[stage.meeting.slug])


def text(response):
    return response.content.decode()


def step(stage, client, what, **said):
    report = Report.objects.filter(meeting=stage.meeting).first()
    said = {"version": report.version if report else "", **said}
    return client.post(address(stage), {"what": what, **said}, follow=True)


def seal(stage, client):
    return client.get(address(stage)).context["seal"]


def reported(stage, **fields):
    return make_report(meeting=stage.meeting, organization=stage.host, **{"state": "draft", **fields})


def test_it_begins_as_a_skeleton_and_only_once(stage, erin):
    make_session(stage.meeting, title="Forming alliances", leads=[stage.a])
    page = text(erin.get(address(stage)))
    assert "Begin the report" in page
    page = text(step(stage, erin, "begin"))
    report = Report.objects.get()
    assert "### Forming alliances" in report.body
    assert (report.organization, report.state) == (stage.host, "draft")
    assert reverse("report_edit", args=[report.slug]) in page
    step(stage, erin, "begin")
    assert Report.objects.count() == 1


def test_nothing_is_reported_before_the_meeting_begins(stage, erin):
    stage.meeting.starts_on = str(today() + timedelta(days=1))
    stage.meeting.save()
    assert "Begin the report</button>" not in text(erin.get(address(stage)))
    assert step(stage, erin, "begin").status_code == 422
    assert not Report.objects.exists()


@pytest.mark.parametrize("what", ["put", "review", "draft", "publish", "final"])
def test_no_step_comes_before_the_beginning(stage, erin, what):
    assert step(stage, erin, what).status_code == 422


def test_written_summaries_are_put_in_and_what_is_typed_stays(stage, erin):
    told, typed = (make_session(stage.meeting, title=title) for title in ("Told", "Typed"))
    step(stage, erin, "begin")
    report = Report.objects.get()
    Report.objects.update(body=report.body.replace("### Typed\n\n*workshop*", "### Typed\n\nBy hand."))
    for session in (told, typed):
        make_sessionsummary(session, text=f"Of {session.title}.")
    page = text(erin.get(address(stage)))
    assert "Put 1 new summary into the report" in page
    assert "1 summary put in." in text(step(stage, erin, "put"))
    report.refresh_from_db()
    assert "Of Told." in report.body
    assert "Of Typed." not in report.body
    assert "By hand." in report.body


def test_review_asks_and_can_be_taken_back(stage, erin):
    make_session(stage.meeting, leads=[stage.b])
    reported(stage)
    assert "In review. 1 mail is on its way." in text(step(stage, erin, "review"))
    assert Message.objects.get().to == "charlie@example.org"
    assert SessionSummary.objects.get().asked_at
    step(stage, erin, "draft")
    assert Report.objects.get().state == "draft"


def test_with_gaps_it_is_published_only_by_who_saw_them(stage, erin):
    reported(stage, published_on="")
    shown = seal(stage, erin)
    refused = step(stage, erin, "publish", seal=shown)
    assert (refused.status_code, Report.objects.get().state) == (422, "draft")
    assert "tick the box" in text(refused)
    make_session(stage.meeting, title="Added since")
    late = step(stage, erin, "publish", seal=shown, despite="on")
    assert (late.status_code, Report.objects.get().state) == (409, "draft")
    assert "what is missing is not what you were shown" in text(late)
    step(stage, erin, "publish", seal=seal(stage, erin), despite="on")
    report = Report.objects.get()
    assert (report.state, str(report.published_on)) == ("published", str(today()))
    for public in (report.get_absolute_url(), "/reports/", "/reports/feed/", stage.meeting.get_absolute_url()):
        assert report.title in text(stage.client("anonymous").get(public))


def test_one_persons_seal_is_not_anothers(stage, erin):
    reported(stage)
    stolen = seal(stage, stage.client("dana"))
    assert step(stage, erin, "publish", seal=stolen, despite="on").status_code == 409


def test_without_a_sentence_that_sums_it_up_it_cannot_be_published(stage, erin):
    reported(stage, summary="")
    page = text(erin.get(address(stage)))
    assert 'value="publish"' not in page
    assert step(stage, erin, "publish", seal=seal(stage, erin), despite="on").status_code == 422
    assert Report.objects.get().state == "draft"


@pytest.mark.parametrize("what", ["put", "review", "publish", "final"])
def test_whoever_saw_other_words_is_told(stage, erin, what):
    state = {"final": "published"}.get(what, "draft")
    report = reported(stage, state=state, body="### Told\n")
    make_sessionsummary(make_session(stage.meeting, title="Told"))
    before = {"version": report.version, "seal": seal(stage, erin), "despite": "on"}
    Report.objects.update(version=2)
    response = step(stage, erin, what, **before)
    assert response.status_code == 409
    report.refresh_from_db()
    assert (report.state, report.body) == (state, "### Told\n")


def test_final_it_can_be_corrected_for_two_weeks_and_then_only_be_opened_again(stage, erin):
    reported(stage, state="published")
    page = text(step(stage, erin, "final"))
    assert "can correct it" in page
    report = Report.objects.get()
    assert (report.state, report.final_on) == ("final", today())
    Report.objects.update(final_on=today() - timedelta(days=15))
    assert erin.get(address(stage)).status_code == 404
    root = stage.client("root")
    assert step(stage, root, "reopen").status_code == 422
    step(stage, root, "reopen", reason="A name was wrong.")
    assert Report.objects.get().state == "published"
    assert erin.get(address(stage)).status_code == 200


def test_hosts_do_not_open_it_again_themselves(stage, erin):
    reported(stage, state="final", final_on=today())
    assert step(stage, erin, "reopen", reason="Because.").status_code == 403


def test_it_costs_the_same_for_one_session_and_for_sixty(stage, erin):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            erin.get(address(stage))
        return len(queries)

    reported(stage)
    make_session(stage.meeting, leads=[stage.a])
    erin.get(address(stage))
    first = cost()
    for _ in range(60):
        make_sessionsummary(make_session(stage.meeting, leads=[make_organization(), stage.b]))
    assert cost() == first
