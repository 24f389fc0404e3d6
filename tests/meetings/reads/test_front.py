"""How much of an agenda stands on the meeting's front page."""

from datetime import UTC, datetime

import pytest

from meetings.reads import front
from tests.factories import make_meeting, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting(year=2016, starts_on="2016-11-17", ends_on="2016-11-20", time_zone="Europe/Lisbon")


def shown(meeting, day):
    return [day.number for day in front.of(meeting, datetime(2016, 11, day, 12, tzinfo=UTC)).shown]


def test_a_short_agenda_stands_in_full(meeting):
    for day in (1, 2):
        make_session(meeting, day=day)
    assert shown(meeting, 25) == [1, 2]


def test_a_long_one_is_summed_up_but_for_today(meeting):
    for number in range(front.SHORT + 1):
        make_session(meeting, day=1 + number % 3)
    assert shown(meeting, 25) == []
    assert shown(meeting, 18) == [2]
