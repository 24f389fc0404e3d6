"""The presence strip says in marks and in words where an organization was seen."""

from datetime import UTC, datetime

import pytest

from meetings.reads.presence import presence_of
from meetings.reads.strips import LONGEST, Strip, begun, slots
from tests.factories import make_delegation, make_host, make_meeting, make_organization

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def meeting(season, year, **fields):
    return make_meeting(season=season, year=year, slug=f"{season}-{year}", **fields)


def drawn(organization):
    meetings = begun(NOW)
    strip = Strip(meetings, presence_of([organization], meetings))
    return strip.draw(organization)


def test_a_season_without_record_keeps_its_place():
    first, last = meeting("autumn", 2010), meeting("autumn", 2011)
    assert [slot.meeting for slot in slots([first, last])] == [first, None, last]


def test_the_strip_fills_rings_and_fades():
    organization = make_organization()
    make_delegation(meeting("autumn", 2010), organization)
    make_host(meeting("spring", 2011), organization)
    meeting("autumn", 2011)
    meeting("spring", 2012, all_attendance_known=True)
    svg = drawn(organization)
    assert [f'class="{name}"' in svg for name in ("autumn", "spring", "ring", "unknown", "absent")] == [True] * 5
    assert "Seen at 2 of 4 meetings on record, host of Spring 2011" in svg


def test_a_meeting_that_has_not_begun_is_not_on_it():
    meeting("spring", 2027, starts_on="2027-04-08", ends_on="2027-04-11")
    assert begun(NOW) == []


def test_a_draft_is_not_on_it():
    meeting("spring", 2010, state="draft")
    assert begun(NOW) == []


def test_a_delegation_that_did_not_come_is_not_seen():
    organization = make_organization()
    make_delegation(meeting("autumn", 2010), organization, attended=None, answer="coming")
    assert "Seen at 0 of 1 meeting on record" in drawn(organization)


def test_a_very_long_history_shows_its_latest_part():
    meetings = [meeting(season, year) for year in range(1990, 2026) for season in ("spring", "autumn")]
    assert Strip(meetings, {}).meetings == meetings[-LONGEST:]


def test_an_invented_organization_is_not_missed_at_a_real_meeting():
    meeting("spring", 2012, all_attendance_known=True)
    assert 'class="absent"' not in drawn(make_organization(is_demo=True))


def test_presence_costs_two_queries_for_any_number(django_assert_num_queries):
    meetings = [meeting("spring", year) for year in range(2000, 2010)]
    organizations = [make_organization() for _ in range(20)]
    for organization in organizations:
        make_delegation(meetings[0], organization)
    with django_assert_num_queries(2):
        presence_of(organizations, meetings)
