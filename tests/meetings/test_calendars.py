"""What a calendar program gets of meetings and sessions, read by another library than the one that wrote it."""

import os
import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.actions.plans import change_plan, remove_plan
from meetings.actions.releases import release
from meetings.calendars import add_moments, agenda_calendar, calendar_named, event_of, finished, line
from meetings.reads.programme import programme_of
from meetings.releasing import last_step
from tests.factories import make_agendarelease, make_meeting, make_plan, make_session, make_user
from tests.support.calendars import events, read, span

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
# Where, from when to when, and how long it really takes.
SPANS = [
    pytest.param("Europe/Brussels", "2027-03-28T01:30+01:00", "2027-03-28T03:30+02:00", HOUR, id="gap in Europe"),
    pytest.param("Europe/Brussels", "2027-10-31T01:30+02:00", "2027-10-31T03:30+01:00", 3 * HOUR, id="longer night"),
    pytest.param("Europe/Brussels", "2027-10-31T02:30+02:00", "2027-10-31T02:30+01:00", HOUR, id="from 2:30 to 2:30"),
    pytest.param("Europe/Brussels", "2027-10-31T02:15+01:00", "2027-10-31T02:45+01:00", HOUR / 2, id="second 2:15"),
    pytest.param("Europe/Brussels", "2027-10-31T02:15+02:00", "2027-10-31T02:45+02:00", HOUR / 2, id="first 2:15"),
    pytest.param("America/New_York", "2027-03-14T01:30-05:00", "2027-03-14T03:30-04:00", HOUR, id="gap in America"),
    pytest.param("America/New_York", "2027-11-07T01:30-05:00", "2027-11-07T02:30-05:00", HOUR, id="second 1:30"),
    pytest.param("America/New_York", "2027-11-07T01:30-04:00", "2027-11-07T02:30-05:00", 2 * HOUR, id="first 1:30"),
    pytest.param("Australia/Lord_Howe", "2027-04-04T01:45+11:00", "2027-04-04T02:15+10:30", HOUR, id="half an hour"),
    pytest.param("Australia/Lord_Howe", "2027-10-03T01:45+10:30", "2027-10-03T02:45+11:00", HOUR / 2, id="gap of half"),
    pytest.param("Asia/Kathmandu", "2027-10-31T09:00+05:45", "2027-10-31T10:30+05:45", HOUR * 1.5, id="Kathmandu"),
    pytest.param("Europe/Lisbon", "2027-11-18T22:00+00:00", "2027-11-19T02:00+00:00", 4 * HOUR, id="over midnight"),
    pytest.param("Europe/Lisbon", "2027-12-31T22:00+00:00", "2028-01-01T02:00+00:00", 4 * HOUR, id="over New Year"),
    pytest.param("Europe/Athens", "2028-02-29T09:00+02:00", "2028-02-29T10:00+02:00", HOUR, id="29 February"),
    pytest.param("UTC", "2027-05-01T09:00+00:00", "2027-05-01T10:00+00:00", HOUR, id="UTC"),
]


@pytest.fixture(params=["UTC", "Pacific/Auckland", "America/St_Johns"])
def _server_somewhere(request):
    """The server's own zone, which is nobody's business."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


@pytest.mark.usefixtures("_server_somewhere")
@pytest.mark.parametrize(("zone", "begins", "ends", "lasts"), SPANS)
def test_a_session_comes_back_at_its_moments(zone, begins, ends, lasts):
    begins, ends = datetime.fromisoformat(begins), datetime.fromisoformat(ends)
    meeting = make_meeting(time_zone=zone, starts_on=str(begins.date()))
    make_session(meeting, title="It", starts_at=begins, ends_at=ends)
    found = span(events(agenda_calendar(programme_of(meeting)))["It"])
    assert found == (begins, ends)
    assert found[1] - found[0] == lasts


@given(
    zone=st.sampled_from(["Europe/Brussels", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]),
    begins=st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    minutes=st.integers(1, 1440),
)
def test_so_does_any_other(zone, begins, minutes):
    begins = begins.replace(second=0, microsecond=0)
    ends = begins + timedelta(minutes=minutes)
    event = event_of("it", "It", "/", begins, 0)
    add_moments(event, begins.astimezone(ZoneInfo(zone)), ends.astimezone(ZoneInfo(zone)))
    assert span(events(finished(calendar_named("All", HOUR), [event]))["It"]) == (begins, ends)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_but_for_what_nobody_sees(text):
    event = event_of("it", text, "/", datetime(2027, 1, 1, tzinfo=UTC), 0)
    event.add("dtstart", date(2027, 1, 1))
    content = finished(calendar_named(text, HOUR), [event])
    (found,) = read(content).contents["vevent"]
    assert found.summary.value == line(text)
    assert all(len(part) <= 75 for part in content.split(b"\r\n"))


def test_a_zone_that_is_corrected_later_moves_nothing_until_the_next_release():
    meeting = make_meeting(time_zone="Europe/Lisbon", starts_on="2027-11-18")
    nine = datetime(2027, 11, 18, 9, tzinfo=UTC)
    make_session(meeting, title="It", starts_at=nine, ends_at=nine + HOUR)
    make_agendarelease(meeting, time_zone="Europe/Lisbon")
    before = agenda_calendar(programme_of(meeting))
    meeting.time_zone = "Asia/Tokyo"
    meeting.save()
    assert agenda_calendar(programme_of(meeting)) == before
    make_agendarelease(meeting, number=2, time_zone="Asia/Tokyo")
    after = agenda_calendar(programme_of(meeting))
    assert b"DTSTART;TZID=Asia/Tokyo:20271118T180000" in after
    assert span(events(after)["It"]) == (nine, nine + HOUR)


def test_a_subscribed_calendar_follows_the_releases():
    meeting, by = make_meeting(time_zone="Europe/Lisbon", starts_on="2027-11-18", ends_on="2027-11-20"), make_user()
    nine = datetime(2027, 11, 18, 9, tzinfo=UTC)
    plan = make_plan(meeting, title="It", starts_at=nine)
    make_plan(meeting, title="Other", starts_at=nine + HOUR)

    def released(number):
        now = datetime(2027, 1, number, tzinfo=UTC)
        release(meeting=meeting, note="", seen=last_step(meeting), by=by, now=now, despite_soft=True)
        return events(agenda_calendar(programme_of(meeting)))

    first = released(1)
    change_plan(plan=plan, version=1, values={"starts_at": nine + 3 * HOUR}, by=by, now=nine)
    moved = released(2)
    plan.refresh_from_db()
    remove_plan(plan=plan, version=plan.version, by=by, now=nine)
    cancelled = released(3)

    assert [span(found["It"])[0] for found in (first, moved, cancelled)] == [nine, nine + 3 * HOUR, nine + 3 * HOUR]
    assert [found["It"].status.value for found in (first, moved, cancelled)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert len({found["It"].uid.value for found in (first, moved, cancelled)}) == 1
    sequences = [int(found["It"].sequence.value) for found in (first, moved, cancelled)]
    assert sequences == sorted(set(sequences))
    assert len({found["Other"].sequence.value for found in (first, moved, cancelled)}) == 1
    assert first["It"].last_modified.value <= cancelled["It"].last_modified.value
