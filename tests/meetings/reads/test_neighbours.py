"""The meetings before and after another."""

import pytest

from meetings.models import Meeting
from meetings.reads.neighbours import neighbours
from tests.factories import make_meeting

pytestmark = pytest.mark.django_db


def test_forum_meetings_follow_year_and_season_whatever_their_dates():
    autumn = make_meeting(year=2011, season="autumn")
    spring = make_meeting(year=2011, season="spring", starts_on="2011-03")
    later = make_meeting(year=2013, season="spring")
    assert neighbours(spring) == (None, autumn)
    assert neighbours(autumn) == (spring, later)
    assert neighbours(later) == (autumn, None)


def test_kinds_do_not_mix_and_drafts_are_passed_over(django_assert_num_queries):
    school = make_meeting(year=2014, kind=Meeting.Kind.LEADERSHIP_SUMMER_SCHOOL)
    make_meeting(year=2013, season="autumn")
    make_meeting(year=2015, kind=Meeting.Kind.LEADERSHIP_SUMMER_SCHOOL, state=Meeting.State.DRAFT)
    with django_assert_num_queries(1):
        assert neighbours(school) == (None, None)
