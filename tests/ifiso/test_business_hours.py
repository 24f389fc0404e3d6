"""Twenty-four hours that pass on business days only, whatever the clocks and the calendar do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifiso.business_hours import due_at, is_business_day

pytestmark = pytest.mark.once

BRUSSELS = ZoneInfo("Europe/Brussels")
ZONES = [ZoneInfo(key) for key in ("UTC", "Europe/Brussels", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu")]
QUARTER = timedelta(minutes=15)
NO_HOLIDAYS = frozenset()
YEARS = {"min_value": date(2024, 1, 1), "max_value": date(2028, 12, 31)}

zones = st.sampled_from(ZONES)
moments = st.integers(0, 5 * 365 * 96).map(lambda quarters: datetime(2024, 1, 1, tzinfo=UTC) + quarters * QUARTER)
calendars = st.frozensets(st.dates(**YEARS), max_size=40)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-17 10:00", "2026-11-18 10:00"),  # Tuesday to Wednesday
        ("2026-11-20 18:00", "2026-11-23 18:00"),  # Friday to Monday
        ("2026-11-21 10:00", "2026-11-24 00:00"),  # Saturday to the end of Monday
        ("2026-11-22 23:59", "2026-11-24 00:00"),  # Sunday to the end of Monday
        ("2026-11-23 00:00", "2026-11-24 00:00"),  # the first moment of Monday to its end
        ("2027-03-26 18:00", "2027-03-29 18:00"),  # the clocks go forward on Sunday
        ("2026-10-23 18:00", "2026-10-26 18:00"),  # and back
    ],
)
def test_the_weekend_does_not_count(received, due):
    received, due = (datetime.fromisoformat(text).replace(tzinfo=BRUSSELS) for text in (received, due))
    assert due_at(received, zone=BRUSSELS, holidays=NO_HOLIDAYS) == due


def test_holidays_do_not_count_either():
    christmas = {date(2026, 12, 24) + timedelta(days=n) for n in range(9)}  # until 1 January, a Friday
    received = datetime(2026, 12, 23, 18, tzinfo=BRUSSELS)
    assert due_at(received, zone=BRUSSELS, holidays=christmas) == datetime(2027, 1, 4, 18, tzinfo=BRUSSELS)


def test_the_clock_counts_elapsed_hours_on_a_business_day_with_a_changed_clock():
    cairo = ZoneInfo("Africa/Cairo")  # Friday 24 April 2026 has no hour from 0:00 to 1:00
    due = due_at(datetime(2026, 4, 23, 18, tzinfo=cairo), zone=cairo, holidays=NO_HOLIDAYS)
    assert due == datetime(2026, 4, 24, 19, tzinfo=cairo)


def test_the_days_are_those_of_the_zone():
    friday_evening_in_brussels = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    due = due_at(friday_evening_in_brussels, zone=BRUSSELS, holidays=NO_HOLIDAYS)
    assert due == datetime(2026, 11, 23, 23, 30, tzinfo=BRUSSELS)
    assert due.utcoffset() == timedelta(hours=1)


def business_time(start, end, zone, holidays):
    """Counted the slow way, quarter by quarter."""
    steps = range(int((end - start) / QUARTER))
    days = ((start + step * QUARTER).astimezone(zone).date() for step in steps)
    return sum(is_business_day(day, holidays) for day in days) * QUARTER


@settings(max_examples=60, deadline=None)
@given(moments, zones, calendars)
def test_exactly_24_hours_of_business_days_pass(received, zone, holidays):
    due = due_at(received, zone=zone, holidays=holidays)
    assert business_time(received, due.astimezone(UTC), zone, holidays) == timedelta(hours=24)


@settings(max_examples=200, deadline=None)
@given(moments, zones, calendars)
def test_the_last_moment_is_on_a_business_day(received, zone, holidays):
    due = due_at(received, zone=zone, holidays=holidays)
    last = (due.astimezone(UTC) - timedelta(microseconds=1)).astimezone(zone)
    assert is_business_day(last.date(), holidays)


@settings(max_examples=200, deadline=None)
@given(moments, st.timedeltas(timedelta(0), timedelta(days=9)), zones, calendars)
def test_who_writes_later_is_never_due_earlier(received, later, zone, holidays):
    first = due_at(received, zone=zone, holidays=holidays)
    second = due_at(received + later, zone=zone, holidays=holidays)
    assert received < first <= second
