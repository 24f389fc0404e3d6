"""Times name their zone; waiting is told in the unit that people would use."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ifiso.moments import deadline_in_words, in_words, waiting_in_words

pytestmark = pytest.mark.once

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 11, 20, 17, tzinfo=UTC)


def test_a_moment_names_its_zone():
    assert in_words(NOW, BRUSSELS) == "Friday 20 November 2026, 18:00 (Brussels time, UTC+01:00)"
    assert in_words(NOW, ZoneInfo("Asia/Kathmandu")) == "Friday 20 November 2026, 22:45 (Kathmandu time, UTC+05:45)"
    assert in_words(NOW, ZoneInfo("UTC")) == "Friday 20 November 2026, 17:00 (UTC time, UTC+00:00)"


def test_a_deadline_at_midnight_belongs_to_the_day_that_ends():
    tuesday_midnight = datetime(2026, 11, 24, tzinfo=BRUSSELS)
    assert deadline_in_words(tuesday_midnight, BRUSSELS) == "Monday 23 November 2026, 24:00 (Brussels time, UTC+01:00)"
    assert deadline_in_words(NOW, BRUSSELS) == in_words(NOW, BRUSSELS)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (timedelta(days=3, hours=5), "due in 3 days"),
        (timedelta(hours=47), "due in 47 hours"),
        (timedelta(hours=1), "due in 1 hour"),
        (timedelta(minutes=59), "due in 59 minutes"),
        (timedelta(0), "due in 1 minute"),
        (timedelta(seconds=-1), "1 minute overdue"),
        (timedelta(hours=-5), "5 hours overdue"),
        (timedelta(days=-2), "2 days overdue"),
    ],
)
def test_waiting_is_told_in_words(due, words):
    assert waiting_in_words(NOW + due, NOW) == words
