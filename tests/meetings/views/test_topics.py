"""A topic shows its sessions across all meetings, who led them, and what came of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting, Session
from organizations.actions.records import raise_content_version
from tests.factories import (
    make_document,
    make_meeting,
    make_organization,
    make_outcome,
    make_report,
    make_session,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def grants():
    return make_topic("Grants and fundraising", slug="grants")


def about(topic, meeting=None, **fields):
    session = make_session(meeting, **fields)
    session.topics.add(topic)
    return session


def text(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_its_sessions_stand_under_their_meetings_the_latest_first(client, grants):
    lisbon = make_meeting(season="autumn", year=2016, city="Lisbon")
    about(grants, make_meeting(season="spring", year=2010), title="Old session")
    session = about(grants, lisbon, title="Useful grants", leads=[make_organization("IFMSA")])
    make_outcome(lisbon, session=session, title="A list of grants")
    make_document(session=session, title="Slides")
    make_report(title="What we learned").topics.add(grants)
    page = text(client, "/topics/grants/")
    for words in ("Lisbon", "IFMSA", "A list of grants", "Slides", "What we learned", session.get_absolute_url()):
        assert words in page
    assert page.index("Useful grants") < page.index("Old session")


def test_what_is_not_public_is_neither_shown_nor_counted(client, grants):
    about(grants, title="Secret draft", state=Session.State.DRAFT)
    session = about(grants, make_meeting(state=Meeting.State.DRAFT), title="Secret meeting")
    make_document(session=session, title="Secret slides", visibility="members")
    assert "Secret" not in text(client, "/topics/grants/")
    assert "Grants" not in text(client, "/topics/")


def test_the_list_counts_sessions_and_names_the_last_year(client, grants):
    about(grants, make_meeting(year=2010))
    about(grants, make_meeting(year=2016))
    page = text(client, "/topics/")
    assert "2 sessions" in page
    assert "last in 2016" in page


def test_a_topic_of_reports_alone_is_found_too(client, grants):
    make_report(state="draft").topics.add(grants)
    assert "Grants" not in text(client, "/topics/")
    make_report().topics.add(grants)
    raise_content_version()
    page = text(client, "/topics/")
    assert "1 report<" in page
    assert "session" not in page[page.index("Grants") : page.index("1 report<")]


def test_names_stand_in_the_order_of_the_alphabet_however_they_are_written(client, grants):
    for name in ("boards", "Alumni"):
        about(make_topic(name))
    about(grants)
    page = text(client, "/topics/")
    assert page.index("Alumni") < page.index("boards") < page.index("Grants")


@pytest.mark.parametrize("count", [1, 30])
def test_they_cost_the_same_for_one_session_and_for_many(client, grants, count):
    for _ in range(count):
        session = about(grants, leads=[make_organization()])
        make_outcome(session.meeting, session=session, owners=[make_organization()])
    with CaptureQueriesContext(connection) as queries:
        text(client, "/topics/grants/")
    assert len(queries) <= 9


def test_empty_ones_say_so(client, grants):
    assert "No session about this is on record yet." in text(client, "/topics/grants/")
    assert "No session has a topic yet." in text(client, "/topics/")
    text(client, "/topics/unknown/", status=404)
