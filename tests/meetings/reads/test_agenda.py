"""An agenda by day and time, in the meeting's own zone and already in words."""

from datetime import UTC, datetime

import pytest

from meetings.reads.agenda import agenda_of, agenda_zone, sessions_of
from tests.factories import (
    make_agendarelease,
    make_meeting,
    make_organization,
    make_outcome,
    make_partner,
    make_room,
    make_session,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lisbon():
    return make_meeting(starts_on="2016-11-17", ends_on="2016-11-20", time_zone="Europe/Lisbon")


def at(hour, minute=0, day=17):
    return datetime(2016, 11, day, hour, minute, tzinfo=UTC)


def agenda(meeting):
    return agenda_of(meeting, sessions_of(meeting), meeting.outcomes.all())


def test_days_without_times_keep_the_order_in_which_they_were_recorded(lisbon):
    make_session(lisbon, title="Second", day=1, position=2)
    make_session(lisbon, title="First", day=1, position=1)
    make_session(lisbon, title="Somewhen", day=None)
    first, unknown = agenda(lisbon).days
    assert [entry.title for entry in first.entries] == ["First", "Second"]
    assert (first.name, first.written, first.short, first.timed) == ("Day 1", "Thursday 17 November", "Thu 17", False)
    assert (unknown.name, unknown.written, unknown.anchor) == ("Day unknown", "", "day-unknown")
    assert agenda(lisbon).zone == ""


def test_times_are_the_meetings_own_and_the_zone_is_named():
    kathmandu = make_meeting(starts_on="2016-11-17", time_zone="Asia/Kathmandu")
    make_session(kathmandu, starts_at=at(3), ends_at=at(4, 30))
    whole = agenda(kathmandu)
    (slot,) = whole.days[0].slots
    assert (slot.start, slot.common_end.end) == ("08:45", "10:15")
    assert whole.zone == "Kathmandu time (UTC+05:45)"


def test_a_zone_changed_after_a_release_shifts_nothing_until_the_next(lisbon):
    make_session(lisbon, starts_at=at(9), ends_at=at(10))
    make_agendarelease(lisbon, number=1, time_zone="Europe/Madrid")
    make_agendarelease(lisbon, number=2, time_zone="Europe/Lisbon")
    lisbon.time_zone = "Asia/Kathmandu"
    assert agenda_zone(lisbon).key == "Europe/Lisbon"
    assert agenda(lisbon).days[0].slots[0].start == "09:00"
    make_agendarelease(lisbon, number=3, time_zone="Asia/Kathmandu")
    assert agenda(lisbon).days[0].slots[0].start == "14:45"
    assert agenda_zone(make_meeting(time_zone="Europe/Tallinn")).key == "Europe/Tallinn"


def test_both_offsets_are_named_where_the_clocks_change():
    brussels = make_meeting(starts_on="2027-03-27", time_zone="Europe/Brussels")
    for day, hour in ((27, 9), (28, 9)):
        starts = datetime(2027, 3, day, hour, tzinfo=UTC)
        make_session(brussels, day=day - 26, starts_at=starts, ends_at=starts.replace(hour=hour + 1))
    whole = agenda(brussels)
    assert whole.zone == "Brussels time (UTC+01:00, from 28 March UTC+02:00)"
    assert [day.slots[0].start for day in whole.days] == ["10:00", "11:00"]


def test_parallel_sessions_share_a_slot_and_their_end_if_it_is_the_same(lisbon):
    make_session(lisbon, title="A", starts_at=at(9), ends_at=at(10), position=1)
    make_session(lisbon, title="B", starts_at=at(9), ends_at=at(10), position=2)
    make_session(lisbon, title="C", starts_at=at(11), ends_at=at(12), position=3)
    make_session(lisbon, title="D", starts_at=at(11), ends_at=at(13), position=4)
    make_session(lisbon, title="E", position=5)
    together, apart, timeless = agenda(lisbon).days[0].slots
    assert [entry.title for entry in together.entries] == ["A", "B"]
    assert (together.parallel, together.common_end.end) == (True, "10:00")
    assert (apart.parallel, apart.common_end) == (True, None)
    assert (timeless.start, timeless.parallel) == ("", False)


def test_what_goes_past_midnight_stays_under_the_day_it_belongs_to(lisbon):
    make_session(lisbon, title="Party", day=1, starts_at=at(22), ends_at=at(2, day=18))
    make_session(lisbon, title="Breakfast at the club", day=1, starts_at=at(4, day=18), ends_at=at(5, day=18))
    (day,) = agenda(lisbon).days
    evening, night = day.slots
    assert evening.entries[0].next_day
    assert not evening.after_midnight
    assert night.after_midnight


def test_without_the_meetings_dates_a_day_takes_its_date_from_its_sessions():
    meeting = make_meeting(time_zone="Europe/Lisbon")
    make_session(meeting, day=2, starts_at=at(9, day=18), ends_at=at(10, day=18))
    make_session(meeting, day=3)
    assert [day.written for day in agenda(meeting).days] == ["Friday 18 November", ""]


def test_an_entry_says_who_leads_where_and_what_came_of_it(lisbon):
    room = make_room(lisbon, name="Loft")
    leads = [make_organization("IFMSA"), make_partner("StudyPortals")]
    session = make_session(lisbon, kind="partner", room=room, leads=leads, state="cancelled")
    outcome = make_outcome(lisbon, session=session)
    (entry,) = agenda(lisbon).days[0].entries
    assert [(leader.name, leader.url) for leader in entry.leaders] == [
        ("IFMSA", "/members/ifmsa/"),
        ("StudyPortals", "/partners/#partner-studyportals"),
    ]
    assert (entry.room, entry.kind, entry.cancelled, entry.outcomes) == ("Loft", "partner session", True, [outcome])


def test_a_source_that_all_sessions_share_is_cited_once(lisbon):
    source = make_source()
    make_session(lisbon, source=source)
    make_session(lisbon, source=source)
    assert agenda(lisbon).source == source
    assert {entry.source for entry in agenda(lisbon).days[0].entries} == {None}
    other = make_session(lisbon, source=make_source()).source
    assert agenda(lisbon).source is None
    assert {entry.source for entry in agenda(lisbon).days[0].entries} == {source, other}


def test_drafts_stay_hidden_and_breaks_and_cancelled_sessions_do_not_count_as_kinds(lisbon):
    make_session(lisbon, state="draft", title="Secret")
    make_session(lisbon, kind="break")
    make_session(lisbon, kind="training")
    make_session(lisbon, kind="training", state="cancelled")
    whole = agenda(lisbon)
    assert "Secret" not in {entry.title for entry in whole.days[0].entries}
    assert whole.days[0].kinds == [("training", 1)]
    assert whole.count == 2
