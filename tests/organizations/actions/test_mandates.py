"""A mandate's title and last day can be changed; nobody is left without anybody to speak for them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from organizations.actions.mandates import StaleError, correct_title, end_mandate
from organizations.clock import today
from organizations.models import Activity, Message
from organizations.rules import current_mandates
from tests.factories import make_liaison, make_organization, make_user

DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return make_liaison(make_user(name="Alice"), make_organization("ABC"), until=today() + 100 * DAY)


@pytest.fixture
def bob(alice):
    return make_liaison(make_user(name="Bob"), alice.organization, kind="deputy", until=today() + 100 * DAY)


def end(mandate, until, *, by=None):
    return end_mandate(mandate=mandate, until=until, by=by or mandate.user, day=today())


def test_a_deputy_ends_early_and_the_rights_end_with_the_day(alice, bob):
    end(bob, today())
    assert current_mandates(bob.user, today())
    assert not current_mandates(bob.user, today() + DAY)
    assert not Message.objects.exists()
    assert Activity.objects.get().detail == {"until": str(today())}


def test_yesterday_ends_it_at_once_and_its_holder_is_told(alice, bob):
    end(bob, today() - DAY, by=alice.user)
    assert not current_mandates(bob.user, today())
    assert "Alice has brought the end of your mandate forward" in Message.objects.get(to=bob.user.email).text


@pytest.mark.parametrize("days", [0, 50])
def test_the_last_primary_liaison_cannot_leave_by_mistake(alice, bob, days):
    with pytest.raises(ValidationError, match="Name the successor first"):
        end(alice, today() + days * DAY)
    alice.refresh_from_db()
    assert alice.until == today() + 100 * DAY


def test_whose_successor_begins_in_time_may_leave_and_not_before(alice):
    make_liaison(organization=alice.organization, since=today() + 30 * DAY)
    with pytest.raises(ValidationError, match="nobody would speak for ABC"):
        end(alice, today() + 28 * DAY)
    end(alice, today() + 29 * DAY)


def test_a_successor_whose_account_is_switched_off_is_none(alice):
    make_liaison(make_user(is_active=False), alice.organization)
    with pytest.raises(ValidationError):
        end(alice, today())


def test_where_there_is_only_a_deputy_the_deputy_stays():
    bob = make_liaison(kind="deputy")
    with pytest.raises(ValidationError, match="Invite somebody else first"):
        end(bob, today())


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-2, "yesterday ends it at once"),
        (101, "can only be ended earlier"),
        (900, "two years ahead"),
        (-10_000, "The mandate began on"),
    ],
)
def test_impossible_last_days_are_refused(alice, bob, days, words):
    with pytest.raises(ValidationError, match=words):
        end(bob, today() + days * DAY)


def test_the_same_last_day_changes_nothing(bob):
    end(bob, bob.until)
    assert not Activity.objects.exists()


def test_a_title_is_corrected_and_the_former_one_kept_in_the_record(alice):
    assert correct_title(mandate=alice, title="Ambassador", was="Liaison Officer", by=alice.user).title == "Ambassador"
    assert Activity.objects.get().detail == {"was": "Liaison Officer"}


def test_of_two_corrections_the_later_one_is_told_of_the_earlier(alice, bob):
    correct_title(mandate=alice, title="Ambassador", was="Liaison Officer", by=alice.user)
    with pytest.raises(StaleError) as refused:
        correct_title(mandate=alice, title="Envoy", was="Liaison Officer", by=bob.user)
    assert refused.value.mandate.title == "Ambassador"


def test_the_same_correction_twice_is_one(alice):
    for _ in range(2):
        correct_title(mandate=alice, title="Ambassador", was="Liaison Officer", by=alice.user)
    assert Activity.objects.count() == 1
