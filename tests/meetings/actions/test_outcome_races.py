"""What two people write down at the same moment is on record once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from meetings.actions.outcomes import record_outcome
from meetings.models import Outcome
from tests.factories import make_meeting, make_user

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6
VALUES = {"kind": "proposal", "text": "", "session": None, "state": "proposed", "due_meeting": None}


def test_the_same_title_at_the_same_moment_is_one_outcome():
    meeting, by = make_meeting(), make_user()

    def write(number):
        try:
            values = {**VALUES, "title": f"A symposium, {number // AT_ONCE}"}
            return record_outcome(meeting=meeting, values=values, owners=[], by=by).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(write, range(5 * AT_ONCE)))
    assert set(found) == set(Outcome.objects.values_list("pk", flat=True))
    assert Outcome.objects.count() == 5
