"""However people write the time of day, and how long something takes."""

from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.imports.times import day_and_time, from_and_to, length_of, minute_of_day, moment_at, stamp_of

HALF_PAST_NINE = [
    "9:30",
    "09:30",
    "9.30",
    "09.30",
    "9h30",
    "9 h 30",
    "0930",
    "930",
    "9:30 am",
    "9:30AM",
    "9.30 a.m.",
    "09:30:00",
    "9:30 h",
    "9.30 Uhr",
    " 9:30 ",
]
OTHERS = {
    "9": 540,
    "9h": 540,
    "9am": 540,
    "9 o'clock": 540,
    "12 am": 0,
    "12 pm": 720,
    "9:30 pm": 1290,
    "noon": 720,
    "midnight": 1440,
    "00:00": 0,
    "24:00": 1440,
    "23:59": 1439,
}


@pytest.mark.parametrize("text", HALF_PAST_NINE)
def test_half_past_nine(text):
    assert minute_of_day(text) == 570


@pytest.mark.parametrize(("text", "minute"), OTHERS.items(), ids=OTHERS)
def test_other_times(text, minute):
    assert minute_of_day(text) == minute


@pytest.mark.parametrize("text", ["25:00", "24:01", "9:60", "13 pm", "0 am", "-1", "nine", "", "9:3", "٩:٣٠", "1e3"])
def test_what_is_no_time_is_told(text):
    with pytest.raises(ValueError, match="no time of day"):
        minute_of_day(text)


@pytest.mark.parametrize("text", ["9:30-11", "9.30 – 11.00", "09:30 — 11:00", "from 9:30 to 11:00", "9:30 until 11 am"])
def test_start_and_end_may_stand_in_one_cell(text):
    assert from_and_to(text) == (570, 660)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("9:00", ("", "9:00")),
        ("Thu 9:00", ("Thu", "9:00")),
        ("19 Nov 9:00 - 10:30", ("19 Nov", "9:00 - 10:30")),
        ("19.11.2026 9 pm", ("19.11.2026", "9 pm")),
        ("19 November 2026", ("", "19 November 2026")),
        ("2026-11-19 9:00", ("2026-11-19", "9:00")),
    ],
)
def test_a_day_may_stand_before_the_time(text, parts):
    assert day_and_time(text) == parts


def test_stamps_of_programs():
    assert stamp_of("2026-11-19T09:00:00+02:00") == datetime.fromisoformat("2026-11-19T09:00:00+02:00")
    assert stamp_of("2026-11-19 09:00") == datetime.fromisoformat("2026-11-19T09:00")
    assert stamp_of("2026-11-19T25:00") is stamp_of("2026-11-19") is stamp_of("9:00") is None


LENGTHS = {
    "90": 90,
    "90 min": 90,
    "90 minutes": 90,
    "90'": 90,
    "1:30": 90,
    "01:30": 90,
    "1h30": 90,
    "1 h 30 min": 90,
    "1.5 h": 90,
    "1,5 hours": 90,
    "1 hour and 30 minutes": 90,
    "2h": 120,
    "1 hour": 60,
    "24:00": 1440,
    "5": 5,
}


@pytest.mark.parametrize(("text", "minutes"), LENGTHS.items(), ids=LENGTHS)
def test_lengths(text, minutes):
    assert length_of(text) == minutes


@pytest.mark.parametrize("text", ["0", "4", "1441", "25 h", "long", "-5", "1:3", "", "h"])
def test_what_is_no_length_is_told(text):
    with pytest.raises(ValueError, match=r"no length|between 5 minutes and 24 hours"):
        length_of(text)


def test_the_night_of_a_clock_change():
    brussels = ZoneInfo("Europe/Brussels")
    with pytest.raises(ValueError, match="never show 02:30"):
        moment_at(date(2027, 3, 28), 150, brussels)
    early, said = moment_at(date(2027, 10, 31), 150, brussels)
    assert early == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert said == "The clocks show 02:30 twice that night; taken as the one at UTC+02:00."
    late, _ = moment_at(date(2027, 10, 31), 150, brussels, after=early)
    assert late == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert moment_at(date(2027, 10, 31), 1440, brussels) == (datetime(2027, 10, 31, 23, tzinfo=UTC), "")


@given(st.text(alphabet="0123456789:.h -–toampuhr'\u0660\x00", max_size=20))
def test_nothing_breaks_them(text):
    for read in (minute_of_day, from_and_to, length_of, day_and_time, stamp_of):
        with suppress(ValueError):
            read(text)
