"""Moments of which only the time on the wall is known."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from meetings.clocks import moment_at


@pytest.mark.parametrize(
    ("zone", "wall", "moment"),
    [
        ("Europe/Brussels", "2027-03-27T09:00", "2027-03-27T08:00"),
        ("Europe/Brussels", "2027-03-28T02:30", "2027-03-28T01:30"),  # skipped: half past three
        ("Europe/Brussels", "2027-10-31T02:30", "2027-10-31T00:30"),  # shown twice: the first time
        ("Australia/Lord_Howe", "2027-10-03T02:15", "2027-10-02T16:15"),  # half an hour is skipped there
        ("Asia/Kathmandu", "2027-01-01T09:00", "2027-01-01T03:15"),
    ],
)
def test_a_wall_time_is_a_moment_and_one_that_is_skipped_an_hour_later(zone, wall, moment):
    expected = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert moment_at(datetime.fromisoformat(wall), ZoneInfo(zone)) == expected


def test_of_a_doubled_hour_the_fold_chooses():
    second = datetime.fromisoformat("2027-10-31T02:30").replace(fold=1)
    assert moment_at(second, ZoneInfo("Europe/Brussels")) == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert moment_at(second.replace(day=30), ZoneInfo("Europe/Brussels")) == datetime(2027, 10, 30, 0, 30, tzinfo=UTC)
