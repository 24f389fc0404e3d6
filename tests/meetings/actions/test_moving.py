"""Planned sessions move along when the first day or the zone changes, by the clocks on the wall."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from meetings.actions.moving import move_along
from meetings.models import Session
from tests.factories import make_meeting, make_plan, make_room, make_session, make_user

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 1, 5, 12, tzinfo=UTC)
BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.fixture
def meeting():
    """It began on 26 March so far, before the clocks of Brussels go forward on the 28th."""
    return make_meeting(year=2027, starts_on="2027-03-26", ends_on="2027-03-29", time_zone="Europe/Brussels")


def at(*parts, zone=BRUSSELS):
    return datetime(*parts, tzinfo=zone).astimezone(UTC)


def move(meeting, *, shift=0, moves=True, zone=BRUSSELS):
    return move_along(meeting=meeting, shift=shift, moves=moves, zone=zone, by=make_user(), now=NOW)


def wall(plan, zone=BRUSSELS):
    plan.refresh_from_db()
    return plan.starts_at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def test_a_later_first_day_takes_them_along_at_their_hour_over_a_clock_change(meeting):
    plan = make_plan(meeting, starts_at=at(2027, 3, 27, 9), day=2, minutes=90, room=make_room(meeting))
    meeting.starts_on = "2027-03-28"
    assert move(meeting, shift=2) == 1
    assert wall(plan) == "2027-03-29 09:00"
    assert (plan.day, plan.version, (plan.ends_at - plan.starts_at).seconds) == (2, 2, 90 * 60)
    [step] = meeting.plan_changes.all()
    assert (step.verb, step.number, step.before["starts_at"]) == ("moved along", 1, "2027-03-27T08:00:00+00:00")
    assert step.after["starts_at"] == "2027-03-29T07:00:00+00:00"


def test_what_would_fall_in_the_skipped_hour_begins_an_hour_later(meeting):
    plan = make_plan(meeting, starts_at=at(2027, 3, 27, 2, 30))
    move(meeting, shift=1)
    assert wall(plan) == "2027-03-28 03:30"


def test_another_zone_keeps_the_hours(meeting):
    plan = make_plan(meeting, starts_at=at(2027, 3, 26, 9))
    meeting.time_zone = "Asia/Kathmandu"
    assert move(meeting) == 1
    assert wall(plan, ZoneInfo("Asia/Kathmandu")) == "2027-03-26 09:00"
    assert plan.starts_at == datetime(2027, 3, 26, 3, 15, tzinfo=UTC)


def test_a_zone_with_the_same_clocks_changes_nothing(meeting):
    make_plan(meeting, starts_at=at(2027, 3, 26, 9))
    meeting.time_zone = "Europe/Paris"
    assert move(meeting) == 0
    assert not meeting.plan_changes.exists()


def test_who_wants_them_to_stay_finds_them_under_their_new_days(meeting):
    second = make_plan(meeting, starts_at=at(2027, 3, 27, 9), day=2)
    early = make_plan(meeting, starts_at=at(2027, 3, 26, 9), day=1)
    meeting.starts_on = "2027-03-27"
    assert move(meeting, shift=1, moves=False) == 1
    assert wall(second) == "2027-03-27 09:00"
    early.refresh_from_db()
    assert (second.day, early.day, early.version) == (1, 1, 1)


def test_the_tray_what_was_removed_and_what_is_released_stay_as_they_are(meeting):
    tray = make_plan(meeting, day=3)
    removed = make_plan(meeting, starts_at=at(2027, 3, 26, 9), state="removed")
    released = make_session(meeting, starts_at=at(2027, 3, 26, 9), ends_at=at(2027, 3, 26, 10))
    assert move(meeting, shift=7) == 0
    assert wall(removed) == "2027-03-26 09:00"
    tray.refresh_from_db()
    assert (tray.day, tray.starts_at) == (3, None)
    assert Session.objects.get(pk=released.pk).starts_at == released.starts_at


def test_three_hundred_move_in_few_queries(meeting, django_assert_max_num_queries):
    for number in range(300):
        make_plan(meeting, starts_at=at(2027, 3, 26, 8 + number % 12))
    with django_assert_max_num_queries(20):
        assert move(meeting, shift=1) == 300
    assert list(meeting.plan_changes.order_by("number").values_list("number", flat=True)) == list(range(1, 301))
    assert {plan.starts_at.astimezone(BRUSSELS).date() for plan in meeting.plans.all()} == {date(2027, 3, 27)}
