"""The agenda's own page."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from django.contrib.staticfiles import finders

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


def test_the_filter_is_a_form_whose_address_says_all(client, meeting):
    fill(meeting, 10)
    make_session(meeting, title="Opening", kind="plenary", everywhere=True)
    page = client.get("/meetings/spring-2017/agenda/?kind=plenary&organization=").text
    assert '<option value="plenary" selected>Plenary (1)</option>' in page
    assert "1 of 11 sessions" in page
    assert page.count("<article") == page.count(' hidden>\n<div class="what">') + 1
    assert '<link rel="canonical" href="http://' in page
    assert 'rel="canonical"' not in client.get("/meetings/spring-2017/agenda/").text


def test_the_worker_of_the_site_may_not_be_kept_itself(client):
    answer = client.get("/service-worker.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Service-Worker-Allowed" not in answer.headers  # its place at the root is enough
    assert b"addEventListener" in answer.content


def test_sixty_sessions_cost_as_many_queries_as_one_and_few_bytes(client, meeting, django_assert_num_queries):
    fill(meeting, 1)
    with django_assert_num_queries(8):
        client.get("/meetings/spring-2017/agenda/")
    fill(meeting, 60)
    shelf.clear()
    with django_assert_num_queries(8):
        page = client.get("/meetings/spring-2017/agenda/").text
    assert page.count("<article") == 61
    files = {urlsplit(path).path for path in re.findall(r'(?:stylesheet" href|script src|use href)="([^"]+)"', page)}
    assert {"/static/css/agenda.css", "/static/js/agenda.js", "/static/icons.svg"} <= files
    files = [Path(finders.find(path.removeprefix("/static/"))).read_bytes() for path in files]
    worker = client.get("/service-worker.js").content
    assert sum(len(brotli.compress(body, quality=5)) for body in [page.encode(), worker, *files]) < FORTY_KILOBYTES
