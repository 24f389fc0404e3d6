"""Who hosted a meeting without minutes is reminded after 10 days, once more after 30, and then left alone."""

from datetime import timedelta

import pytest

from meetings.actions.minutes_reminders import remind_of_minutes
from meetings.models import Document, Meeting
from organizations.clock import today
from organizations.models import Message
from tests.factories import (
    make_document,
    make_host,
    make_liaison,
    make_meeting,
    make_organization,
    make_report,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """It ended today; erin speaks for one host, frida and her deputy for the other, gone no longer."""
    day = today()
    meeting = make_meeting(starts_on=str(day - timedelta(3)), ends_on=str(day))
    first, second = make_organization("ONE"), make_organization("TWO")
    make_host(meeting, first), make_host(meeting, second)
    make_liaison(make_user("erin@example.org"), first)
    make_liaison(make_user("gone@example.org"), first, until=day - timedelta(1))
    make_liaison(make_user("frida@example.org"), second)
    make_liaison(make_user("deputy@example.org"), second, kind="deputy")
    make_liaison(make_user("other@example.org"))
    return meeting


def after(days):
    """Who is written to, `days` after the last day."""
    seen = set(Message.objects.values_list("pk", flat=True))
    number = remind_of_minutes(day=today() + timedelta(days))
    fresh = list(Message.objects.exclude(pk__in=seen).order_by("to").values_list("to", flat=True))
    assert number == len(fresh)
    return [to.partition("@")[0] for to in fresh]


def test_they_are_reminded_twice_and_no_more(meeting):
    asked = {days: after(days) for days in (0, 9, 10, 11, 29, 30, 31, 60, 61, 400)}
    everybody = ["deputy", "erin", "frida"]
    assert {days: who for days, who in asked.items() if who} == {10: everybody, 30: everybody}


def test_a_night_that_was_missed_is_made_up_for(meeting):
    assert after(17) == ["deputy", "erin", "frida"]
    assert after(18) == []
    assert after(45) == ["deputy", "erin", "frida"]


def test_minutes_end_it_and_other_documents_do_not(meeting):
    make_document(meeting=meeting, kind=Document.Kind.PAPER)
    assert after(10) != []
    make_document(meeting=meeting, kind=Document.Kind.MINUTES, visibility="management")
    assert after(30) == []


def test_what_never_took_place_has_no_minutes(meeting):
    Meeting.objects.update(state=Meeting.State.CANCELLED)
    assert after(10) == []


@pytest.mark.parametrize("ended", ["2026", "2026-11", ""])
def test_the_archive_is_left_alone(meeting, ended):
    meeting.starts_on, meeting.ends_on = "", ended
    meeting.save()
    assert after(20) == []


def test_a_final_report_ends_it(meeting):
    make_report(meeting=meeting, organization=meeting.hosts.first().organization, state="final", final_on=None)
    assert after(10) == []


def test_the_mail_says_what_is_missing_and_where_it_goes(meeting):
    remind_of_minutes(day=today() + timedelta(10))
    mail = Message.objects.first()
    assert meeting.name in mail.subject
    assert f"/meetings/{meeting.slug}/host/documents/" in mail.text
