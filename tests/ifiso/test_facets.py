"""Filters in the address: what they keep, what they count, where they lead."""

from datetime import date

import pytest

from ifiso.copies import Copy, copying
from ifiso.facets import LONG, Facet, Narrowed

pytestmark = pytest.mark.once

FRUIT = [("apple", "red", ["autumn"]), ("pear", "green", ["autumn"]), ("cherry", "red", ["spring", "summer"])]
COLOUR = Facet("colour", "Colour", lambda row: [row[1]], str.upper)
SEASON = Facet("season", "Season", lambda row: row[2], key=lambda season: ["spring", "summer", "autumn"].index(season))


def narrowed(**asked):
    return Narrowed(FRUIT, [COLOUR, SEASON], asked)


def names(found):
    return [row[0] for row in found.rows]


def choices(found, name):
    (menu,) = (menu for menu in found.menus if menu.name == name)
    return [(choice.label, choice.count, choice.query, choice.chosen) for choice in menu.choices]


def test_nothing_asked_keeps_everything():
    assert names(narrowed()) == ["apple", "pear", "cherry"]


def test_choices_combine():
    assert names(narrowed(colour="red", season="autumn")) == ["apple"]


def test_each_choice_tells_how_many_it_would_leave_beside_the_others():
    found = narrowed(season="autumn")

    assert choices(found, "colour") == [
        ("All", 2, "?season=autumn", True),
        ("GREEN", 1, "?colour=green&season=autumn", False),
        ("RED", 1, "?colour=red&season=autumn", False),
    ]


def test_values_stand_in_the_order_of_the_facet():
    assert [label for label, *_ in choices(narrowed(), "season")] == ["All", "spring", "summer", "autumn"]


def test_values_that_would_leave_nothing_are_not_offered():
    assert [label for label, *_ in choices(narrowed(season="spring"), "colour")] == ["All", "RED"]


def test_a_choice_that_leaves_nothing_can_be_taken_back():
    found = narrowed(colour="green", season="spring")

    assert names(found) == []
    assert ("spring", 0, "?colour=green&season=spring", True) in choices(found, "season")
    assert choices(found, "season")[0] == ("All", 1, "?colour=green", False)


def test_an_unknown_value_leaves_nothing_and_is_not_carried_on():
    found = narrowed(colour="x" * 10_000)

    assert names(found) == []
    assert not any("x" in query for _, _, query, _ in choices(found, "season"))


def test_menus_without_a_real_choice_are_not_useful():
    only_apples = Narrowed(FRUIT[:1], [COLOUR, SEASON], {})

    assert only_apples.useful_menus == []
    assert [menu.name for menu in Narrowed(FRUIT[:1], [COLOUR, SEASON], {"colour": "red"}).useful_menus] == ["colour"]


@pytest.mark.parametrize(
    ("number", "expected"), [("", 1), (None, 1), ("2", 2), ("1e9", 1), ("99", 2), ("-1", 2), ("\0", 1)]
)
def test_every_number_leads_to_a_page(number, expected):
    assert Narrowed(range(40), [], {}).page(number).number == expected


@pytest.fixture
def _copy():
    with copying(Copy("https://registry.example.org", date(2026, 11, 22), "default-src 'self'")):
        yield


@pytest.mark.usefixtures("_copy")
def test_in_a_copy_one_choice_is_made_at_a_time():
    assert choices(narrowed(season="autumn"), "colour") == [
        ("All", 3, "?", True),
        ("GREEN", 1, "?colour=green", False),
        ("RED", 2, "?colour=red", False),
    ]


@pytest.mark.usefixtures("_copy")
def test_in_a_copy_a_long_menu_is_for_the_whole_list():
    many = [(number, f"{number:02}", ["autumn"]) for number in range(LONG + 1)]
    assert len(choices(Narrowed(many, [COLOUR, SEASON], {}), "colour")) == LONG + 2
    assert choices(Narrowed(many, [COLOUR, SEASON], {"colour": "03"}), "colour") == [
        ("All", 13, "?", False),
        ("03", 1, "?colour=03", True),
    ]
    assert [menu.name for menu in Narrowed(many, [COLOUR, SEASON], {"season": "autumn"}).useful_menus] == ["season"]
