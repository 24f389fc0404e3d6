"""VTIMEZONE as others read it: at every moment the clock shows what the zone's own data say."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st

from meetings.timezones import observances, timezone_of

YEARS = 2026, 2028
ZONES = (
    *("Europe/Lisbon", "Europe/Dublin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe"),
    *("Asia/Kathmandu", "Africa/Casablanca", "Africa/Cairo", "Asia/Beirut", "America/Santiago", "Antarctica/Troll"),
)
MINUTES = st.integers(0, 3 * 365 * 24 * 60)


def clock(key):
    """The zone as dateutil reads it from our text."""
    text = timezone_of(key, *YEARS).to_ical().decode()
    return tz.tzical(StringIO(text)).get()


CLOCKS = {key: clock(key) for key in ZONES}


@pytest.mark.parametrize("key", ZONES)
@given(minutes=MINUTES)
def test_a_wall_clock_is_read_as_the_zone_reads_it(key, minutes):
    moment = datetime(YEARS[0], 1, 1, 12, tzinfo=UTC) + timedelta(minutes=minutes)
    wall = moment.astimezone(ZoneInfo(key))
    if wall.fold:  # written in UTC, see add_moments
        return
    assert wall.replace(tzinfo=CLOCKS[key]).utcoffset() == wall.utcoffset()


@pytest.mark.parametrize("key", ZONES)
def test_each_onset_is_the_moment_at_which_the_clock_changes(key):
    """By the standard's own sum: the local time of the onset less the offset before it."""
    zone = ZoneInfo(key)
    for observance in observances(key, *YEARS)[1:]:
        moment = observance.onset.replace(tzinfo=UTC) - observance.before
        before, after = (moment - timedelta(seconds=1)).astimezone(zone), moment.astimezone(zone)
        assert (before.utcoffset(), after.utcoffset()) == (observance.before, observance.after)
        assert (before.utcoffset(), before.tzname()) != (after.utcoffset(), after.tzname())


@pytest.mark.parametrize(
    ("key", "count"),
    [("Europe/Brussels", 7), ("Asia/Kathmandu", 1), ("Africa/Casablanca", 7), ("Europe/Istanbul", 1)],
)
def test_no_change_of_these_years_is_forgotten(key, count):
    assert len(observances(key, *YEARS)) == count


def test_lord_howe_moves_by_half_an_hour():
    text = timezone_of("Australia/Lord_Howe", 2027, 2027).to_ical().decode()
    assert "DTSTART:20270404T020000\r\nTZNAME:+1030\r\nTZOFFSETFROM:+1100\r\nTZOFFSETTO:+1030" in text
    assert "DTSTART:20271003T020000\r\nTZNAME:+11\r\nTZOFFSETFROM:+1030\r\nTZOFFSETTO:+1100" in text
