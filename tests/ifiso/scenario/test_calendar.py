from datetime import date
from itertools import islice

import pytest

from ifiso.dates import PartialDate
from ifiso.scenario.calendar import month_after, names_on, next_occurrence, seasons_from

pytestmark = pytest.mark.once


def slugs(day, taken=()):
    return [name["slug"] for name in names_on(day, taken=taken).values()]


def test_a_scenario_of_november_runs_in_autumn():
    assert slugs(date(2026, 11, 21)) == [
        "training-days-2026",
        "archive-days-2026",
        "autumn-2026",
        "spring-2027",
        "autumn-2027",
    ]


def test_a_scenario_of_january_runs_in_spring_and_looks_back_on_last_year():
    assert slugs(date(2027, 1, 5)) == [
        "training-days-2026",
        "archive-days-2027",
        "spring-2027",
        "autumn-2027",
        "spring-2028",
    ]


def test_seasons_that_a_real_meeting_has_are_left_to_it():
    taken = {"autumn-2026", "autumn-2027"}
    assert slugs(date(2026, 11, 21), taken)[2:] == ["spring-2027", "spring-2028", "autumn-2028"]


def test_spring_comes_before_autumn():
    names = [name["slug"] for name in islice(seasons_from(date(2026, 6, 30)), 3)]
    assert names == ["spring-2026", "autumn-2026", "spring-2027"]


@pytest.mark.parametrize(
    ("month", "number", "then"), [("2026-11", 11, "2027-10"), ("2026-12", 1, "2027-01"), ("2026-01", -13, "2024-12")]
)
def test_months_are_counted_across_years(month, number, then):
    assert month_after(PartialDate(month), number) == PartialDate(then)


def test_a_holiday_comes_again():
    assert next_occurrence(date(2026, 11, 21), 12, 25) == date(2026, 12, 25)
    assert next_occurrence(date(2026, 12, 25), 12, 25) == date(2027, 12, 25)
