"""Meetings, their sessions and reports in the back office."""

from datetime import UTC, datetime

import pytest

from meetings.models import Meeting, Report, Session
from organizations.clock import today
from organizations.models import Activity, ContentVersion
from tests.factories import make_lead, make_meeting, make_report, make_room, make_session
from tests.support.admin import admin_url, change, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("root")]

NINE_IN_KATHMANDU = datetime(2026, 11, 20, 3, 15, tzinfo=UTC)
TEN_IN_KATHMANDU = datetime(2026, 11, 20, 4, 15, tzinfo=UTC)


@pytest.fixture
def session():
    meeting = make_meeting(time_zone="Asia/Kathmandu", starts_on="2026-11-20", ends_on="2026-11-23")
    return make_session(meeting, starts_at=NINE_IN_KATHMANDU, ends_at=TEN_IN_KATHMANDU)


def test_times_are_those_of_the_meeting(client, session):
    url = admin_url(session, "change", session.pk)
    assert 'value="2026-11-20T09:00:00"' in client.get(url).text
    change(client, session, starts_at="2026-11-20T09:30")
    assert session.starts_at == datetime(2026, 11, 20, 3, 45, tzinfo=UTC)
    assert "09:30–10:00" in client.get(admin_url(Session, "changelist")).text


def test_a_new_session_is_in_the_zone_of_the_meeting_that_is_chosen(client, session):
    url = admin_url(Session, "add")
    fields = {"meeting": session.meeting.pk, "title": "Late", "day": "1"}
    times = {"starts_at": "2026-11-20T09:00", "ends_at": "2026-11-20T10:00"}
    assert client.post(url, {**typed(client.get(url)), **fields, **times}).status_code == 302
    assert Session.objects.get(title="Late").starts_at == NINE_IN_KATHMANDU


def test_an_hour_that_does_not_exist_is_refused_beside_its_field(client):
    session = make_session(make_meeting(time_zone="Europe/Brussels"))
    url = admin_url(session, "change", session.pk)
    response = client.post(url, {**typed(client.get(url)), "starts_at": "2027-03-28T02:30"})
    assert response.status_code == 200
    assert "interpreted in time zone Europe/Brussels" in response.text


def test_correcting_the_zone_keeps_what_the_clocks_show(client, session):
    change(client, session.meeting, time_zone="Europe/Lisbon")
    session.refresh_from_db()
    assert session.starts_at == datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize("query", ["", "?meeting=one", "?meeting=999999999999999999999", "?meeting=7"])
def test_an_absurd_meeting_in_the_address_is_none(client, query):
    assert client.get(admin_url(Session, "add") + query).status_code == 200


def test_a_session_takes_place_in_a_room_of_its_meeting(client, session):
    make_room(session.meeting, name="Stupa")
    make_room(name="Igloo")
    page = client.get(admin_url(session, "change", session.pk)).text
    assert "Stupa" in page
    assert "Igloo" not in page


def test_the_page_of_a_meeting_holds_its_sessions_and_says_its_phase(client, session):
    make_lead(session)
    page = client.get(admin_url(session.meeting, "change", session.meeting.pk)).text
    assert session.title in page
    assert session.meeting.phase(datetime(2026, 11, 25, tzinfo=UTC)).label == "over"


def test_a_second_meeting_of_a_season_is_refused(client):
    make_meeting(season="autumn", year=2016)
    url = admin_url(Meeting, "add")
    fields = {"kind": "forum", "season": "autumn", "year": "2016", "slug": "again"}
    assert "There is a forum meeting for this season" in client.post(url, {**typed(client.get(url)), **fields}).text


def test_reports_are_published_once_and_dated(client):
    draft, published = make_report(state="draft", published_on=""), make_report()
    chosen = {"action": "publish", "_selected_action": [draft.pk, published.pk]}
    response = client.post(admin_url(Report, "changelist"), chosen, follow=True)
    assert "1 report was published." in response.text
    draft.refresh_from_db()
    assert draft.state == Report.State.PUBLISHED
    assert draft.published_on.earliest == today()
    assert Activity.objects.get().verb == "published"
    assert ContentVersion.current() == 1
