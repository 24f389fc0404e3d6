"""The shape of an earlier agenda, or of the template, on the days of a new meeting."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.models.sessions import SessionKind
from meetings.outlines import template_for
from meetings.reads.beginnings import days_shown
from meetings.skeletons import Titles, entries_of, skeleton_of, sources_for
from tests.factories import make_agendarelease, make_host, make_meeting, make_organization, make_room, make_session
from tests.support.importing import make_dated_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    """17 to 20 November 2016 in Lisbon."""
    return make_meeting(
        starts_on="2016-11-17", ends_on="2016-11-20", time_zone="Europe/Lisbon", year=2016, season="autumn"
    )


def held(source, day, clock, *, minutes=60, **fields):
    """A session of Lisbon's winter, when its clocks show UTC."""
    start = datetime.fromisoformat(f"2016-11-{16 + day}T{clock}+00:00")
    return make_session(source, day=day, starts_at=start, ends_at=start + timedelta(minutes=minutes), **fields)


def walls(skeleton, meeting):
    return [
        f"{entry['day']} {entry['starts_at'].astimezone(meeting.zone):%d %H:%M}"
        for entry in entries_of(skeleton, meeting)
    ]


def test_the_day_and_the_time_on_the_wall_stay(source):
    room = make_room(source, name="Aula", capacity=80)
    held(source, 1, "09:00", minutes=90, title="Money", kind="training", room=room)
    held(source, 2, "10:15", everywhere=True, kind="plenary")
    target = make_dated_meeting()
    skeleton = skeleton_of(source, target)
    assert skeleton.rooms == {"Aula": 80}
    assert walls(skeleton, target) == ["1 19 09:00", "2 20 10:15"]
    first, second = entries_of(skeleton, target)
    assert first["starts_at"] == datetime(2026, 11, 19, 7, tzinfo=UTC)
    assert (first["minutes"], first["kind"], first["title"], first["room"]) == (90, "training", "Training", "Aula")
    assert (second["everywhere"], second["room"]) == (True, "")


def test_what_begins_after_midnight_still_closes_its_day(source):
    start = datetime(2016, 11, 18, 0, 30, tzinfo=UTC)
    make_session(source, day=1, starts_at=start, ends_at=start + timedelta(hours=2))
    target = make_dated_meeting()
    assert walls(skeleton_of(source, target), target) == ["1 20 00:30"]


@pytest.mark.parametrize(
    ("titles", "kept"),
    [
        (Titles.NONE, ["Break", "Workshop"]),
        (Titles.UNIVERSAL, ["Lunch", "Workshop"]),
        (Titles.ALL, ["Lunch", "How we lost our money"]),
    ],
)
def test_titles_come_only_as_chosen_and_abstracts_and_leads_never(source, titles, kept):
    held(source, 1, "12:00", title="Lunch", kind="break", abstract="Soup.")
    held(source, 1, "14:00", title="How we lost our money", leads=[make_organization()], abstract="Sad.")
    target = make_dated_meeting()
    entries = entries_of(skeleton_of(source, target, titles), target)
    assert [entry["title"] for entry in entries] == kept
    assert not any(entry.keys() & {"abstract", "leads", "topics"} for entry in entries)


def test_days_that_the_new_meeting_lacks_are_left_out(source):
    held(source, 1, "09:00")
    held(source, 4, "09:00", room=make_room(source, name="Only on day 4"))
    skeleton = skeleton_of(source, make_dated_meeting(ends_on="2026-11-20"))
    assert ([slot.day for slot in skeleton.slots], [slot.day for slot in skeleton.left_out]) == ([1], [4])
    assert skeleton.rooms == {}


def test_a_time_that_the_new_clocks_skip_is_an_hour_later(source):
    held(source, 1, "02:30")
    target = make_dated_meeting(starts_on="2027-03-28", ends_on="2027-03-28", time_zone="Europe/Brussels")
    assert walls(skeleton_of(source, target), target) == ["1 28 03:30"]


def test_the_zone_is_the_one_in_which_it_was_released(source):
    held(source, 1, "09:00")
    make_agendarelease(source, time_zone="Asia/Kathmandu")
    target = make_dated_meeting()
    assert walls(skeleton_of(source, target), target) == ["1 19 14:45"]


def test_without_its_dates_the_first_session_of_a_day_tells_the_date():
    source = make_meeting(starts_on="2011-03", time_zone="Europe/Lisbon")
    for start in (datetime(2011, 3, 5, 9, tzinfo=UTC), datetime(2011, 3, 6, 0, 30, tzinfo=UTC)):
        make_session(source, day=2, starts_at=start, ends_at=start + timedelta(hours=1))
    target = make_dated_meeting()
    assert walls(skeleton_of(source, target), target) == ["2 20 09:00", "2 21 00:30"]


def test_sessions_that_were_drafts_or_cancelled_or_never_had_a_time_do_not_come(source):
    held(source, 1, "09:00", state="draft")
    held(source, 1, "09:00", state="cancelled")
    make_session(source, day=1)
    target = make_dated_meeting()
    assert skeleton_of(source, target).slots == []
    assert sources_for(target, []) == []


def test_own_meetings_come_first_then_the_latest(source):
    target, organization = make_dated_meeting(), make_organization()
    later = make_meeting(year=2017, season="spring", starts_on="2017-04-06", time_zone="UTC")
    latest = make_meeting(year=2018, season="spring", starts_on="2018-04-06", state="draft")
    for meeting in (source, later, latest, target):
        held(meeting, 1, "09:00")
        held(meeting, 1, "10:00")
    make_host(source, organization)
    assert sources_for(target, [organization.pk]) == [source, later]
    assert sources_for(target, []) == [later, source]


@pytest.mark.parametrize("days", range(1, 8))
def test_the_template_fits_every_length(days):
    last = datetime(2026, 11, 18, tzinfo=UTC) + timedelta(days=days)
    meeting = make_dated_meeting(ends_on=last.date().isoformat())
    skeleton = template_for(meeting)
    shown = list(days_shown(skeleton, meeting))
    assert len(shown) == days
    assert all(day.pieces for day in shown)
    assert skeleton.slots[0].day == 1
    plenaries = [slot for slot in skeleton.slots if slot.kind == SessionKind.PLENARY]
    assert "still open" in plenaries[0].title
    assert "hand-over" in plenaries[-1].title
    if days >= 4:
        assert {slot.kind for slot in skeleton.slots} == set(SessionKind)


def test_nothing_of_the_template_is_at_the_same_time_in_one_room():
    meeting = make_dated_meeting()
    entries = entries_of(template_for(meeting), meeting)
    for number, one in enumerate(entries):
        for other in entries[number + 1 :]:
            begins, ends = other["starts_at"], one["starts_at"] + timedelta(minutes=one["minutes"])
            if one["starts_at"] <= begins < ends:
                assert not (one["everywhere"])
                assert not (other["everywhere"])
                assert one["room"] != other["room"]


def test_the_template_uses_the_rooms_that_there_are():
    meeting = make_dated_meeting()
    make_room(meeting, name="Aula")
    assert template_for(meeting).rooms == {"Aula": None, "Main room": None}
    make_room(meeting, name="Blue", position=1)
    assert template_for(meeting).rooms == {"Aula": None, "Blue": None}
