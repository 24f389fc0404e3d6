"""Whom the host invites."""

import pytest
from django.utils import timezone

from meetings.actions.guests import change_kind, invite_guest
from meetings.actions.registrations import RegistrationError
from meetings.models import Delegate, Delegation
from organizations.models import Message
from tests.factories import make_delegate, make_delegation, make_meeting, make_partner, make_user

pytestmark = pytest.mark.django_db


def invite(meeting, email="gil@example.org", partner=None, note="", **fields):
    delegate = Delegate(meeting=meeting, **{"name": "Gil Guest", "email": email, "kind": "guest", **fields})
    return invite_guest(delegate=delegate, partner=partner, note=note, by=make_user(), now=timezone.now())


def test_a_guest_has_no_delegation_and_gets_the_link_with_the_hosts_words():
    guest = invite(make_meeting(), note="We would love to hear you on grants.", kind="trainer")
    assert (guest.delegation, guest.state, guest.kind) == (None, "confirmed", "trainer")
    mail = Message.objects.get()
    assert mail.to == "gil@example.org"
    assert "The host writes:\n\nWe would love to hear you on grants." in mail.text
    assert "/registration/" in mail.text


def test_partners_people_are_its_delegation():
    meeting, partner = make_meeting(), make_partner("Studyvane")
    first, second = (invite(meeting, f"{n}@example.org", partner) for n in "ab")
    assert first.delegation == second.delegation == Delegation.objects.get(partner=partner)
    assert (first.delegation.role, first.delegation.answer, second.rank) == ("partner", "coming", 2)


def test_a_guest_waits_like_everybody_else_where_there_is_no_place():
    meeting = make_meeting(capacity=1)
    make_delegate(make_delegation(meeting))
    guest = invite(meeting, note="Welcome!")
    assert guest.state == "waiting"
    assert "Welcome!" in Message.objects.get().text


def test_nobody_is_invited_twice():
    meeting = make_meeting()
    invite(meeting)
    with pytest.raises(RegistrationError, match="registered for this meeting already"):
        invite(meeting, name="Somebody else")


def test_another_kind_is_given_once_and_only_to_what_was_seen():
    delegate, user = make_delegate(), make_user()
    assert change_kind(delegate=delegate, kind="observer", version=1, by=user)
    assert (delegate.kind, delegate.version) == ("observer", 2)
    assert not change_kind(delegate=delegate, kind="guest", version=1, by=user)
    ended = make_delegate(state="withdrawn")
    assert not change_kind(delegate=ended, kind="guest", version=1, by=user)
