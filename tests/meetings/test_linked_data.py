"""What search engines read of a meeting and its agenda."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import make_agendarelease, make_meeting, make_organization, make_room, make_session

pytestmark = pytest.mark.django_db

NINE = datetime(2027, 10, 31, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def meeting():
    days = {"starts_on": "2027-10-31", "ends_on": "2027-11", "time_zone": "Europe/Brussels"}
    place = {"city": "Ghent", "country": "BE", "venue": "</script><!-- & Aula"}
    return make_meeting(slug="autumn-2027", season="autumn", year=2027, **days, **place)


def read(client, path="/meetings/autumn-2027/agenda/"):
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).text, re.DOTALL)
    return json.loads(text)


def test_the_meeting_is_an_event_at_a_place(client, meeting):
    data = read(client, "/meetings/autumn-2027/")
    assert data["@context"] == "https://schema.org"
    assert (data["name"], data["startDate"], data["endDate"]) == ("IFISO, Autumn 2027", "2027-10-31", "2027-11")
    assert data["location"] == {
        "@type": "Place",
        "name": "</script><!-- & Aula",
        "address": {"@type": "PostalAddress", "addressLocality": "Ghent", "addressCountry": "BE"},
    }
    assert data["eventStatus"] == "https://schema.org/EventScheduled"
    assert data["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode"


def test_nothing_of_it_ends_the_script(client, meeting):
    text = client.get("/meetings/autumn-2027/").text
    assert "<!--" not in text
    assert "\\u003C/script\\u003E" in text


def test_sessions_are_events_of_their_own(client, meeting):
    ifmsa, room = make_organization("IFMSA"), make_room(meeting, name="A 1")
    make_session(meeting, title="On time", starts_at=NINE, ends_at=NINE + HOUR, leads=[ifmsa], room=room)
    off = make_session(meeting, title="Off", starts_at=NINE, ends_at=NINE + HOUR, state="cancelled")
    moved = make_session(meeting, title="Moved", starts_at=NINE + HOUR, ends_at=NINE + 2 * HOUR)
    make_session(meeting, title="Some time", day=2)
    make_session(meeting, title="Some day", day=None)
    make_session(meeting, title="Coffee", kind="break", starts_at=NINE, ends_at=NINE + HOUR)
    place = {"day": 1, "starts_at": "2027-10-31T10:00:00+01:00", "ends_at": "2027-10-31T11:00:00+01:00"}
    place |= {"room": "", "everywhere": False}
    change = {"kind": "moved", "uid": str(moved.uid), "title": "Moved", "before": place}
    later = {**place, "starts_at": "2027-10-31T11:00:00+01:00", "ends_at": "2027-10-31T12:00:00+01:00"}
    make_agendarelease(meeting, number=2, time_zone="Europe/Brussels", changes=[{**change, "after": later}])

    events = {event["name"]: event for event in read(client)["subEvent"]}

    assert events.keys() == {"On time", "Off", "Moved", "Some time"}
    first = events["On time"]
    assert (first["startDate"], first["endDate"]) == ("2027-10-31T10:00:00+01:00", "2027-10-31T11:00:00+01:00")
    assert first["location"] == {"@type": "Place", "name": "A 1"}
    assert first["organizer"] == [{"@type": "Organization", "name": "IFMSA", "url": "http://localhost/members/ifmsa/"}]
    assert events["Off"]["eventStatus"] == "https://schema.org/EventCancelled"
    assert events["Moved"]["eventStatus"] == "https://schema.org/EventRescheduled"
    assert events["Some time"]["startDate"] == "2027-11-01"
    assert f"sessions/{off.pk}/" in events["Off"]["url"]
