"""What an organization decides about its people, each once however often it is sent."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.actions.delegations import add_delegate, join, move_in_rank, renew_links, send_link_again
from meetings.actions.registrations import RegistrationError
from meetings.models import Delegate, Delegation
from organizations.models import Activity, ContentVersion, Message
from tests.factories import make_delegate, make_delegation, make_liaison, make_meeting, make_organization, make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)


@pytest.fixture
def meeting():
    window = {"registration_opens_at": NOW, "registration_closes_at": NOW + timedelta(days=9)}
    return make_meeting(season="spring", year=2027, quota=3, **window)


@pytest.fixture
def alice():
    return make_user("alice@example.org")


def test_whoever_registers_somebody_has_answered_the_call(meeting, alice):
    a = make_delegation(meeting, answer="not_coming", answer_reason="Exams.")
    add_delegate(delegation=a, delegate=Delegate(name="Ada", email="ada@example.org"), by=alice, now=NOW)
    a.refresh_from_db()
    assert (a.answer, a.answer_reason, a.answered_at, a.answered_by) == ("coming", "", NOW, alice)


def test_an_organization_that_was_not_called_gets_its_delegation(meeting, alice):
    a = Delegation(meeting=meeting, organization=make_organization())
    ada = add_delegate(delegation=a, delegate=Delegate(name="Ada", email="ada@example.org"), by=alice, now=NOW)
    assert (ada.delegation, ada.state) == (Delegation.objects.get(), "confirmed")


def test_a_role_is_taken_from_the_mandate_or_from_an_earlier_registration(meeting, alice):
    a = make_delegation(meeting)
    make_liaison(alice, a.organization, title="External Officer")
    make_delegate(make_delegation(organization=a.organization), email="ada@example.org", role_title="President")
    people = [Delegate(name="N", email=email) for email in ("Alice@example.org", "ada@example.org", "new@example.org")]
    added = [add_delegate(delegation=a, delegate=one, by=alice, now=NOW) for one in people]
    assert [one.role_title for one in added] == ["External Officer", "President", ""]


@pytest.mark.parametrize("now", [NOW - timedelta(seconds=1), NOW + timedelta(days=9)])
def test_outside_the_window_nobody_is_added(meeting, alice, now):
    a = make_delegation(meeting)
    for call in (
        lambda: add_delegate(delegation=a, delegate=Delegate(name="A", email="a@example.org"), by=alice, now=now),
        lambda: join(delegation=a, delegate=Delegate(name="A", email="a@example.org"), now=now),
    ):
        with pytest.raises(RegistrationError):
            call()
    assert not Delegate.objects.exists()


def test_a_button_pressed_twice_moves_once(meeting, alice):
    a = make_delegation(meeting)
    one, two, three = (make_delegate(a, name=name, rank=9) for name in ("One", "Two", "Three"))
    assert move_in_rank(delegate=three, place=3, to=2, by=alice, now=NOW)
    assert not move_in_rank(delegate=three, place=3, to=2, by=alice, now=NOW)
    assert [delegate.name for delegate in a.delegates.by_rank()] == ["One", "Three", "Two"]
    assert not move_in_rank(delegate=one, place=1, to=0, by=alice, now=NOW)
    assert not move_in_rank(delegate=two, place=3, to=4, by=alice, now=NOW)


def test_the_link_is_sent_again_at_most_once_a_minute(meeting, alice):
    ada = make_delegate(make_delegation(meeting))
    for seconds in (0, 1, 60):
        send_link_again(delegate=ada, by=alice, now=NOW + timedelta(seconds=seconds))
    assert Message.objects.filter(to=ada.email).count() == 2


def test_links_are_renewed_once_and_no_public_page_is_made_anew(meeting, alice):
    a = make_delegation(meeting)
    before = ContentVersion.current()
    assert renew_links(delegation=a, version=1, by=alice)
    assert not renew_links(delegation=a, version=1, by=alice)
    assert Activity.objects.get().verb == "renewed the links"
    assert ContentVersion.current() == before
