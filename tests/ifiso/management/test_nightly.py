"""The nightly command forgets what has served its purpose, tells what it did, and can be asked beforehand."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from meetings.models import Logistics, ReportDraft
from organizations.models import Enquiry, Invitation, Message
from organizations.tasks import PAUSES
from tests.factories import (
    make_answer,
    make_delegate,
    make_delegation,
    make_enquiry,
    make_logistics,
    make_meeting,
    make_organization,
    make_reportdraft,
    make_user,
)

pytestmark = pytest.mark.django_db


def nightly(**options):
    out = StringIO()
    call_command("nightly", stdout=out, **options)
    return out.getvalue()


def ago(days):
    return timezone.now() - timedelta(days=days)


def make_message(key, **fields):
    return Message.objects.create(key=key, to="vera@example.net", subject=key, text="Text", **fields)


def make_invitation(key, expires_at):
    return Invitation.objects.create(email="new@example.org", token_hash=key, expires_at=expires_at)


def closed_enquiry(days):
    return make_enquiry(received_at=ago(days + 1), answered_at=ago(days), answer="Yes.")


@pytest.fixture
def registry(settings):
    """One of each kind whose time is up, and one whose time is not."""
    settings.ENQUIRY_RETENTION = timedelta(days=100)
    old, recent = closed_enquiry(101), closed_enquiry(99)
    make_message(f"enquiry-{old.pk}-answered", sent_at=ago(1))
    make_message(f"enquiry-{recent.pk}-answered", sent_at=ago(1))
    make_enquiry(received_at=ago(900))
    make_message("sent long ago", sent_at=ago(31))
    make_message("given up", attempts=len(PAUSES), not_before=ago(31))
    make_invitation("old", ago(31))
    make_invitation("recent", ago(29))
    Session.objects.create(session_key="old", expire_date=ago(1))
    Session.objects.create(session_key="live", expire_date=ago(-1))
    for key in ("old", "live"):
        UserSession.objects.create(user=make_user(), session_key=key, ip="192.0.2.1", user_agent="Browser")
    for days in (91, 89):
        make_reportdraft(typed_at=ago(days))
    for days in (15, 13):
        DBTaskResult.objects.create(
            task_path="organizations.tasks.deliver",
            args_kwargs={"args": [], "kwargs": {}},
            status="SUCCESSFUL",
            finished_at=ago(days),
            run_after=ago(days),
            backend_name="default",
        )
    return recent


def test_what_has_served_its_purpose_goes_and_the_rest_stays(registry):
    nightly()
    assert set(Enquiry.objects.exclude(answered_at=None)) == {registry}
    assert Enquiry.objects.waiting().count() == 1
    assert list(Message.objects.values_list("key", flat=True)) == [f"enquiry-{registry.pk}-answered"]
    assert Invitation.objects.get().token_hash == "recent"
    assert Session.objects.get().session_key == "live"
    assert UserSession.objects.get().session_key == "live"
    assert DBTaskResult.objects.count() == 1
    assert ReportDraft.objects.get().typed_at > ago(90)


def test_it_tells_what_it_did_and_finds_nothing_the_second_time(registry):
    told = nightly()
    assert "Answered enquiries erased: 1\n" in told
    assert "Expired sessions erased: 1\n" in told
    assert all(line.endswith(": 0") for line in nightly().splitlines())


def test_a_dry_run_only_tells(registry):
    before = [model.objects.count() for model in (Enquiry, Message, Invitation, Session, UserSession, DBTaskResult)]
    assert "Answered enquiries erased: 1 (left alone)" in nightly(dry_run=True)
    assert before == [
        model.objects.count() for model in (Enquiry, Message, Invitation, Session, UserSession, DBTaskResult)
    ]


def test_logistics_are_told_by_meeting_before_they_go():
    meeting = make_meeting(season="autumn", year=2016, starts_on="2016-11-17", ends_on="2016-11-20")
    delegate = make_delegate(meeting=meeting)
    make_logistics(delegate)
    make_answer(delegate=delegate)
    told = nightly(dry_run=True)
    assert "Logistics erased: 2 (left alone)\n  Autumn 2016: 2\nAddresses of delegates erased: 1 (left alone)\n" in told
    assert Logistics.objects.exists()
    assert "Logistics erased: 2\n  Autumn 2016: 2\nAddresses of delegates erased: 1\n" in nightly()
    assert not Logistics.objects.exists()
    assert "Logistics erased: 0\nAddresses of delegates erased: 0\n" in nightly()


def test_unsent_mail_is_tried_again():
    make_message("waiting", attempts=1, not_before=ago(1))
    make_message("pausing", attempts=1, not_before=ago(-1))
    assert "Unsent mail tried again: 1 (left alone)" in nightly(dry_run=True)
    assert "Unsent mail tried again: 1\n" in nightly()
    assert [sent.subject for sent in mail.outbox] == ["waiting"]


def test_one_failing_step_does_not_keep_the_others_from_their_work(registry, monkeypatch):
    def fail(**arguments):
        raise ZeroDivisionError

    monkeypatch.setattr("ifiso.management.commands.nightly.erase_old_enquiries", fail)
    complaints = StringIO()
    with pytest.raises(CommandError, match="Answered enquiries erased"):
        nightly(stderr=complaints)
    assert "ZeroDivisionError" in complaints.getvalue()
    assert not Invitation.objects.filter(token_hash="old").exists()


def test_the_silent_are_reminded_three_days_before_the_deadline():
    first, now = timezone.now() + timedelta(days=30), timezone.now()
    meeting = make_meeting(
        kind="other", year=first.year, starts_on=first.date(), call_closes_at=now + timedelta(days=2)
    )
    organization = make_organization("MUTE", role_email="external@mute.example")
    make_delegation(meeting, organization, attended=None, called_at=ago(9))
    assert "Reminders before a call's deadline: 1 (left alone)" in nightly(dry_run=True)
    assert "Reminders before a call's deadline: 1\n" in nightly()
    assert "Reminders before a call's deadline: 0\n" in nightly()
    assert [sent.to for sent in mail.outbox] == [["external@mute.example"]]
