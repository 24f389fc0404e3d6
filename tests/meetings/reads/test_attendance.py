"""The matrix of organizations by meetings."""

from datetime import UTC, datetime

import pytest

from meetings.models import Meeting
from meetings.reads.attendance import COLUMNS, ROWS, matrix_of
from tests.factories import make_delegation, make_host, make_meeting, make_organization, make_turnout

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


def matrix(*, forum=True, meetings=None, organizations=None):
    return matrix_of(NOW, forum=forum, meetings=meetings, organizations=organizations)


def words(row):
    """What the cells say, without their markup."""
    return [cell.partition("</span>")[0] for cell in row.cells.split('<span class="vh">')[1:]]


def test_each_presence_is_said_newest_meeting_first():
    iaps, aegee = make_organization("IAPS"), make_organization("AEGEE")
    make_organization("NEVER")
    spring = make_meeting(year=2011, season="spring", starts_on="2011-03", all_attendance_known=True)
    autumn = make_meeting(year=2011, season="autumn")
    make_host(spring, aegee)
    make_delegation(autumn, iaps)
    make_turnout(autumn, value=12)
    found = matrix()
    assert [(column.meeting, column.named, column.counted) for column in found.columns] == [
        (autumn, 1, "12"),
        (spring, 1, ""),
    ]
    assert {row.organization.acronym: (row.seen, words(row)) for row in found.rows} == {
        "AEGEE": (1, ["unknown", "host"]),
        "IAPS": (1, ["attended", "absent"]),
    }


def test_counts_that_differ_stand_side_by_side():
    meeting = make_delegation(make_meeting(year=2019)).meeting
    for value in (10, 9):
        make_turnout(meeting, value=value)
    assert matrix().columns[0].counted == "9–10"


def test_other_meetings_have_a_matrix_of_their_own():
    school = make_meeting(kind=Meeting.Kind.LEADERSHIP_SUMMER_SCHOOL, year=2014)
    make_delegation(school, make_organization("ESTIEM"))
    assert matrix().rows == []
    assert [row.organization.acronym for row in matrix(forum=False).rows] == ["ESTIEM"]


def test_drafts_cancelled_meetings_and_those_to_come_have_no_column():
    for fields in ({"state": "draft"}, {"state": "cancelled"}, {"year": 2027}):
        make_delegation(make_meeting(**fields))
    assert matrix().columns == []


@pytest.mark.parametrize("number", ["1e9", "\0", "-3", "x" * 5000, "9" * 5000, "", None])
def test_a_page_number_without_sense_shows_a_page(number):
    make_delegation(make_meeting())
    found = matrix(meetings=number, organizations=number)
    assert (len(found.columns), len(found.rows)) == (1, 1)


def test_many_organizations_and_meetings_are_cut_but_seen_counts_all():
    meetings = [make_meeting(year=1990 + number // 2, season=("spring", "autumn")[number % 2]) for number in range(26)]
    first = make_organization("AAA")
    for meeting in meetings:
        make_delegation(meeting, first)
    for number in range(ROWS):
        make_delegation(meetings[0], make_organization(f"B{number:03}"))
    found = matrix()
    assert (len(found.columns), len(found.rows), found.known) == (COLUMNS, ROWS, 26)
    assert found.rows[0].seen == 26
    assert [column.meeting for column in matrix(meetings="2").columns] == [meetings[1], meetings[0]]
    assert [row.organization.acronym for row in matrix(organizations="2").rows] == ["B049"]
