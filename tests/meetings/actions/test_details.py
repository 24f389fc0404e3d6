"""What a host says of its meeting: nothing that contradicts itself, nothing that somebody else has said meanwhile."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from meetings.actions.details import StaleDetailsError, change_details, details_of
from meetings.actions.topics import topics_named
from meetings.models import Meeting, Topic
from meetings.stamps import stamp_of
from organizations.models import Activity, ContentVersion
from tests.factories import make_meeting, make_plan, make_topic, make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 1, 5, 12, tzinfo=UTC)


@pytest.fixture
def meeting():
    made = make_meeting(
        year=2027,
        starts_on="2027-03-11",
        ends_on="2027-03-14",
        city="Brussels",
        country="BE",
        latitude="50.85",
        longitude="4.35",
        time_zone="Europe/Brussels",
        registration_opens_at=datetime(2027, 1, 10, 9, tzinfo=UTC),
        registration_closes_at=datetime(2027, 2, 20, 17, tzinfo=UTC),
        call_closes_at=datetime(2027, 2, 1, 17, tzinfo=UTC),
        frozen_at=datetime(2027, 3, 1, 17, tzinfo=UTC),
    )
    return Meeting.objects.get(pk=made.pk)


def change(meeting, *, stamp="", new_topics=(), moves_plans=True, **changes):
    before = details_of(meeting)
    return change_details(
        meeting=meeting,
        stamp=stamp or stamp_of(before),
        values={**before, **changes},
        new_topics=list(new_topics),
        moves_plans=moves_plans,
        by=make_user(),
        now=NOW,
    )


def test_what_changed_is_on_record_and_on_the_public_pages(meeting):
    number = ContentVersion.objects.values_list("number", flat=True).first() or 0
    saved = change(meeting, venue="Town hall", practical="Bring a *coat*.", practical_is_public=True)
    assert (saved.changed, saved.moved) == (["venue", "practical", "practical_is_public"], 0)
    assert Activity.objects.get().detail == {"fields": saved.changed}
    assert ContentVersion.objects.get().number > number
    assert meeting.history.count() == 2


def test_nothing_is_on_record_where_nothing_changed(meeting):
    assert change(meeting).changed == []
    assert not Activity.objects.exists()


def test_who_saves_second_is_told_what_stands_there_and_changes_nothing(meeting):
    stamp = stamp_of(details_of(meeting))
    change(meeting, venue="Town hall")
    with pytest.raises(StaleDetailsError) as stale:
        change(meeting, stamp=stamp, venue="Castle")
    assert stale.value.meeting.venue == "Town hall"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"ends_on": "2027-03-10"}, "ends_on", "cannot be before the first day"),
        ({"starts_on": "2027-03", "ends_on": "2027-02"}, "ends_on", "cannot be before the first day"),
        ({"starts_on": "2028-03-11", "ends_on": "2028-03-14"}, "starts_on", "is a meeting of 2027"),
        ({"starts_on": "2027-02-10", "ends_on": "2027-02-13"}, "ends_on", "Registration closes on 20 February 2027"),
        ({"starts_on": "2027-02-26", "ends_on": "2027-02-28"}, "ends_on", "Logistics are frozen on 1 March 2027"),
        ({"starts_on": "2027-01-09", "ends_on": "2027-01-09"}, "ends_on", "Registration opens on 10 January 2027"),
        ({"starts_on": "2027-01-20", "ends_on": ""}, "starts_on", "The call can be answered until 1 February 2027"),
    ],
)
def test_dates_that_rule_each_other_out_are_refused_with_a_sentence_that_says_which(meeting, changes, field, words):
    with pytest.raises(ValidationError) as refused:
        change(meeting, new_topics=["Grants"], **changes)
    assert words in " ".join(refused.value.message_dict[field])
    assert not Topic.objects.exists()
    assert str(Meeting.objects.get().starts_on) == "2027-03-11"


def test_less_may_be_known(meeting):
    assert change(meeting, starts_on="2027-03", ends_on="").changed == ["starts_on", "ends_on"]


def test_planned_sessions_move_with_the_first_day_unless_the_host_says_no(meeting):
    plan = make_plan(meeting, starts_at=datetime(2027, 3, 11, 8, tzinfo=UTC))
    assert change(meeting, starts_on="2027-03-12").moved == 1
    plan.refresh_from_db()
    assert plan.starts_at == datetime(2027, 3, 12, 8, tzinfo=UTC)
    meeting.refresh_from_db()
    change(meeting, starts_on="2027-03-11", moves_plans=False)
    plan.refresh_from_db()
    assert (plan.starts_at, plan.day) == (datetime(2027, 3, 12, 8, tzinfo=UTC), 2)


def test_with_another_zone_the_sessions_keep_their_hour_and_deadlines_their_moment(meeting):
    plan = make_plan(meeting, starts_at=datetime(2027, 3, 11, 8, tzinfo=UTC))
    assert change(meeting, time_zone="Europe/Lisbon").moved == 1
    plan.refresh_from_db()
    meeting.refresh_from_db()
    assert plan.starts_at == datetime(2027, 3, 11, 9, tzinfo=UTC)
    assert meeting.frozen_at == datetime(2027, 3, 1, 17, tzinfo=UTC)


def test_the_map_never_shows_the_former_city(meeting):
    make_meeting(city="Lisbon", country="PT", latitude="38.72", longitude="-9.14")
    change(meeting, city="Lisbon", country="PT")
    meeting.refresh_from_db()
    assert (meeting.latitude, meeting.longitude) == (Decimal("38.72"), Decimal("-9.14"))
    change(meeting, city="Nowhere")
    meeting.refresh_from_db()
    assert (meeting.latitude, meeting.longitude) == (None, None)


def test_topics_are_chosen_and_made_but_never_twice(meeting):
    chosen, grants = make_topic("Alumni"), make_topic("Grants and fundraising")
    change(meeting, topics=[chosen.pk], new_topics=["grants AND Fundraising", "Écologie", "学生"])
    assert {str(topic) for topic in meeting.topics.all()} == {"Alumni", str(grants), "Écologie", "学生"}
    assert Topic.objects.get(name="Écologie").slug == "ecologie"
    assert Topic.objects.get(name="学生").slug == "topic"


def test_slugs_of_topics_are_free():
    make_topic("Topic", slug="topic")
    first, second = topics_named(["学生", "会議"])
    assert (first.slug, second.slug) == ("topic-2", "topic-3")
    assert topics_named(["会議", "会議 "]) == [second]
