"""The numbers that a host plans with."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from meetings.reads.counts import Counts
from meetings.reads.registered import Gap, registered
from tests.factories import (
    make_answer,
    make_delegate,
    make_delegation,
    make_logistics,
    make_meeting,
    make_organization,
    make_question,
)
from tests.support.hosting import make_waiting, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting(capacity=5, time_zone="Europe/Tallinn")


@pytest.fixture
def alpha(meeting):
    return make_delegation(meeting, make_organization("ALPHA"))


def count(meeting, *, with_logistics=True):
    return Counts(meeting, registered(meeting, timezone.now(), with_logistics=with_logistics), with_logistics)


def labels(tallies):
    return [(tally.label, tally.count) for tally in tallies]


def test_places_are_counted_by_organization_and_kind(meeting, alpha):
    make_delegate(alpha)
    make_delegate(alpha, kind="observer")
    make_waiting(alpha)
    make_delegate(alpha, state="withdrawn")
    make_delegate(meeting=meeting, kind="trainer")
    counts = count(meeting)
    assert (len(counts.confirmed), counts.waiting, counts.ended, counts.free, counts.filled) == (3, 1, 1, 2, 60)
    assert [str(kind) for kind in counts.kinds] == ["delegate", "observer", "trainer"]
    rows = [(row.party, list(row.kinds), row.confirmed, row.waiting, row.quota) for row in counts.parties]
    assert rows == [("ALPHA", [1, 1, 0], 2, 1, 3), ("without an organization", [0, 0, 1], 1, 0, None)]


def test_a_meeting_without_capacity_has_no_number_of_free_places():
    counts = count(make_meeting())
    assert (counts.free, counts.filled, counts.parties, counts.gaps) == (None, 0, [], [])


def test_diets_are_one_however_they_are_spelled(alpha):
    for diet in ("vegan", "Vegan", "vegan ", "gluten-free", ""):
        tell(make_delegate(alpha), diet=diet, allergies="nuts" if diet == "gluten-free" else "")
    make_delegate(alpha)
    counts = count(alpha.meeting)
    assert labels(counts.diets) == [("vegan", 3), ("gluten-free", 1), ("no special diet", 1)]
    assert counts.allergic == 1


def test_arrivals_are_told_by_the_clocks_at_the_meeting(alpha):
    late = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)  # half past midnight in Tallinn
    for moment in (late, late, datetime(2026, 11, 20, 10, tzinfo=UTC)):
        tell(make_delegate(alpha), arrives_at=moment)
    first, second = count(alpha.meeting).arrivals
    assert (first.day, labels(first.hours)) == (date(2026, 11, 20), [("12:00", 1)])
    assert (second.day, labels(second.hours), second.count) == (date(2026, 11, 21), [("00:00", 2)], 2)
    assert (first.hours[0].share, second.hours[0].share) == (50, 100)


def test_who_arrives_after_midnight_needs_a_bed_for_that_night(alpha):
    tell(make_delegate(alpha), arrives_at=datetime(2026, 11, 20, 22, 30, tzinfo=UTC), nights=2)
    tell(make_delegate(alpha), arrives_at=datetime(2026, 11, 21, 16, tzinfo=UTC), nights=1)
    tell(make_delegate(alpha), arrives_at=None, departs_at=None, nights=4)
    tell(make_delegate(alpha), arrives_at=None, departs_at=None, nights=0)
    make_delegate(alpha)
    counts = count(alpha.meeting)
    assert counts.nights == [(date(2026, 11, 20), 1), (date(2026, 11, 21), 2)]
    assert counts.nights_unknown == 2


def test_countries_and_ages_are_counted_for_grants(alpha):
    for country, age in (("EE", "18_25"), ("EE", "26_30"), ("FI", "18_25"), ("", "")):
        make_delegate(alpha, country=country, age_band=age)
    counts = count(alpha.meeting)
    assert labels(counts.countries) == [("Estonia", 2), ("Finland", 1), ("not said", 1)]
    assert labels(counts.ages) == [("18 to 25", 2), ("26 to 30", 1), ("not said", 1)]


def test_what_is_missing_is_asked_of_those_with_a_place_alone(alpha):
    meeting = alpha.meeting
    asked = make_question(meeting, required=True)
    make_question(meeting)
    make_question(meeting, required=True, required_from=date(2999, 1, 1))
    complete = make_delegate(alpha, country="EE", age_band="18_25")
    tell(complete)
    make_answer(asked, complete)
    make_delegate(alpha)
    make_waiting(alpha)
    assert dict(count(meeting).gaps) == dict.fromkeys(Gap, 1)
    assert dict(count(meeting, with_logistics=False).gaps) == {Gap.COUNTRY: 1, Gap.AGE: 1}


def test_an_emergency_contact_needs_a_phone(alpha):
    delegate = make_delegate(alpha, country="EE", age_band="18_25")
    make_logistics(delegate, emergency_name="Eva", emergency_consent_at=timezone.now())
    assert dict(count(alpha.meeting).gaps) == {Gap.ARRIVAL: 1, Gap.EMERGENCY: 1}


def test_500_people_take_as_many_queries_as_one(alpha, django_assert_num_queries):
    make_question(alpha.meeting, required=True)
    for _ in range(30):
        tell(make_delegate(alpha))
    with django_assert_num_queries(4):
        counts = count(alpha.meeting)
        assert counts.parties[0].confirmed == 30
        assert counts.nights
        assert counts.countries
