"""Calendars and schedules as programs fetch them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from organizations.actions.records import raise_content_version
from organizations.pages import shelf
from tests.factories import (
    make_agendarelease,
    make_meeting,
    make_organization,
    make_partner,
    make_room,
    make_session,
    make_topic,
)
from tests.support.calendars import events, read, span

pytestmark = pytest.mark.django_db

NINE = datetime(2016, 11, 17, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
AGENDA = "/meetings/autumn-2016/agenda/"


@pytest.fixture
def meeting():
    return make_meeting(
        slug="autumn-2016",
        season="autumn",
        year=2016,
        starts_on="2016-11-17",
        ends_on="2016-11-20",
        time_zone="Europe/Lisbon",
        city="Lisbon",
        country="PT",
        venue="Aula",
        latitude="38.7167",
        longitude="-9.1333",
    )


def calendar(client, path=f"{AGENDA}agenda.ics"):
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return response.content


def test_an_event_tells_all_that_is_known(client, settings, meeting):
    settings.BASE_URL = "https://registry.example.org"
    session = make_session(
        meeting,
        title="Grants; and, more",
        abstract="Line one,\nline two\\\x0b",
        kind="best_practice",
        starts_at=NINE,
        ends_at=NINE + HOUR,
        room=make_room(meeting, name="A 1"),
        leads=[make_organization("IFMSA"), make_partner(name="StudyPortals")],
        sequence=4,
    )
    session.topics.add(make_topic("Grants", slug="grants"))
    (event,) = events(calendar(client)).values()
    told = {name: lines[0].value for name, lines in event.contents.items()}
    assert told.pop("dtstamp") == told.pop("last-modified")
    assert told == {
        "uid": f"{session.uid}@registry.example.org",
        "summary": "Grants; and, more",
        "dtstart": NINE,
        "dtend": NINE + HOUR,
        "description": "Best practice, led by IFMSA, StudyPortals\n\nLine one,\nline two\\",
        "location": "A 1, Aula, Lisbon, Portugal",
        "geo": "38.7167;-9.1333",
        "categories": ["best practice", "Grants"],
        "status": "CONFIRMED",
        "sequence": "4",
        "url": f"https://registry.example.org/meetings/autumn-2016/sessions/{session.pk}/",
    }


def test_a_cancelled_session_stays_and_says_so(client, meeting):
    make_session(meeting, title="It", state="cancelled", starts_at=NINE, ends_at=NINE + HOUR, sequence=2)
    make_session(meeting, title="Draft", state="draft", starts_at=NINE, ends_at=NINE + HOUR)
    found = events(calendar(client))
    assert list(found) == ["It"]
    assert (found["It"].status.value, found["It"].sequence.value) == ("CANCELLED", "2")


def test_sessions_of_the_archive_last_all_day(client, meeting):
    make_session(meeting, title="Time unknown", day=2)
    make_session(meeting, title="Day unknown", day=None)
    content = calendar(client)
    found = events(content)
    assert span(found["Time unknown"]) == (date(2016, 11, 18), date(2016, 11, 19))
    assert found.keys() == {"Time unknown"}
    assert read(content).description.value.startswith("1 session is left out because its day is not known.")


def test_without_a_session_it_still_is_a_calendar(client, meeting):
    assert read(calendar(client)).vtimezone.tzid.value == "Europe/Lisbon"


def test_it_can_be_narrowed_down(client, meeting):
    ifmsa, partner = make_organization("IFMSA"), make_partner(name="StudyPortals", slug="studyportals")
    one = make_session(meeting, title="One", kind="training", leads=[ifmsa, partner])
    make_session(meeting, title="Two", leads=[ifmsa])
    one.topics.add(make_topic("Grants", slug="grants"), make_topic("More", slug="more"))
    asked = {
        "": {"One", "Two"},
        "?topic=grants&topic=more": {"One"},
        "?organization=ifmsa": {"One", "Two"},
        "?organization=partner-studyportals": {"One"},
        "?organization=ifmsa&kind=training": {"One"},
        "?kind=&topic=": {"One", "Two"},
        "?topic=%00": {"One", "Two"},
        "?topic=nothing": set(),
    }
    for query, titles in asked.items():
        assert events(calendar(client, f"{AGENDA}agenda.ics{query}")).keys() == titles, query


@pytest.mark.parametrize(
    "path", [f"{AGENDA}agenda.ics", f"{AGENDA}schedule.json", f"{AGENDA}schedule.xml", "/meetings.ics"]
)
def test_the_same_content_makes_the_same_bytes_and_they_are_sent_once(client, meeting, path):
    make_session(meeting, starts_at=NINE, ends_at=NINE + HOUR)
    first = client.get(path)
    shelf.clear()
    assert client.get(path).content == first.content
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("name", "queries"),
    [("agenda.ics", 7), ("schedule.json", 8), ("schedule.xml", 8), ("releases/feed/", 3)],
)
def test_sixty_sessions_cost_as_many_queries_as_one(client, meeting, django_assert_num_queries, name, queries):
    organization, room, topic = make_organization(), make_room(meeting), make_topic()
    for count in (1, 59):
        for number in range(count):
            begins = NINE + HOUR * number
            session = make_session(meeting, starts_at=begins, ends_at=begins + HOUR, room=room, leads=[organization])
            session.topics.add(topic)
        make_agendarelease(meeting, number=count)
        raise_content_version()
        with django_assert_num_queries(queries):
            assert client.get(AGENDA + name).status_code == 200


def test_the_calendar_of_all_meetings_has_days_and_deadlines(client, meeting, django_assert_num_queries):
    meeting.registration_opens_at, meeting.registration_closes_at = NINE - 90 * HOUR, NINE - 50 * HOUR
    meeting.call_closes_at = NINE - 60 * HOUR
    meeting.save()
    make_meeting(starts_on="2014-04", ends_on="2014-04", title="A month", kind="other", year=2014)
    make_meeting(starts_on="2027-04-08", state="draft")
    make_meeting(starts_on="2015-04-08", title="Called off", kind="other", state="cancelled", is_demo=True, year=2015)
    with django_assert_num_queries(3):
        found = events(calendar(client, "/meetings.ics"))
    assert {name: span(event) for name, event in found.items()} == {
        "Autumn 2016, meeting of IFISO": (date(2016, 11, 17), date(2016, 11, 21)),
        "IFISO, Autumn 2016: registration opens": (NINE - 90 * HOUR, None),
        "IFISO, Autumn 2016: registration closes": (NINE - 50 * HOUR, None),
        "IFISO, Autumn 2016: last moment to answer the call": (NINE - 60 * HOUR, None),
        "Called off (demo), meeting of IFISO": (date(2015, 4, 8), date(2015, 4, 9)),
    }
    assert found["Called off (demo), meeting of IFISO"].status.value == "CANCELLED"
    assert found["Autumn 2016, meeting of IFISO"].sequence.value == "1"


def test_pages_tell_programs_where_to_look(client, meeting):
    make_session(meeting)
    for path in (AGENDA, "/meetings/autumn-2016/"):
        text = client.get(path).text
        for name, kind in (("agenda.ics", "text/calendar"), ("releases/feed/", "application/atom+xml")):
            assert f'type="{kind}"' in text
            assert f'href="{AGENDA}{name}"' in text
    assert 'href="webcal://localhost/meetings/autumn-2016/agenda/agenda.ics"' in client.get(AGENDA).text
