"""How long a mandate lasts, as a person would say it."""

from datetime import date

import pytest

from organizations.models import Liaison
from organizations.periods import lasts, period


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2026, 7, 1), date(2027, 6, 30), "until 30 June 2027"),
        (date(2026, 7, 1), None, "since 1 July 2026"),
        (date(2027, 1, 1), None, "from 1 January 2027"),
    ],
)
def test_periods_are_written_as_a_person_would(since, until, words):
    assert lasts(Liaison(since=since, until=until), date(2026, 11, 21)) == words


@pytest.mark.parametrize(
    ("until", "words"), [(date(2026, 9, 30), "1 July – 30 September 2026"), (None, "since 1 July 2026")]
)
def test_a_whole_period_is_one_phrase(until, words):
    assert period(Liaison(since=date(2026, 7, 1), until=until)) == words
