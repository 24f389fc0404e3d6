"""Somebody's own calendar at its secret address."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meetings.links import calendar_token, delegate_token, personal_path
from organizations.clock import today
from tests.factories import (
    make_delegate,
    make_delegation,
    make_lead,
    make_liaison,
    make_logistics,
    make_meeting,
    make_organization,
    make_session,
    make_star,
    make_user,
)
from tests.support.accounts import sign_in
from tests.support.calendars import events, span

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def paul():
    return make_user("paul@example.org", name="Paul")


@pytest.fixture
def meeting():
    day = today() + timedelta(days=10)
    days = {"starts_on": str(day), "ends_on": str(day + timedelta(3))}
    return make_meeting(season="autumn", year=day.year, time_zone="Europe/Brussels", **days)


def nine_on(day):
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


@pytest.fixture
def nine(meeting):
    return nine_on(meeting.starts_on.earliest)


def timed(meeting, nine, **fields):
    return make_session(meeting, starts_at=nine, ends_at=nine + HOUR, **fields)


def found(client, user):
    response = client.get(personal_path(user))
    assert response.status_code == 200
    return events(response.content)


def test_it_holds_what_has_a_star_what_one_leads_and_where_one_goes(client, paul, meeting, nine):
    ours = make_organization()
    make_liaison(paul, ours)
    delegate = make_delegate(make_delegation(meeting), user=paul, state="confirmed")
    make_star(paul, timed(meeting, nine, title="Starred"))
    make_star(paul, timed(meeting, nine, title="Cancelled", state="cancelled"))
    make_star(paul, timed(meeting, nine, title="Draft", state="draft"))
    make_star(paul, make_session(meeting, title="All day", day=2))
    make_lead(timed(meeting, nine, title="Led in person"), organization=make_organization(), delegate=delegate)
    timed(meeting, nine, title="Led by ours", leads=[ours])
    timed(meeting, nine, title="Nobody's")
    make_star(make_user(), timed(meeting, nine, title="Another's star"))

    calendar = found(client, paul)

    assert calendar.keys() == {
        "Starred",
        "Cancelled",
        "All day",
        "Led in person",
        "Led by ours",
        f"{meeting.name}, meeting of IFISO",
    }
    assert span(calendar["Starred"]) == (nine, nine + HOUR)
    assert calendar["Cancelled"].status.value == "CANCELLED"
    first = meeting.starts_on.earliest
    assert span(calendar[f"{meeting.name}, meeting of IFISO"]) == (first, first + timedelta(4))


def test_the_stay_is_the_journey_once_it_is_known(client, paul, meeting, nine):
    delegate = make_delegate(make_delegation(meeting), user=paul, state="confirmed")
    make_logistics(delegate, arrives_at=nine, departs_at=nine + 50 * HOUR)
    (stay,) = found(client, paul).values()
    assert span(stay) == (nine, nine + 50 * HOUR)
    assert stay.uid.value == f"delegate-{delegate.pk}@localhost"


def test_whoever_waits_or_was_there_long_ago_goes_nowhere(client, paul, meeting):
    make_delegate(make_delegation(meeting), user=paul, state="waiting")
    old = make_meeting(year=2001, starts_on="2001-05-01")
    make_delegate(make_delegation(old), user=paul, state="confirmed")
    make_star(paul, timed(old, nine_on(date(2001, 5, 1))))
    assert found(client, paul) == {}


def test_each_meeting_keeps_its_own_zone(client, paul, meeting, nine):
    other = make_meeting(kind="other", year=meeting.year, starts_on=str(meeting.starts_on), time_zone="Asia/Kathmandu")
    for one in (meeting, other):
        make_star(paul, timed(one, nine, title=one.time_zone))
    calendar = found(client, paul)
    assert {span(event) for event in calendar.values()} == {(nine, nine + HOUR)}
    assert b"TZID=Asia/Kathmandu:" in client.get(personal_path(paul)).content


def test_nothing_keeps_it_or_finds_it(client, paul):
    headers = client.get(personal_path(paul)).headers
    assert {"no-store", "private"} <= set(headers["Cache-Control"].split(", "))
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in headers


def test_a_wrong_address_opens_nothing(client, paul, meeting):
    token = calendar_token(paul)
    delegate = make_delegate(make_delegation(meeting), user=paul)
    of_another = token.replace(f"{paul.pk}.", f"{paul.pk + 1}.", 1)
    for bad in (f"{token}x", of_another, "1", "a.b.c", delegate_token(delegate)):
        assert client.get(f"/calendar/{bad}.ics").status_code == 404
    paul.is_active = False
    paul.save()
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_a_new_address_closes_the_old_one(client, paul):
    sign_in(client, paul)
    old = personal_path(paul)
    assert f"http://localhost{old}" in client.get("/calendar/").text
    for _ in range(2):
        assert client.post("/calendar/").url == "/calendar/"
        assert client.get(old).status_code == 404
        paul.refresh_from_db()
        new = personal_path(paul)
        assert new != old
        assert client.get(new).status_code == 200
        old = new
    assert f"http://localhost{new}" in client.get("/calendar/").text


def test_it_costs_as_many_queries_for_one_session_as_for_twenty(client, paul, meeting, nine, django_assert_num_queries):
    delegate = make_delegate(make_delegation(meeting), user=paul, state="confirmed")
    make_logistics(delegate)
    for count in (1, 19):
        for _ in range(count):
            make_star(paul, timed(meeting, nine, leads=[make_organization()]))
        path = personal_path(paul)
        with django_assert_num_queries(9):
            assert events(client.get(path).content)
