"""A seat passes on: named once, accepted once, confirmed once, or called off; the old mandate ends on its day."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from organizations.actions.handovers import (
    HandOverClosedError,
    call_off,
    invite_again,
    name_successor,
    revoke_link,
    take_over,
)
from organizations.actions.invitations import InvitationClosedError, accept_invitation, invite
from organizations.clock import today
from organizations.models import Activity, HandOver, Liaison, Message
from organizations.rules import current_mandates
from tests.factories import make_liaison, make_management_term, make_organization, make_user
from tests.support.mails import mailed_token

DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    """Her mandate, which has a hundred days to go."""
    return make_liaison(
        make_user("alice@example.org", name="Alice"), make_organization("ABC"), until=today() + 100 * DAY
    )


def name(mandate, *, by=None, **fields):
    """Name Sam from the day after the mandate, unless `fields` say otherwise."""
    fields = {
        "email": "sam@example.org",
        "name": "Sam",
        "title": mandate.title,
        "kind": mandate.kind,
        "since": today() + 101 * DAY,
        **fields,
    }
    hand_over = HandOver(organization=mandate.organization, predecessor=mandate, **fields)
    return name_successor(hand_over=hand_over, by=by or mandate.user, now=timezone.now(), day=today())


def token_of(hand_over):
    return mailed_token(f"hand-over-{hand_over.pk}-invitation-{hand_over.invitation.pk}")


def accept(hand_over):
    user = accept_invitation(token=token_of(hand_over))
    hand_over.refresh_from_db()
    return user


def confirm(hand_over, by, day=None):
    return take_over(hand_over=hand_over, by=by, now=timezone.now(), day=day or today())


def off(hand_over, by):
    return call_off(hand_over=hand_over, by=by, now=timezone.now(), day=today())


def test_naming_invites_the_successor_and_counts_as_the_predecessors_confirmation(alice):
    hand_over = name(alice, email=" Sam@Example.org ")
    assert hand_over.predecessor_confirmed_at
    assert hand_over.predecessor_until == today() + 100 * DAY
    sent = Message.objects.get()
    assert sent.to == "sam@example.org"
    assert "Alice names you Liaison Officer of Students of ABC in IFISO" in sent.text
    assert Activity.objects.filter(verb="named", actor=alice.user).exists()
    assert Liaison.objects.count() == 1


def test_accepting_records_the_mandate_and_confirming_ends_the_old_one_on_its_day(alice):
    hand_over = name(alice, predecessor_until=today() + 110 * DAY, until=today() + 465 * DAY, note="Ask Bea.")
    sam = accept(hand_over)
    mandate = hand_over.successor
    assert (mandate.user, mandate.since, mandate.until) == (sam, today() + 101 * DAY, today() + 465 * DAY)
    assert not current_mandates(sam, today())
    assert current_mandates(sam, today() + 101 * DAY)
    confirm(hand_over, sam)
    alice.refresh_from_db()
    assert alice.until == today() + 110 * DAY
    assert current_mandates(alice.user, alice.until)
    assert not current_mandates(alice.user, alice.until + DAY)
    assert "Sam has confirmed" in Message.objects.get(to="alice@example.org").text


def test_a_late_confirmation_ends_the_old_mandate_on_its_own_day_not_before(alice):
    hand_over = name(alice, since=today(), predecessor_until=today() - DAY)
    sam = accept(hand_over)
    confirm(hand_over, sam)
    alice.refresh_from_db()
    assert alice.until == today()


def test_confirming_twice_changes_nothing(alice):
    hand_over = name(alice)
    sam = accept(hand_over)
    first = confirm(hand_over, sam)
    again = confirm(hand_over, sam, day=today() + 300 * DAY)
    assert again.completed_at == first.completed_at
    assert Message.objects.filter(to="alice@example.org").count() == 1
    assert Activity.objects.filter(verb="took over").count() == 1


def test_a_double_submit_is_one_hand_over_and_another_name_is_refused(alice):
    assert name(alice) == name(alice)
    assert Message.objects.count() == 1
    with pytest.raises(ValidationError, match="Sam is named for this seat already"):
        name(alice, email="tom@example.org")


@pytest.mark.parametrize(
    ("field", "fields", "words"),
    [
        ("email", {"email": "alice@example.org"}, "your own address"),
        ("since", {"since": today() - 40 * DAY}, "more than a month ago"),
        ("since", {"since": today() + 900 * DAY}, "more than two years ahead"),
        ("until", {"until": today() + 50 * DAY}, "cannot be before the first day"),
        ("until", {"since": today() - 9 * DAY, "until": today() - DAY}, "This day is over"),
        ("predecessor_until", {"predecessor_until": today() + 80 * DAY}, "nobody would hold the seat"),
        ("predecessor_until", {"predecessor_until": today() + 900 * DAY}, "more than half a year"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(alice, field, fields, words):
    with pytest.raises(ValidationError) as refused:
        name(alice, **fields)
    assert words in refused.value.message_dict[field][0]
    assert not HandOver.objects.exists()
    assert not Message.objects.exists()


def test_days_before_the_present_mandate_are_refused():
    mandate = make_liaison(since=today() - DAY)
    with pytest.raises(ValidationError, match="its successor begins after that"):
        name(mandate, since=today() - DAY)
    with pytest.raises(ValidationError, match="before the present mandate began"):
        name(mandate, since=today(), predecessor_until=today() - 5 * DAY)


def test_whoever_holds_the_seat_already_is_no_successor(alice):
    make_liaison(make_user("sam@example.org", name="Sam"), alice.organization, until=today() + 200 * DAY)
    with pytest.raises(ValidationError, match="Sam holds this seat already"):
        name(alice)


def test_a_deputy_may_become_the_primary_liaison(alice):
    bob = make_liaison(make_user("sam@example.org"), alice.organization, kind="deputy").user
    assert accept(name(alice)) == bob
    assert Liaison.objects.filter(user=bob).count() == 2


def test_the_address_of_an_account_that_is_switched_off_is_refused(alice):
    make_user("sam@example.org", is_active=False)
    with pytest.raises(ValidationError, match="switched off"):
        name(alice)


def test_who_is_named_by_two_predecessors_holds_one_mandate(alice):
    other = make_liaison(organization=alice.organization, until=alice.until)
    sam = accept(name(alice))
    second = HandOver(organization=alice.organization, predecessor=other, kind="primary", email="s@example.org")
    second.title, second.since = "Liaison Officer", today() + 101 * DAY
    second = name_successor(hand_over=second, by=other.user, now=timezone.now(), day=today())
    sam.emailaddress_set.create(email="s@example.org", verified=True)
    assert accept(second) == sam
    assert Liaison.objects.filter(user=sam).count() == 1


def test_whoever_did_not_name_the_successor_is_told(alice):
    other = make_liaison(make_user(name="Olga"), alice.organization)
    name(alice, by=other.user)
    assert "Olga names you to follow Alice as" in Message.objects.get(to="sam@example.org").text
    assert "Olga has named Sam to follow you" in Message.objects.get(to="alice@example.org").text


def test_an_empty_seat_needs_the_successors_confirmation_alone():
    dana = make_management_term(make_user(name="Dana")).user
    hand_over = HandOver(organization=make_organization(), email="sam@example.org", title="Liaison", since=today())
    hand_over = name_successor(hand_over=hand_over, by=dana, now=timezone.now(), day=today())
    sam = accept(hand_over)
    assert current_mandates(sam, today())
    assert confirm(hand_over, sam).completed_at
    assert "has taken over" in Message.objects.get(to=dana.email).subject


def test_a_new_link_closes_the_earlier_one(alice):
    hand_over = name(alice)
    earlier = token_of(hand_over)
    invite_again(hand_over=hand_over, by=alice.user)
    hand_over.refresh_from_db()
    with pytest.raises(InvitationClosedError):
        accept_invitation(token=earlier)
    assert accept(hand_over)
    with pytest.raises(HandOverClosedError):
        invite_again(hand_over=hand_over, by=alice.user)


def test_a_link_taken_back_opens_nothing_until_it_is_sent_again(alice):
    hand_over = name(alice)
    revoke_link(hand_over=hand_over, by=alice.user)
    with pytest.raises(InvitationClosedError):
        accept(hand_over)
    invite_again(hand_over=hand_over, by=alice.user)
    hand_over.refresh_from_db()
    assert accept(hand_over)


def test_another_invitation_to_the_same_address_leaves_the_hand_overs_link_alone(alice):
    hand_over = name(alice)
    invite(email="sam@example.org", name="Sam", by=make_user())
    assert accept(hand_over)


def test_called_off_before_the_first_day_nothing_remains(alice):
    hand_over = name(alice)
    sam = accept(hand_over)
    off(hand_over, alice.user)
    assert not Liaison.objects.filter(user=sam).exists()
    assert "called off" in Message.objects.filter(to="sam@example.org").latest("pk").subject
    with pytest.raises(HandOverClosedError):
        confirm(hand_over, sam)
    with pytest.raises(HandOverClosedError):
        off(hand_over, alice.user)
    assert name(alice).pk != hand_over.pk


def test_called_off_before_it_was_accepted_the_link_opens_nothing(alice):
    hand_over = name(alice)
    off(hand_over, alice.user)
    with pytest.raises(InvitationClosedError):
        accept(hand_over)
    assert Liaison.objects.count() == 1


def test_called_off_after_the_first_day_the_mandate_ended_yesterday(alice):
    hand_over = name(alice, since=today() - 3 * DAY)
    sam = accept(hand_over)
    off(hand_over, alice.user)
    assert Liaison.objects.get(user=sam).until == today() - DAY


def test_a_completed_hand_over_is_not_called_off(alice):
    hand_over = name(alice)
    confirm(hand_over, accept(hand_over))
    with pytest.raises(HandOverClosedError):
        off(hand_over, alice.user)


def test_a_seat_that_has_passed_on_does_not_pass_on_again(alice):
    hand_over = name(alice)
    confirm(hand_over, accept(hand_over))
    with pytest.raises(ValidationError, match="Sam has taken this seat over already"):
        name(alice, email="tom@example.org")


def test_calling_off_never_leaves_nobody(alice):
    hand_over = name(alice, since=today() - 3 * DAY)
    accept(hand_over)
    Liaison.objects.filter(pk=alice.pk).update(until=today() - DAY)
    with pytest.raises(ValidationError, match="nobody would speak for ABC"):
        off(hand_over, alice.user)
