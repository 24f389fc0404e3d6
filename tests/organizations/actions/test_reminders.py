"""A seat does not become empty unnoticed: to whom which reminder goes, once each, however many nights were missed."""

from datetime import date, timedelta

import pytest

from organizations.actions.reminders import remind, reminders_due
from organizations.models import Message
from tests.factories import make_handover, make_liaison, make_management_term, make_organization, make_user

LAST = date(2027, 6, 30)
HOLDER, ROLE, DANA = "alice@example.org", "external@abc.example.org", "dana@example.org"

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    make_management_term(make_user(DANA))
    make_management_term(make_user("former@example.org"), until=date(2021, 1, 1))
    make_management_term(None)
    return make_liaison(make_user(HOLDER, name="Alice"), make_organization("ABC", role_email=ROLE), until=LAST)


def before(days):
    return LAST - timedelta(days=days)


def reached(days):
    remind(day=before(days))
    told = set(Message.objects.values_list("to", flat=True))
    Message.objects.all().delete()
    return told


@pytest.mark.parametrize(
    ("days", "readers"),
    [
        (61, set()),
        (60, {HOLDER}),
        (31, {HOLDER}),
        (30, {HOLDER, ROLE}),
        (8, {HOLDER, ROLE}),
        (7, {HOLDER, ROLE, DANA}),
        (0, {HOLDER, ROLE, DANA}),
        (-1, set()),
    ],
)
def test_the_nearer_the_end_the_more_people_know(alice, days, readers):
    assert reached(days) == readers


def test_each_stage_is_told_once_and_missed_nights_are_made_up_for_by_the_nearest(alice):
    told = [remind(day=before(days)) for days in (60, 59, 45, 22, 21, 6, 5, 0)]
    assert told == [1, 0, 0, 2, 0, 3, 0, 0]


def test_a_dry_look_writes_nothing(alice):
    assert len(reminders_due(before(7))) == 3
    assert not Message.objects.exists()


def test_another_last_day_is_another_end(alice):
    assert remind(day=before(60)) == 1
    alice.until = LAST + timedelta(days=1)
    alice.save()
    assert remind(day=before(59)) == 1


@pytest.mark.parametrize("until", [None, LAST + timedelta(days=300)])
def test_who_is_followed_hears_nothing(alice, until):
    make_liaison(organization=alice.organization, since=LAST + timedelta(days=1), until=until)
    assert reached(7) == set()


@pytest.mark.parametrize(
    "fields",
    [
        {"since": LAST + timedelta(days=2)},
        {"since": LAST + timedelta(days=1), "kind": "deputy"},
        {"until": LAST},
    ],
    ids=["a gap of a day", "a deputy", "ends with it"],
)
def test_who_does_not_follow_without_a_gap_in_the_same_seat_is_no_successor(alice, fields):
    make_liaison(organization=alice.organization, **fields)
    assert HOLDER in reached(60)


def test_somebody_of_another_organization_is_no_successor(alice):
    make_liaison()
    assert reached(60) == {HOLDER}


@pytest.mark.parametrize("fields", [{"kind": "deputy", "until": LAST}, {"kind": "board", "until": LAST}, {}])
def test_deputies_and_mandates_without_end_are_left_in_peace(fields):
    make_liaison(**fields)
    assert reached(7) == set()


def test_one_address_gets_one_mail(alice):
    alice.organization.role_email = HOLDER
    alice.organization.save()
    make_management_term(alice.user)
    assert remind(day=before(7)) == 2


def test_the_mail_says_what_to_do(alice):
    remind(day=before(60))
    text = Message.objects.get().text
    assert "your mandate as Liaison Officer of Students of ABC ends on 30 June 2027" in text
    assert "Name your successor" in text
    assert "/members/abc/liaisons/" in text


def test_the_mail_tells_who_is_named_and_has_not_accepted(alice):
    make_handover(alice.organization, predecessor=alice, name="Sam")
    remind(day=before(7))
    assert all("Sam is named" in text for text in Message.objects.values_list("text", flat=True))
