"""Leaving a meeting: the place goes to the next, and who wants to be forgotten is."""

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.links import delegate_token
from meetings.models import Logistics
from organizations.models import Activity, Message
from tests.factories import make_answer, make_delegate, make_delegation, make_logistics
from tests.support.registrations import make_coming_meeting, make_confirmed_delegate

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_coming_meeting()


@pytest.fixture
def delegate(meeting):
    return make_confirmed_delegate(meeting)


def path(delegate, name="registration"):
    return reverse(name, args=[delegate.meeting.slug, delegate_token(delegate)])


def test_withdrawing_gives_the_place_to_the_next(client, meeting, delegate):
    meeting.capacity = 1
    meeting.save()
    waiting = make_delegate(make_delegation(meeting), state="waiting")
    assert client.get(path(delegate, "registration_withdraw")).status_code == 200
    assert client.post(path(delegate, "registration_withdraw"), {"reason": "Exams"}).url == path(delegate)
    delegate.refresh_from_db()
    waiting.refresh_from_db()
    assert (delegate.state, delegate.state_reason, waiting.state) == ("withdrawn", "Exams", "confirmed")
    assert client.post(path(delegate, "registration_withdraw")).url == path(delegate)
    assert client.get(path(delegate, "registration_data")).url == path(delegate)


def test_erasing_forgets_the_person_and_frees_the_place(client, meeting, delegate):
    meeting.capacity = 1
    meeting.save()
    waiting = make_delegate(make_delegation(meeting), state="waiting")
    make_logistics(delegate, diet="vegan", diet_consent_at=timezone.now())
    make_answer(delegate=delegate)
    client.post(path(delegate, "registration_consent"), {"give": "photos_since"})
    address, link = delegate.email, path(delegate)
    assert client.get(path(delegate, "registration_erase")).status_code == 200
    assert "You are forgotten" in client.post(path(delegate, "registration_erase")).text
    delegate.refresh_from_db()
    waiting.refresh_from_db()
    assert (delegate.name, delegate.state, delegate.photos_since) == ("erased", "withdrawn", None)
    assert delegate.email.endswith("@erased.invalid")
    assert waiting.state == "confirmed"
    assert client.get(link).status_code == 404
    assert not Logistics.objects.exists()
    assert not delegate.answers.exists()
    assert [mail.subject for mail in Message.objects.filter(to=address)] == [
        f"Your data for {meeting.name} has been erased"
    ]
    assert not Activity.objects.filter(target_label__contains="Dora").exclude(target_id=str(waiting.pk)).exists()


@pytest.mark.parametrize(
    ("change", "title"), [("over", "The meeting is over"), ("cancelled", "The meeting is cancelled")]
)
def test_of_a_meeting_that_is_past_nobody_withdraws_and_its_count_stays(client, meeting, delegate, change, title):
    waiting = make_delegate(make_delegation(meeting), state="waiting")
    if change == "over":
        meeting.starts_on = meeting.ends_on = "2016-11-17"
    else:
        meeting.state = "cancelled"
    meeting.save()
    page = client.get(path(delegate))
    assert title in page.text
    assert page.context["standing"].tasks == []
    assert path(delegate, "registration_withdraw") not in page.text
    assert client.post(path(delegate, "registration_withdraw")).url == path(delegate)
    client.post(path(delegate, "registration_erase"))
    delegate.refresh_from_db()
    waiting.refresh_from_db()
    assert (delegate.name, delegate.state, waiting.state) == ("erased", "confirmed", "waiting")
