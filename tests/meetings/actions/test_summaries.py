"""Summaries of sessions: written by those who led them, asked for once, reminded of twice."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.actions.erasure import erase_delegate
from meetings.actions.report_states import ask_for_review, publish, take_back
from meetings.actions.summaries import StaleSummaryError, remind_of_summaries, summaries_due, write_summary
from meetings.models import Report, SessionSummary
from organizations.clock import today
from organizations.models import Message
from tests.factories import (
    make_delegate,
    make_delegation,
    make_lead,
    make_liaison,
    make_organization,
    make_partner,
    make_report,
    make_session,
    make_sessionsummary,
    make_user,
)
from tests.personas import set_stage

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
A_DAY = timedelta(days=1)


@pytest.fixture
def stage():
    return set_stage()


@pytest.fixture
def erin(stage):
    return stage.people["erin"]


@pytest.fixture
def report(stage):
    return make_report(meeting=stage.meeting, organization=stage.host, state="draft", published_on="")


def asked(report, by, now=None):
    return ask_for_review(report=report, version=1, by=by, now=now or datetime.now(UTC))


def readers():
    return sorted(Message.objects.values_list("to", flat=True))


def written(session, by, text, version=1):
    return write_summary(session=session, version=version, text=text, by=by, now=NOW)


def test_of_two_who_write_the_second_sees_the_first(erin):
    session = make_session()
    assert written(session, erin, "First.")
    with pytest.raises(StaleSummaryError) as stale:
        written(session, erin, "Second.")
    assert (stale.value.summary.text, stale.value.summary.version) == ("First.", 2)
    assert written(session, erin, "Second.", version=2)
    assert not written(session, erin, "Second.", version=7)


def test_whoever_led_a_session_is_asked_by_one_mail_with_all_of_theirs(stage, report, erin):
    for title in ("Grants", "Alliances"):
        make_session(stage.meeting, title=title, leads=[stage.a])
    make_session(stage.meeting, title="Own", leads=[stage.host, make_partner()])
    make_session(stage.meeting, title="Nobody's")
    make_session(stage.meeting, title="Coffee", kind="break", leads=[stage.b])
    make_session(stage.meeting, title="Off", state="cancelled", leads=[stage.b])
    make_sessionsummary(make_session(stage.meeting, title="Told", leads=[stage.b]))
    assert asked(report, erin) == 2
    assert readers() == ["alice@example.org", "bob@example.org"]
    mail = Message.objects.first()
    assert "- Grants\n" in mail.text
    assert "- Alliances\n" in mail.text
    assert f"/meetings/{stage.meeting.slug}/sessions/" in mail.text
    states = dict(SessionSummary.objects.exclude(asked_at=None).values_list("session__title", "text"))
    assert states == {"Grants": "", "Alliances": "", "Own": ""}


def test_a_delegate_who_led_is_asked_too_and_without_an_account_answers_by_mail(stage, report, erin):
    delegation = make_delegation(stage.meeting, make_organization("CCC"))
    dora = make_delegate(delegation, email="dora@example.org", name="Dora")
    gone = make_delegate(delegation, email="gone@example.org", state="withdrawn")
    for person in (dora, gone):
        make_lead(make_session(stage.meeting), organization=delegation.organization, delegate=person)
    assert asked(report, erin) == 1
    mail = Message.objects.get()
    assert (mail.to, mail.key.startswith(f"delegate-{dora.pk}-")) == ("dora@example.org", True)
    assert "answer this mail" in mail.text
    assert "/sessions/" not in mail.text


def test_who_is_forgotten_is_neither_asked_nor_are_the_mails_kept(stage, report, erin):
    dora = make_delegate(stage.a.delegations.get(), email="dora@example.org")
    make_lead(make_session(stage.meeting), organization=stage.a, delegate=dora)
    asked(report, erin)
    assert "dora@example.org" in readers()
    erase_delegate(delegate=dora, by=None, now=datetime.now(UTC))
    assert not Message.objects.filter(key__contains="summaries", to="dora@example.org").exists()
    later = datetime.now(UTC) + 6 * A_DAY
    remind_of_summaries(now=later)
    assert not Message.objects.filter(to__endswith="erased.invalid").exists()


def test_each_session_is_asked_for_once(stage, report, erin):
    make_session(stage.meeting, leads=[stage.a])
    asked(report, erin)
    assert asked(report, erin) == 0
    make_session(stage.meeting, leads=[stage.a])
    assert asked(report, erin) == 2
    assert len(readers()) == 4


def test_after_five_days_and_after_ten_they_are_reminded_and_never_again(stage, report, erin):
    make_session(stage.meeting, leads=[stage.b])
    began = datetime.now(UTC)
    asked(report, erin, began)
    sent = [remind_of_summaries(now=began + A_DAY * number + timedelta(hours=1)) for number in range(1, 40)]
    assert [number for number, count in enumerate(sent, 1) if count] == [5, 10]
    assert readers() == ["charlie@example.org"] * 3


def test_a_server_that_slept_reminds_once(stage, report, erin):
    make_session(stage.meeting, leads=[stage.b])
    began = datetime.now(UTC)
    asked(report, erin, began)
    assert [remind_of_summaries(now=began + A_DAY * number) for number in (12, 13, 30)] == [1, 0, 0]


def test_nobody_is_reminded_of_what_is_written_or_no_longer_waited_for(stage, report, erin):
    told, waiting = (make_session(stage.meeting, leads=[stage.b]) for _ in range(2))
    began = datetime.now(UTC)
    asked(report, erin, began)
    written(told, erin, "Done.")
    later = began + 6 * A_DAY
    assert [one.session for one in summaries_due(later)[stage.meeting]] == [waiting]
    take_back(report=report, version=1, by=erin)
    assert summaries_due(later) == {}
    publish(report=Report.objects.get(), version=1, by=erin, day=today())
    assert remind_of_summaries(now=later) == 0


def test_whoever_speaks_for_the_organization_by_then_is_reminded(stage, report, erin):
    make_session(stage.meeting, leads=[stage.b])
    began = datetime.now(UTC)
    asked(report, erin, began)
    stage.b.liaisons.update(until=str(today() + 2 * A_DAY))
    make_liaison(make_user("successor@example.org"), stage.b, since=str(today() + 3 * A_DAY))
    remind_of_summaries(now=began + 6 * A_DAY)
    assert readers() == ["charlie@example.org", "successor@example.org"]
