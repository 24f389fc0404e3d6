"""Who waits, in which order, and what it costs to find out."""

from datetime import timedelta

import pytest

from meetings.actions.registrations import register, waiting_list, withdraw
from meetings.models import Delegate
from tests.factories import make_delegate, make_delegation, make_meeting
from tests.support.registering import NOW, enrol

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    """Full from the beginning."""
    closes = NOW + timedelta(days=9)
    return make_meeting(capacity=0, quota=2, registration_opens_at=NOW, registration_closes_at=closes)


@pytest.fixture
def a(meeting):
    return make_delegation(meeting)


@pytest.fixture
def b(meeting):
    return make_delegation(meeting)


def names(delegates):
    return [delegate.name for delegate in delegates]


def test_every_organizations_first_comes_before_anybodys_second(meeting):
    a, b, c = (make_delegation(meeting) for _ in range(3))
    for delegation, name, minutes in [
        (a, "A1", 0),
        (a, "A2", 1),
        (a, "A3", 2),
        (b, "B1", 3),
        (b, "B2", 4),
        (c, "C1", 5),
    ]:
        enrol(delegation, name, minutes)
    assert names(waiting_list(meeting)) == ["A1", "B1", "C1", "A2", "B2", "A3"]
    assert names(waiting_list(meeting, beyond_quota=False)) == ["A1", "B1", "C1", "A2", "B2"]


def test_guests_of_the_host_count_as_an_organization_each(a, meeting):
    enrol(a, "A1"), enrol(a, "A2", 1)
    for minutes, name in ((2, "Gus"), (3, "Gil")):
        guest = Delegate(meeting=meeting, name=name, email=f"{name}@example.org", kind="guest")
        register(delegate=guest, by=None, now=NOW + timedelta(minutes=minutes))
    assert names(waiting_list(meeting)) == ["A1", "Gus", "Gil", "A2"]


def test_the_organizations_rank_decides_who_of_it_is_next(a, meeting):
    _first, second = enrol(a, "A1"), enrol(a, "A2", 1)
    Delegate.objects.filter(pk=second.pk).update(rank=1)
    Delegate.objects.exclude(pk=second.pk).update(rank=2)
    assert names(waiting_list(meeting)) == ["A2", "A1"]


def test_whoever_has_a_place_counts_before_those_who_wait(a, meeting):
    enrol(a, "A1"), enrol(a, "A2", 1)
    b = make_delegation(meeting)
    enrol(b, "B1", 2)
    make_delegate(a, name="A0", rank=9)
    assert names(waiting_list(meeting)) == ["B1", "A1", "A2"]


def test_nobody_overtakes_when_there_is_room_again(a, b, meeting):
    meeting.capacity = 1
    meeting.save()
    _ada, bea = enrol(a, "Ada"), enrol(b, "Bea")
    meeting.capacity = 2
    meeting.save()
    late = enrol(make_delegation(meeting), "Late")
    bea.refresh_from_db()
    assert (bea.state, late.state) == ("confirmed", "waiting")


def test_hundreds_cost_no_more_queries_than_a_few(a, b, meeting, django_assert_max_num_queries):
    Delegate.objects.bulk_create(
        Delegate(meeting=meeting, delegation=b, name="N", email=f"n{n}@example.org", state="waiting", registered_at=NOW)
        for n in range(500)
    )
    ada = enrol(a, "Ada")
    with django_assert_max_num_queries(45):
        withdraw(delegate=ada, by=None, now=NOW)
