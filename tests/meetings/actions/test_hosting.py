"""What a host may set: nothing that contradicts itself, nothing that somebody else has set meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from meetings.actions.hosting import StaleSettingsError, change_settings, settings_of
from meetings.models import Meeting
from meetings.stamps import stamp_of
from organizations.models import Activity, Message
from tests.factories import make_delegate, make_delegation, make_meeting, make_user
from tests.support.hosting import make_waiting

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
OPENS, CLOSES, FROZEN = (NOW + timedelta(days=days) for days in (-5, 30, 60))


@pytest.fixture
def meeting():
    made = make_meeting(
        starts_on="2027-02-01",
        ends_on="2027-02-04",
        registration_opens_at=OPENS,
        registration_closes_at=CLOSES,
        frozen_at=FROZEN,
        capacity=3,
        quota=2,
    )
    return Meeting.objects.get(pk=made.pk)


def change(meeting, stamp=None, **changes):
    before = settings_of(meeting)
    stamp = stamp or stamp_of(before)
    return change_settings(meeting=meeting, stamp=stamp, values={**before, **changes}, by=make_user(), now=NOW)


def test_what_changed_is_written_down(meeting):
    assert change(meeting, quota=3, capacity=None) == ["capacity", "quota"]
    meeting.refresh_from_db()
    assert (meeting.quota, meeting.capacity) == (3, None)
    assert Activity.objects.get().detail == {"fields": ["capacity", "quota"]}
    assert meeting.history.count() == 2


def test_nothing_is_written_down_where_nothing_changed(meeting):
    assert change(meeting) == []
    assert not Activity.objects.exists()


def test_more_places_go_to_those_who_wait_at_once(meeting):
    for _ in range(3):
        make_delegate(make_delegation(meeting))
    waiting = make_waiting(make_delegation(meeting))
    change(meeting, capacity=4)
    waiting.refresh_from_db()
    assert waiting.state == "confirmed"
    assert Message.objects.get().to == waiting.email


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("registration_closes_at", OPENS - timedelta(hours=1), "before it opens"),
        ("frozen_at", CLOSES - timedelta(hours=1), "Who registers last"),
        ("frozen_at", datetime(2027, 2, 6, tzinfo=UTC), "the meeting is over"),
        ("registration_closes_at", datetime(2027, 2, 6, tzinfo=UTC), "the meeting is over"),
        ("call_closes_at", datetime(2028, 1, 1, tzinfo=UTC), "the meeting is over"),
        ("quota", 4, "more places than there are"),
        ("capacity", 1, "2 people have a place already"),
    ],
)
def test_contradictions_are_refused_with_a_sentence_beside_the_field(meeting, name, value, words):
    for _ in range(2):
        make_delegate(make_delegation(meeting))
    with pytest.raises(ValidationError) as refused:
        change(meeting, **{name: value})
    assert words in refused.value.message_dict[name][0]
    assert settings_of(Meeting.objects.get(pk=meeting.pk)) == settings_of(meeting)


def test_who_is_second_is_shown_what_the_first_saved(meeting):
    stamp = stamp_of(settings_of(meeting))
    change(meeting, quota=3)
    with pytest.raises(StaleSettingsError) as stale:
        change(meeting, stamp, quota=1)
    assert stale.value.meeting.quota == 3
