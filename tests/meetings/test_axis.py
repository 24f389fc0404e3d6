"""A day of the meeting lasts from five to five, and as long as its night really is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from meetings.axis import begin_of, lies_within, marks, minutes_into, moment_at
from tests.factories import make_meeting

pytestmark = pytest.mark.django_db


def meeting_from(first, zone, days=3):
    last = datetime.fromisoformat(first).date() + timedelta(days=days - 1)
    return make_meeting(year=last.year, starts_on=first, ends_on=str(last), time_zone=zone)


def labels(meeting, number, first=0, last=6 * 60):
    return [(mark.minute, f"{mark.local:%H:%M}", mark.shift) for mark in marks(meeting, number, first, last)]


def test_minutes_and_moments_are_each_others_reverse():
    meeting = meeting_from("2027-03-11", "Asia/Kathmandu")
    moment = moment_at(meeting, 2, 555)
    assert moment == datetime(2027, 3, 12, 3, 30, tzinfo=UTC)  # 09:15 at +05:45
    assert minutes_into(meeting, 2, moment) == 555


def test_after_midnight_a_day_goes_on_until_five():
    meeting = meeting_from("2027-03-11", "Europe/Brussels")
    assert moment_at(meeting, 1, 24 * 60 + 90) == datetime(2027, 3, 12, 0, 30, tzinfo=UTC)
    for minute in (4 * 60 + 45, 29 * 60):
        with pytest.raises(ValidationError, match="from 05:00 to 05:00"):
            moment_at(meeting, 2, minute)


@pytest.mark.parametrize("number", [0, 4])
def test_there_are_no_other_days(number):
    with pytest.raises(ValidationError, match=f"no day {number}"):
        moment_at(meeting_from("2027-03-11", "Europe/Brussels"), number, 600)


def test_what_lies_in_another_week_has_no_place_on_the_axis():
    meeting = meeting_from("2027-03-11", "Europe/Brussels")
    begin = begin_of(meeting, 1)
    assert lies_within(begin, begin + timedelta(hours=26))
    assert not lies_within(begin, begin - timedelta(minutes=1))
    assert not lies_within(begin, begin_of(meeting, 8))


def test_the_skipped_hour_is_missing_and_the_doubled_one_stands_there_twice():
    spring = meeting_from("2027-03-27", "Europe/Brussels")
    assert labels(spring, 2, last=180) == [(0, "00:00", 0), (60, "01:00", 0), (120, "03:00", 60), (180, "04:00", 0)]
    autumn = meeting_from("2027-10-30", "Europe/Brussels")
    assert [label for _minute, label, _shift in labels(autumn, 2, last=240)] == [
        "00:00",
        "01:00",
        "02:00",
        "02:00",
        "03:00",
    ]
    assert labels(autumn, 2, last=240)[3] == (180, "02:00", -60)


def test_half_an_hour_is_shown_as_what_it_is():
    lord_howe = meeting_from("2027-10-02", "Australia/Lord_Howe")
    assert labels(lord_howe, 2, last=180) == [(0, "00:00", 0), (60, "01:00", 0), (150, "03:00", 30)]


def test_where_midnight_is_skipped_a_day_begins_after_the_gap():
    cairo = meeting_from("2027-04-30", "Africa/Cairo")
    assert begin_of(cairo, 1).astimezone(cairo.zone).hour == 1
    assert f"{moment_at(cairo, 1, 8 * 60).astimezone(cairo.zone):%H:%M}" == "09:00"
