"""Who was where, as a visitor reads it."""

import pytest
from django.utils import timezone

from organizations.pages import shelf
from tests.factories import make_delegate, make_delegation, make_host, make_meeting, make_organization, make_turnout

pytestmark = pytest.mark.django_db


@pytest.fixture
def krakow():
    return make_meeting(slug="spring-2011", year=2011, season="spring", all_attendance_known=True)


def test_participants_are_named_with_consent_and_counted_without(client, krakow):
    delegation = make_delegation(
        krakow, make_organization("IAPS", name="International Association of Physics Students")
    )
    make_delegate(delegation, name="Open Olga", email="olga@example.org", listed_publicly_since=timezone.now())
    make_delegate(delegation, name="Quiet Quentin", email="quentin@example.org")
    text = client.get("/meetings/spring-2011/participants/").content.decode()
    assert "International Association of Physics Students" in text
    assert "Open Olga" in text
    assert "1 more delegate" in text
    assert "Quentin" not in text
    assert "example.org" not in text
    assert "All who attended are on record" in text


def test_hosts_and_those_whom_no_source_names_are_told(client, krakow):
    make_host(krakow, make_organization("AEGEE"), local_group="AEGEE-Krakow")
    make_turnout(krakow, value=17)
    text = client.get("/meetings/spring-2011/participants/").content.decode()
    assert "host, through AEGEE-Krakow" in text
    assert "and 16 that no source names" in text


def test_a_meeting_of_which_nobody_is_known_says_so(client, krakow):
    assert (
        b"No source names an organization of this meeting." in client.get("/meetings/spring-2011/participants/").content
    )


def test_the_matrix_leads_both_ways(client, krakow):
    make_delegation(krakow, make_organization("IAPS"))
    text = client.get("/attendance/").content.decode()
    assert '<th scope="row"><a href="/members/iaps/">IAPS</a></th>' in text
    assert '<th scope="col" class="spring"><a href="/meetings/spring-2011/"><span>Spring 2011</span></a></th>' in text
    assert '<td class="attended spring"><span class="vh">attended</span></td>' in text


@pytest.mark.parametrize(
    "query", ["?page=1e9", "?page=%00", "?meetings=%00&kind=%00", f"?page={'9' * 9000}", "?kind=other"]
)
def test_no_query_breaks_the_matrix(client, krakow, query):
    make_delegation(krakow)
    assert client.get(f"/attendance/{query}").status_code == 200


def test_the_matrix_costs_the_same_for_one_and_for_fifty(client, django_assert_num_queries):
    for number in range(50):
        if number in {1, 49}:
            shelf.clear()
            with django_assert_num_queries(13):
                client.get("/attendance/")
        make_delegation(meeting := make_meeting())
        make_host(meeting)
        make_turnout(meeting)


def test_participants_cost_the_same_for_one_and_for_fifty(client, krakow, django_assert_num_queries):
    for number in range(50):
        if number in {1, 49}:
            shelf.clear()
            with django_assert_num_queries(9):
                client.get("/meetings/spring-2011/participants/")
        make_delegate(make_delegation(krakow))
