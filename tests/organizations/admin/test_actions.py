"""What can be done from the lists goes through the same actions as everywhere."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from organizations.models import Activity, Enquiry, Invitation, Liaison, Message
from tests.factories import make_enquiry, make_invitation, make_liaison, make_message, make_user
from tests.support.admin import admin_url

pytestmark = pytest.mark.django_db


def run(client, action, *rows):
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(admin_url(rows[0], "changelist"), chosen, follow=True)


def invite(client, email):
    return client.post(admin_url(Invitation, "add"), {"email": email, "name": "Ada"}, follow=True)


def test_adding_an_invitation_sends_it(client, root, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invite(client, "Ada@example.org")
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.invited_by) == ("ada@example.org", root)
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    assert [activity.verb for activity in Activity.objects.all()] == ["invited"]


def test_nobody_is_invited_to_an_account_that_is_switched_off(client, root):
    make_user("ada@example.org", is_active=False)
    assert "switched off" in invite(client, "ADA@example.org").text
    assert not Invitation.objects.exists()


def test_an_invitation_is_sent_anew_or_revoked(client, root):
    invitation = make_invitation(email="ada@example.org")
    assert "1 link is on its way." in run(client, "send_again", invitation).text
    invitation.refresh_from_db()
    assert invitation.revoked_at
    newer = Invitation.objects.get(revoked_at=None)
    run(client, "revoke", newer)
    newer.refresh_from_db()
    assert newer.revoked_at


def test_people_are_sent_links_unless_they_are_switched_off(client, root):
    response = run(client, "send_links", make_user(), make_user("off@example.org", is_active=False))
    assert "1 link is on its way." in response.text
    assert "@example.org: The account of this address is switched off" in response.text


def test_enquiries_are_closed_once(client, root):
    waiting, answered = make_enquiry(), make_enquiry(answered_at=timezone.now(), answer="Yes.")
    response = run(client, "close_without_answer", waiting, answered)
    assert "1 enquiry was closed." in response.text
    assert f"Enquiry {answered.pk} was closed before." in response.text
    waiting.refresh_from_db()
    assert waiting.answered_by == root


@pytest.mark.parametrize(("clock", "count"), [("waiting", 2), ("overdue", 1), ("answered", 1)])
def test_enquiries_are_found_by_their_clock(client, root, clock, count):
    now = timezone.now()
    make_enquiry(received_at=now - timedelta(days=3))
    make_enquiry(received_at=now)
    make_enquiry(answered_at=now)
    response = client.get(admin_url(Enquiry, "changelist"), {"clock": clock})
    assert response.context["cl"].result_count == count


def test_only_mail_that_failed_is_sent_again(client, root, django_capture_on_commit_callbacks):
    failed = make_message(error="ConnectionRefusedError", attempts=5, not_before=timezone.now() + timedelta(days=3))
    queued, sent = make_message(), make_message(sent_at=timezone.now(), error="once")
    with django_capture_on_commit_callbacks(execute=True):
        response = run(client, "send_again", failed, queued, sent)
    assert "1 message is on its way." in response.text
    assert len(mail.outbox) == 1
    assert Message.objects.get(pk=failed.pk).sent_at


def test_what_a_mail_says_is_not_shown(client, root):
    message = make_message(text="Open https://registry.example.org/invitations/secret/")
    assert "secret" not in client.get(admin_url(message, "change", message.pk)).text


@pytest.mark.parametrize(("period", "title"), [("current", "Officer"), ("coming", "Elect"), ("over", "Past")])
def test_mandates_are_found_by_their_period(client, root, period, title):
    far = timezone.now().date() + timedelta(days=100)
    make_liaison(title="Officer")
    make_liaison(title="Elect", since=far)
    make_liaison(title="Past", until=date(2021, 1, 1))
    response = client.get(admin_url(Liaison, "changelist"), {"period": period})
    assert [row.title for row in response.context["cl"].result_list] == [title]
