"""An agenda as plain text."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from ifiso.typewriter import width
from meetings.plain_agenda import plain_agenda
from meetings.reads.public_agenda import public_agenda
from tests.factories import make_agendarelease, make_meeting, make_organization, make_room, make_session, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def lisbon():
    day = {"starts_on": "2016-11-17", "ends_on": "2016-11-20", "time_zone": "Europe/Lisbon", "city": "Lisbon"}
    return make_meeting(year=2016, season="autumn", country="PT", **day)


def at(hour, day=17):
    return datetime(2016, 11, day, hour, tzinfo=UTC)


def text_of(meeting):
    return plain_agenda(public_agenda(meeting, {}, timezone.now()))


def test_everything_has_its_place_day_by_day(lisbon):
    times = {"starts_at": at(22), "ends_at": at(1, day=18)}
    party = make_session(
        lisbon, title="A night of origins", kind="social", everywhere=True, leads=[make_organization("IAPS")], **times
    )
    party.topics.add(make_topic("food"))
    make_session(lisbon, title="Talk", kind="training", day=2, room=make_room(lisbon, name="Loft"), state="cancelled")
    make_agendarelease(lisbon, number=2, note="The loft is flooded.", time_zone="Europe/Lisbon")
    assert text_of(lisbon).splitlines() == [
        "Autumn 2016",
        "===========",
        "Lisbon, Portugal, 17–20 November 2016",
        "Release 2, 1 March 2027, 09:00",
        "The loft is flooded.",
        "All times are Lisbon time (UTC+00:00).",
        "",
        "Day 1, Thursday 17 November",
        "---------------------------",
        "22:00-01:00  A night of origins",
        "             Social, all rooms",
        "             Ends on the next day.",
        "             Led by IAPS",
        "             About food",
        "",
        "Day 2, Friday 18 November",
        "-------------------------",
        "The times are not known.",
        "*            CANCELLED: Talk",
        "             Training, Loft",
    ]


def test_no_line_is_longer_than_72_columns(lisbon):
    lisbon.city = "Lisboa " * 20
    title = "學生組織如何互相學習 " * 9 + "x" * 90
    make_session(lisbon, title=title, starts_at=at(9), ends_at=at(10))
    make_agendarelease(lisbon, note="Much has moved, and this is how it came. " * 5)
    lines = text_of(lisbon).splitlines()
    assert max(map(width, lines)) <= 72
    assert "x" * 30 in "".join(lines)


def test_an_agenda_without_sessions_says_so(lisbon):
    assert "No session is on record." in text_of(lisbon)
