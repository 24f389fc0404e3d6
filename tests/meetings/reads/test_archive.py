"""What the archive's page is made of."""

from datetime import UTC, datetime

import pytest

from meetings.models import Meeting
from meetings.reads import archive
from tests.factories import make_host, make_meeting, make_milestone, make_organization, make_report, make_turnout

pytestmark = pytest.mark.django_db

NOW = datetime(2016, 11, 18, 12, tzinfo=UTC)


def test_what_lies_ahead_begins_with_what_runs():
    make_meeting(year=2017, season="autumn")
    opened = {"registration_opens_at": datetime(2016, 11, 1, tzinfo=UTC)}
    make_meeting(year=2017, season="spring", starts_on="2017-04-06", **opened)
    make_meeting(year=2016, season="autumn", starts_on="2016-11-17", ends_on="2016-11-20")
    make_meeting(year=2015, season="spring")
    make_meeting(year=2018, season="spring", state=Meeting.State.DRAFT)
    found = archive.read(NOW)
    assert [(record.meeting.name, record.standing) for record in found.ahead] == [
        ("Autumn 2016", "running: day 2 of 4"),
        ("Spring 2017", "registration open"),
        ("Autumn 2017", "announced"),
    ]


def test_a_line_tells_host_turnout_and_reports():
    meeting = make_meeting(year=2010, season="autumn")
    make_host(meeting, make_organization("ESTIEM"), local_group="ESTIEM Istanbul")
    make_turnout(meeting, value=12)
    make_report(meeting=meeting)
    make_report(meeting=meeting)
    make_report(meeting=meeting, state="draft")
    (record,) = archive.read_records(NOW)
    assert record.hosts == [("ESTIEM", "/members/estiem/", "ESTIEM Istanbul")]
    assert (record.organizations, record.reports, record.standing) == ("12 organizations", "2 reports", "")


def test_the_demo_is_neither_counted_nor_on_the_map():
    place = {"city": "Lisbon", "country": "PT", "latitude": "38.7", "longitude": "-9.1"}
    make_meeting(year=2009, season="spring", is_demo=True, **place)
    assert archive.read(NOW).map is None
    make_meeting(year=2010, season="autumn", **place)
    found = archive.read(NOW)
    assert (found.held, found.first_year) == (1, 2010)
    assert [point.meeting_labels for point in found.map.points] == ["Autumn 2010"]


def test_the_archive_goes_back_to_the_first_milestone():
    make_milestone(dated="1993")
    make_milestone(dated="1997")
    make_meeting(year=2010, season="autumn")
    assert archive.read(NOW).biennia[-1].years == "1993–2009"
