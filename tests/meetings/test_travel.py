"""Journeys that cannot be right."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import Meeting
from meetings.travel import days_of, passport_faults, travel_faults

LISBON = Meeting(year=2016, starts_on="2016-11-17", ends_on="2016-11-20", time_zone="Europe/Lisbon")
MONTH = Meeting(year=2016, starts_on="2016-11", time_zone="Europe/Lisbon")
NO_DATE = Meeting(year=2016)
TODAY = date(2016, 10, 1)


@pytest.fixture(autouse=True)
def _read_as_stored():
    for meeting in (LISBON, MONTH, NO_DATE):
        meeting.clean_fields(exclude=[field.name for field in Meeting._meta.fields if field.name[-3:] != "_on"])


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


@pytest.mark.parametrize(
    ("arrives", "departs", "nights", "fields"),
    [
        ("2016-11-16T20:00", "2016-11-21T09:00", 5, set()),
        ("2016-11-03T00:00", "2016-12-04T23:00", 31, set()),
        ("2016-11-02T00:00", "", None, {"arrives_at"}),
        ("2016-11-21T00:00", "", None, {"arrives_at"}),
        ("2016-10-17T20:00", "2016-12-17T09:00", None, {"arrives_at", "departs_at"}),
        ("", "2016-11-16T23:00", None, {"departs_at"}),
        ("2016-11-18T10:00", "2016-11-18T10:00", None, {"departs_at"}),
        ("2016-11-18T10:00", "2016-11-19T10:00", 2, {"nights"}),
        ("", "", 99, set()),
    ],
)
def test_travel(arrives, departs, nights, fields):
    assert set(travel_faults(LISBON, at(arrives), at(departs), nights)) == fields


def test_a_meeting_is_as_long_as_its_dates_allow():
    assert days_of(MONTH) == (date(2016, 11, 1), date(2016, 11, 30))
    assert days_of(NO_DATE) is None
    assert travel_faults(MONTH, at("2016-11-29T10:00"), at("2016-12-10T10:00"), None) == {}
    assert travel_faults(NO_DATE, at("1999-11-29T10:00"), at("2016-12-10T10:00"), None) == {}


@pytest.mark.parametrize(
    ("expires", "born", "fields"),
    [
        (date(2016, 11, 20), date(1995, 1, 1), set()),
        (date(2016, 11, 19), date(1995, 1, 1), {"passport_expires_on"}),
        (date(2116, 11, 19), None, {"passport_expires_on"}),
        (None, TODAY, {"born_on"}),
        (None, date(1899, 12, 31), {"born_on"}),
        (None, None, set()),
    ],
)
def test_passports(expires, born, fields):
    assert set(passport_faults(LISBON, TODAY, expires, born)) == fields
