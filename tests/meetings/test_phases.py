"""Where a meeting stands, and when it is, in words."""

from datetime import UTC, datetime

import pytest

from meetings.models import Meeting
from meetings.phases import phase_in_words, registration_in_words, weekdays_in_words


def meeting(**fields):
    fields = {"starts_on": "2016-11-17", "ends_on": "2016-11-20", "time_zone": "Europe/Lisbon", **fields}
    return Meeting(season="autumn", year=2016, **fields)


def at(day, hour=12):
    return datetime(2016, 11, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "now", "words"),
    [
        ({}, at(1), "announced"),
        ({}, at(17), "running: day 1 of 4"),
        ({}, at(20), "running: day 4 of 4"),
        ({}, at(21), "over"),
        ({"ends_on": None}, at(17), "running: day 1"),
        ({"ends_on": "2016-11"}, at(18), "running: day 2"),
        ({"state": Meeting.State.CANCELLED}, at(18), "cancelled"),
        ({"registration_opens_at": at(1)}, at(2), "registration open"),
        # Just after midnight in Auckland, it is still the day before in Lisbon.
        ({"time_zone": "Pacific/Auckland"}, at(16, 11), "running: day 1 of 4"),
    ],
)
def test_phase(fields, now, words):
    assert phase_in_words(meeting(**fields), now) == words


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at(1), "Registration opens on Wednesday 2 November 2016, 09:00 (Lisbon time, UTC+00:00)"),
        (at(5), "Registration is open until Thursday 10 November 2016, 24:00 (Lisbon time, UTC+00:00)"),
        (at(12), "Registration is closed"),
        (at(18), ""),
        (at(25), ""),
    ],
)
def test_registration(now, words):
    window = {"registration_opens_at": at(2, 9), "registration_closes_at": at(11, 0)}
    assert registration_in_words(meeting(**window), now) == words


def test_registration_without_a_window_is_not_spoken_of():
    assert registration_in_words(meeting(), at(1)) == ""


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "words"),
    [
        ("2016-11-17", "2016-11-20", "Thursday to Sunday"),
        ("2016-11-17", "2016-11-17", "Thursday"),
        ("2016-11-17", None, "Thursday"),
        ("2016-11-17", "2016-11", ""),
        ("2016-11", "2016-11", ""),
        (None, None, ""),
    ],
)
def test_weekdays(starts_on, ends_on, words):
    assert weekdays_in_words(meeting(starts_on=starts_on, ends_on=ends_on)) == words
