"""The mails to delegates: each says what happened, in the meeting's own time, and leads to the own page."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.urls import reverse

from meetings.actions.notices import notify
from meetings.links import delegate_token
from organizations.models import Message
from tests.factories import make_delegate, make_delegation, make_host, make_meeting, make_organization

pytestmark = pytest.mark.django_db

EVENTS = {
    "registered": "You have a place at",
    "waiting": "You are on the waiting list for",
    "promoted": "Now you have a place at",
    "withdrawn": "You are no longer registered for",
    "refused": "has turned your registration down",
    "replaced": "Somebody else takes your place at",
}
REASON = "Too many <trainers> & guests."


@pytest.fixture
def delegate():
    meeting = make_meeting(
        kind="other",
        title="Winter School",
        city="Lisbon",
        country="PT",
        time_zone="Europe/Lisbon",
        registration_closes_at=datetime(2026, 8, 1, 23, tzinfo=UTC),
        frozen_at=datetime(2026, 8, 31, 17, tzinfo=UTC),
    )
    delegation = make_delegation(meeting, make_organization("AAA"))
    return make_delegate(delegation, name="Ana O'Brien <ana>", state_reason=REASON)


def mail(delegate, event):
    notify(delegate, event)
    return Message.objects.get()


@pytest.mark.parametrize("event", EVENTS)
def test_each_names_the_meeting_and_leads_to_the_page(delegate, event):
    message = mail(delegate, event)
    assert EVENTS[event] in message.subject
    assert "Winter School" in message.subject
    assert message.to == delegate.email
    page = reverse("registration", args=[delegate.meeting.slug, delegate_token(delegate)])
    assert f"{settings.BASE_URL}{page}" in message.text
    assert f'href="{settings.BASE_URL}{page}"' in message.html
    assert "Dear Ana O'Brien <ana>," in message.text
    assert "<ana>" not in message.html
    assert f"{settings.BASE_URL}/privacy/" in message.text
    assert "{" not in message.text


@pytest.mark.parametrize("event", ["waiting", "promoted", "withdrawn", "refused"])
def test_the_reason_is_told(delegate, event):
    assert REASON in mail(delegate, event).text


def test_times_are_the_meetings_and_name_their_zone(delegate):
    notify(delegate, "registered")
    notify(delegate, "waiting")
    registered, waiting = Message.objects.order_by("pk")
    assert "Monday 31 August 2026, 18:00 (Lisbon time, UTC+01:00)" in registered.text
    assert "Saturday 1 August 2026, 24:00 (Lisbon time, UTC+01:00)" in waiting.text


def test_an_answer_goes_to_the_host(delegate):
    assert mail(delegate, "registered").reply_to == settings.ENQUIRIES_EMAIL
    Message.objects.all().delete()
    make_host(delegate.meeting, make_organization(role_email=""))
    make_host(delegate.meeting, make_organization(role_email="external@host.example"))
    assert mail(delegate, "registered").reply_to == "external@host.example"


def test_a_guest_without_an_organization_is_written_to_as_well(delegate):
    guest = make_delegate(None, meeting=delegate.meeting, name="Gus Guest")
    for event in EVENTS:
        notify(guest, event)
    assert not [message.text for message in Message.objects.all() if "None" in message.text]


def test_one_event_writes_once(delegate):
    notify(delegate, "registered")
    notify(delegate, "registered")
    assert Message.objects.count() == 1
    delegate.version = 2
    notify(delegate, "registered")
    assert Message.objects.count() == 2
