"""What the invented delegates told their hosts."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ifiso.scenario.anchor import read_anchor
from ifiso.scenario.planting import plant
from ifiso.scenario.shifting import shift
from meetings.actions.registrations import waiting_list
from meetings.models import Logistics, Meeting
from meetings.reads.counts import Counts
from meetings.reads.registered import registered

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 20)


@pytest.fixture
def planted():
    plant(DAY)


def counts_of(city):
    meeting = Meeting.objects.get(city=city)
    return Counts(meeting, registered(meeting, timezone.now(), with_logistics=True), with_logistics=True)


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("city", ["Tallinn", "Ljubljana"])
def test_a_host_of_the_demo_has_something_to_plan_with(city):
    counts = counts_of(city)
    assert len(counts.diets) > 2
    assert counts.arrivals
    assert counts.nights
    assert counts.gaps
    assert counts.meeting.questions.filter(answers__isnull=False).distinct().count() == 2


@pytest.mark.usefixtures("planted")
def test_nothing_sensitive_is_there_without_its_consent():
    for moment, names in Logistics.SENSITIVE.items():
        for told in Logistics.objects.filter(**{moment: None}):
            assert not any(getattr(told, name) for name in names)
    assert Logistics.objects.exclude(diet_consent_at=None).exists()


@pytest.mark.usefixtures("planted")
def test_people_come_when_the_meeting_begins_on_whatever_day_it_is_wanted():
    first, *_rest = counts_of("Tallinn").arrivals
    assert first.day == DAY - timedelta(days=2)
    shift(read_anchor(), DAY + timedelta(days=10))
    moved, *_rest = counts_of("Tallinn").arrivals
    assert moved.day == DAY + timedelta(days=8)
    assert [(hour.label, hour.count) for hour in moved.hours] == [(hour.label, hour.count) for hour in first.hours]


@pytest.mark.usefixtures("planted")
def test_one_person_waits_behind_the_quota():
    open_meeting = Meeting.objects.get(city="Ljubljana")
    assert [delegate.name for delegate in waiting_list(open_meeting)] == ["Yara Yuste"]
    assert waiting_list(open_meeting, beyond_quota=False) == []
