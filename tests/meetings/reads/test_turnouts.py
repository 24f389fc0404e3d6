"""How many organizations came."""

import pytest

from meetings.models import Meeting
from meetings.reads.turnouts import counted_organizations, named_organizations, organizations_in_words, unnamed_in_words
from tests.factories import make_delegation, make_host, make_meeting, make_organization, make_partner, make_turnout


@pytest.mark.parametrize(
    ("counted", "named", "complete", "words"),
    [
        ([15], 1, False, "15 organizations"),
        ([1], 1, False, "1 organization"),
        ([10, 9], 9, True, "9 or 10 organizations"),
        ([10, 10], 9, False, "10 organizations"),
        ([], 2, False, "2 organizations named"),
        ([], 12, True, "12 organizations"),
        ([], 0, False, ""),
    ],
)
def test_in_words(counted, named, complete, words):
    assert organizations_in_words(Meeting(all_attendance_known=complete), counted, named) == words


@pytest.mark.parametrize(
    ("counted", "named", "words"),
    [
        ([15], 1, "and 14 that no source names"),
        ([15], 15, ""),
        ([15], 16, ""),
        ([9, 10], 9, "1 more by the highest count"),
        ([], 3, ""),
    ],
)
def test_those_whom_no_source_names(counted, named, words):
    assert unnamed_in_words(counted, named) == words


@pytest.mark.django_db
def test_a_host_counts_once_a_partner_and_an_absent_one_not():
    meeting, host = make_meeting(), make_organization()
    make_host(meeting, host)
    make_host(meeting)
    make_delegation(meeting, host)
    make_delegation(meeting)
    make_delegation(meeting, attended=False)
    make_delegation(meeting, attended=None)
    make_delegation(meeting, partner=make_partner())
    assert named_organizations() == {meeting.pk: 3}


@pytest.mark.django_db
def test_counts_come_from_the_lowest_and_without_people():
    meeting = make_meeting()
    for value in (10, 9):
        make_turnout(meeting, value=value)
    make_turnout(meeting, value=40, kind="participants")
    assert counted_organizations() == {meeting.pk: [9, 10]}
