"""However people write the days of a meeting of 19 to 22 November 2026, Thursday to Sunday."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.imports.days import day_of

DAYS = [date(2026, 11, 19) + timedelta(days=number) for number in range(4)]

COUNTED = ["1", "01", "Day 1", "day 1", "DAY1", "Thursday", "Thu", "thurs.", "Thu,"]
DATED = [
    "2026-11-19",
    "2026/11/19",
    "19.11.2026",
    "19.11.26",
    "19.11.",
    "19/11",
    "19/11/2026",
    "11/19/2026",
    "19-11-2026",
    "19 November 2026",
    "19 Nov",
    "19. Nov. 2026",
    "Nov 19",
    "November 19th, 2026",
    "the 19th of November",
    "Thursday 19 November 2026",
    "Thu, 19.11.",
    "Thu 19",
    "19",
    "46345",
]


@pytest.mark.parametrize("text", COUNTED)
def test_a_day_of_the_programme_holds_the_night_after_it(text):
    assert (day_of(text, DAYS).date, day_of(text, DAYS).counted) == (DAYS[0], True)


@pytest.mark.parametrize("text", DATED)
def test_a_date_is_that_of_the_calendar(text):
    assert (day_of(text, DAYS).date, day_of(text, DAYS).counted) == (DAYS[0], False)


def test_of_two_readings_the_one_within_the_meeting_counts_and_else_the_day_comes_first():
    march = [date(2026, 3, 4)]
    assert day_of("03/04/2026", march).date == date(2026, 3, 4)
    assert day_of("03/04/2026", DAYS).date == date(2026, 4, 3)


def test_a_meeting_over_new_year_lends_its_dates_their_years():
    turn = [date(2026, 12, 30) + timedelta(days=number) for number in range(4)]
    assert day_of("31.12.", turn).date == date(2026, 12, 31)
    assert day_of("1 January", turn).date == date(2027, 1, 1)
    assert day_of("29 February", [date(2028, 2, 28), date(2028, 2, 29)]).date == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Friday 19 November 2026", "2026-11-19 is not a Friday but a Thursday."),
        ("Fri 19.11.2026", "2026-11-19 is not a Friday but a Thursday."),
        ("Day 5", "The meeting has days 1 to 4."),
        ("31.02.2026", "This is no date."),
        ("Nov", "no one day"),
        ("2026", "no one day"),
        ("23", "no one day"),
        ("Monday", "no one day"),
        ("soon", "no one day"),
        ("19 19 Nov", "no one day"),
        ("١٩", "no one day"),
    ],
)
def test_what_is_no_day_is_told(text, said):
    with pytest.raises(ValueError, match=said):
        day_of(text, DAYS)


def test_a_weekday_that_a_long_meeting_has_twice_is_no_answer():
    with pytest.raises(ValueError, match="no one day"):
        day_of("Thursday", [DAYS[0] + timedelta(days=number) for number in range(9)])


@given(st.text(alphabet="0123456789./-, TthuNovJanmdyofDaä\u0660\x00\n", max_size=25))
def test_nothing_breaks_it(text):
    with suppress(ValueError):
        day_of(text, DAYS)
