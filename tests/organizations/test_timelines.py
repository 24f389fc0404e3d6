"""A membership as one line, and in words."""

from datetime import date

import pytest

from organizations.models import Membership
from organizations.timelines import LEFT, RIGHT, Seen, in_words, timeline

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"since": "2014"}, "Member since 2014"),
        ({}, "Member; since when is not known"),
        ({"since": "2001", "until": "2009-05", "ended": True}, "Member from 2001 to May 2009"),
        ({"since": "2001", "ended": True}, "Member from 2001; the end is not known"),
        ({"until": "2009", "ended": True}, "Member until 2009; the beginning is not known"),
        ({"ended": True}, "An earlier membership whose dates are not known"),
    ],
)
def test_each_membership_is_said_in_words(fields, words):
    assert in_words(Membership(**fields)) == words


def test_a_dated_membership_is_a_certain_line_to_today():
    (segment,) = timeline([Membership(since="2014")], [], TODAY).segments
    assert (segment.x1, segment.certain, segment.open) == (LEFT, True, True)
    assert LEFT < segment.x2 < RIGHT


def test_a_membership_known_by_attendance_begins_where_it_was_first_seen():
    seen = [Seen(2010.8, "autumn", False), Seen(2019.8, "autumn", True)]
    line = timeline([Membership(evidence_is_attendance=True)], seen, TODAY)
    assert (line.segments[0].certain, line.segments[0].x1) == (False, line.marks[0].x)
    assert [mark.hosted for mark in line.marks] == [False, True]


def test_a_membership_without_any_date_draws_no_line():
    assert timeline([Membership(ended=True)], [], TODAY).segments == []


def test_a_long_history_keeps_its_years_readable():
    line = timeline([Membership(since="1826")], [], TODAY)
    assert len(line.ticks) <= 10
