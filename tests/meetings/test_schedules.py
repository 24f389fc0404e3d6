"""`schedule.json` and `schedule.xml` as conference apps take them."""

import json
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema

from meetings.reads.programme import programme_of
from meetings.schedule_xml import as_xml
from meetings.schedules import schedule_of
from tests.factories import (
    make_agendarelease,
    make_delegate,
    make_delegation,
    make_lead,
    make_meeting,
    make_organization,
    make_partner,
    make_room,
    make_session,
    make_topic,
)
from tests.support.sources import ROOT

pytestmark = pytest.mark.django_db

# What the c3voc validator asks for lies beside the checkout, where it is at all.
SCHEMAS = ROOT.parent / "shared" / "data" / "schedule"
NINE = datetime(2027, 10, 29, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def meeting():
    return make_meeting(
        slug="autumn-2027",
        season="autumn",
        year=2027,
        starts_on="2027-10-29",
        ends_on="2027-10-31",
        time_zone="Europe/Brussels",
    )


def document_of(meeting):
    return schedule_of(programme_of(meeting), meeting.rooms.all())


def found_in(document):
    return [
        event for day in document["schedule"]["conference"]["days"] for room in day["rooms"].values() for event in room
    ]


def timed(meeting, begins=NINE, lasts=HOUR, **fields):
    return make_session(meeting, starts_at=begins, ends_at=begins + lasts, **fields)


@pytest.fixture
def everything(meeting):
    """All that is hard about an agenda."""
    both, room = [make_organization("IFMSA"), make_partner(name="StudyPortals")], make_room(meeting, capacity=40)
    session = timed(meeting, title="A <b> & \x07", abstract="One\n\nTwo ]]> 5 > 3\ufffe", room=room, leads=both)
    session.topics.add(make_topic("Grants & funds"), make_topic("Leadership"))
    timed(meeting, title="At the same time", room=make_room(meeting, name="  B  "))
    timed(meeting, kind="break", everywhere=True)
    timed(meeting, title="Party", day=2, begins=datetime(2027, 10, 30, 22, tzinfo=UTC), lasts=5 * HOUR)
    timed(meeting, title="Second 2:30", day=3, begins=datetime(2027, 10, 31, 1, 30, tzinfo=UTC))
    timed(meeting, title="Late", day=5, begins=datetime(2027, 11, 2, 9, tzinfo=UTC))
    timed(meeting, title="Cancelled", state="cancelled")
    make_session(meeting, title="Without a time")
    make_session(meeting, title="Without a day", day=None)
    make_agendarelease(meeting, number=3, time_zone="Europe/Brussels")
    return meeting


@pytest.mark.parametrize("zone", ["Europe/Brussels", "America/Argentina/Buenos_Aires", "UTC", "EST5EDT"])
def test_the_schemas_take_it(everything, zone):
    if not SCHEMAS.exists():
        pytest.skip("the schemas of c3voc are not beside the checkout")
    everything.releases.update(time_zone=zone)
    empty, archived = (make_meeting(starts_on="2016-11-17") for _ in range(2))
    make_session(archived)
    for meeting in (everything, archived, empty):
        document = document_of(meeting)
        checker = jsonschema.FormatChecker()
        schema = json.loads((SCHEMAS / "schema.json").read_text())
        jsonschema.validate(json.loads(json.dumps(document)), schema, format_checker=checker)
        xmlschema.validate(as_xml(document, "https://example.org/schedule.xml").decode(), SCHEMAS / "schedule.xml.xsd")


def test_what_has_no_time_or_is_cancelled_is_left_out_and_counted(everything):
    document = document_of(everything)
    titles = {event["title"] for event in found_in(document)}
    assert {"Party", "Second 2:30", "Late", "At the same time"} < titles
    assert not {"Cancelled", "Without a time", "Without a day"} & titles
    assert document["schedule"]["conference"]["description"].startswith("2 sessions are left out because their times")


def test_days_reach_from_early_morning_to_the_last_session(everything):
    conference = document_of(everything)["schedule"]["conference"]
    assert (conference["start"], conference["end"], conference["daysCount"]) == ("2027-10-29", "2027-11-02", 5)
    assert [(day["day_start"], day["day_end"]) for day in conference["days"]][1:3] == [
        ("2027-10-30T05:00:00+02:00", "2027-10-31T05:00:00+01:00"),
        ("2027-10-31T02:30:00+01:00", "2027-11-01T05:00:00+01:00"),
    ]


def test_a_duration_counts_real_time(everything):
    found = {event["title"]: event for event in found_in(document_of(everything))}
    party = found["Party"]
    assert (party["date"], party["start"]) == ("2027-10-31T00:00:00+02:00", "00:00")
    assert (party["end"], party["duration"]) == ("2027-10-31T04:00:00+01:00", "05:00")
    assert found["Second 2:30"]["date"] == "2027-10-31T02:30:00+01:00"


def test_names_of_organizations_stand_for_people_unless_these_agree(meeting):
    ifmsa = make_organization("IFMSA")
    delegation = make_delegation(meeting, ifmsa)
    session = timed(meeting)
    lead = make_lead(session, organization=ifmsa, delegate=make_delegate(delegation, name="Ana Silva"))
    (person,) = found_in(document_of(meeting))[0]["persons"]
    assert person["name"] == "IFMSA"
    assert person["guid"]
    lead.delegate.listed_publicly_since = NINE
    lead.delegate.save()
    assert found_in(document_of(meeting))[0]["persons"] == [
        {"name": "Ana Silva (IFMSA)", "url": "http://localhost/members/ifmsa/"}
    ]
    lead.delegate.state = "withdrawn"
    lead.delegate.save()
    assert "Ana" not in json.dumps(document_of(meeting))


def test_both_files_tell_the_same(everything):
    document = document_of(everything)
    root = ElementTree.fromstring(as_xml(document, "https://example.org/schedule.xml"))  # noqa: S314 - our own
    assert root.findtext("version") == document["schedule"]["version"] == "3"
    assert root.findtext("conference/acronym") == "ifiso_autumn_2027"
    assert root.findtext("conference/time_zone_name") == "Europe/Brussels"
    told = {one.get("guid"): (one.findtext("title"), one.findtext("date")) for one in root.iter("event")}
    assert told == {event["guid"]: (event["title"], event["date"]) for event in found_in(document)}
    first = next(one for one in root.iter("event") if one.findtext("track"))
    assert (first.findtext("title"), first.findtext("abstract")) == ("A <b> &", "One\n\nTwo ]]> 5 > 3")
    assert [person.text for person in first.iter("person")] == ["IFMSA", "StudyPortals"]
