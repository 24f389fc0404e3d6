"""Places that are left when registration closes go to those who wait beyond their quota."""

from datetime import timedelta

import pytest

from meetings.actions.places import give_left_places
from organizations.models import Message
from tests.factories import make_delegation, make_meeting
from tests.support.registering import NOW, enrol

pytestmark = pytest.mark.django_db

CLOSES = NOW + timedelta(days=9)


@pytest.fixture
def meeting():
    """Of three places one is left, for which two people wait who are beyond their organization's quota."""
    window = {"registration_opens_at": NOW, "registration_closes_at": CLOSES}
    meeting = make_meeting(season="spring", year=2027, capacity=3, quota=2, **window)
    delegation = make_delegation(meeting)
    for minutes, name in enumerate(("Ada", "Ben", "Cleo", "Dan")):
        enrol(delegation, name, minutes)
    return meeting


def test_once_registration_is_closed_the_next_moves_up(meeting):
    assert give_left_places(now=CLOSES - timedelta(seconds=1)) == 0
    assert give_left_places(now=CLOSES, dry_run=True) == 1
    assert meeting.delegates.confirmed().count() == 2
    assert give_left_places(now=CLOSES) == 1
    assert list(meeting.delegates.waiting().values_list("name", flat=True)) == ["Dan"]
    assert give_left_places(now=CLOSES) == 0
    assert Message.objects.filter(to="cleo@example.org").count() == 2


def test_of_a_meeting_that_is_over_or_cancelled_no_place_is_given(meeting):
    assert give_left_places(now=CLOSES + timedelta(days=800)) == 0
    meeting.state = "cancelled"
    meeting.save()
    assert give_left_places(now=CLOSES) == 0
