"""Figures as people say them."""

import pytest

from organizations.models import Figure


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("students", 2_000_000, "2 million"),
        ("students", 1_300_000, "1.3 million"),
        ("students", 1_234_567, "1,234,567"),
        ("members", 15_000, "15,000"),
        ("countries", 41, "41"),
        ("founded", 1973, "1973"),
    ],
)
def test_a_figure_is_shown_as_people_say_it(kind, value, shown):
    assert Figure(kind=kind, value=value).shown == shown
