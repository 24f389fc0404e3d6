"""The agenda's own page."""

from datetime import UTC, datetime, timedelta

import brotli
import pytest

from organizations.pages import shelf
from tests.factories import make_meeting, make_organization, make_outcome, make_room, make_session, make_source

pytestmark = pytest.mark.django_db

FORTY_KILOBYTES = 40_000


@pytest.fixture
def meeting():
    return make_meeting(
        slug="spring-2017", year=2017, season="spring", starts_on="2017-04-06", time_zone="Europe/Vienna", city="Graz"
    )


def fill(meeting, count):
    organization, room = make_organization(), make_room(meeting)
    for number in range(count):
        starts = datetime(2017, 4, 6 + number // 15, 8, tzinfo=UTC) + timedelta(hours=number % 15 // 2)
        session = make_session(
            meeting,
            day=1 + number // 15,
            abstract="What we do, and how. " * 10,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=50),
            room=room,
            leads=[organization],
            source=make_source(),
        )
        make_outcome(meeting, session=session)


def test_days_are_anchors_and_the_zone_is_named_once(client, meeting):
    fill(meeting, 31)
    text = client.get("/meetings/spring-2017/agenda/").content.decode()
    for number, day in enumerate(("Thu 6", "Fri 7", "Sat 8"), start=1):
        assert f'<a href="#day-{number}">{day}</a>' in text
        assert f'id="day-{number}"' in text
    assert text.count("Vienna time (UTC+02:00)") == 1
    assert "<b>10:00</b>" in text


def test_an_agenda_without_sessions_says_so(client, meeting):
    assert b"No session is on record." in client.get("/meetings/spring-2017/agenda/").content


def test_sixty_sessions_cost_as_many_queries_as_one_and_few_bytes(client, meeting, django_assert_num_queries):
    fill(meeting, 1)
    with django_assert_num_queries(8):
        client.get("/meetings/spring-2017/agenda/")
    fill(meeting, 60)
    shelf.clear()
    with django_assert_num_queries(8):
        response = client.get("/meetings/spring-2017/agenda/")
    assert len(brotli.compress(response.content, quality=5)) < FORTY_KILOBYTES
