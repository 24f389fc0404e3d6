"""How meetings stand in line."""

import pytest

from meetings.models import Meeting
from tests.factories import make_meeting

pytestmark = pytest.mark.django_db


def test_meetings_come_in_their_order_even_where_their_dates_are_unknown():
    for slug, fields in {
        "autumn-2011": {"season": "autumn", "year": 2011},
        "spring-2011": {"season": "spring", "year": 2011, "starts_on": "2011-03"},
        "school-2011": {"kind": "leadership_summer_school", "year": 2011, "starts_on": "2011-07-15"},
        "spring-2018": {"season": "spring", "year": 2018},
        "autumn-2018": {"season": "autumn", "year": 2018, "starts_on": "2018-10-11"},
        "school-2018": {"kind": "leadership_summer_school", "year": 2018, "starts_on": "2018"},
        "autumn-2010": {"season": "autumn", "year": 2010, "starts_on": "2010-10-07"},
    }.items():
        make_meeting(slug=slug, **fields)

    assert list(Meeting.objects.chronological().values_list("slug", flat=True)) == [
        "autumn-2010",
        "spring-2011",
        "school-2011",
        "autumn-2011",
        "spring-2018",
        "school-2018",
        "autumn-2018",
    ]
