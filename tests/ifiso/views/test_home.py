"""The home page: what IFISO is, when it meets next, and what came of the last meetings."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    make_delegation,
    make_figure,
    make_host,
    make_meeting,
    make_organization,
    make_outcome,
    make_report,
)

pytestmark = pytest.mark.django_db


def home(client):
    return client.get("/").content.decode()


def day(offset):
    return (timezone.now() + timedelta(days=offset)).date()


def test_home_of_an_empty_registry_is_a_whole_page(client):
    page = home(client)
    assert "Not announced yet" in page
    assert "No report has been published yet." in page


def test_home_shows_the_next_meeting_with_its_host(client):
    meeting = make_meeting(year=day(100).year, starts_on=day(100), ends_on=day(103), city="Graz", country="AT")
    make_host(meeting, make_organization("IAPS"))
    page = home(client)
    assert "Next meeting" in page
    assert "Graz, Austria" in page
    assert "IAPS" in page


def test_home_shows_the_running_meeting_first(client):
    make_meeting(year=day(100).year, season="spring", starts_on=day(100), ends_on=day(103), city="Graz")
    make_meeting(year=day(0).year, season="autumn", starts_on=day(-1), ends_on=day(2), city="Porto")
    page = home(client)
    assert page.index("Porto") < page.index("Graz")
    assert "Meeting now" in page


def test_home_never_shows_a_draft_or_a_cancelled_meeting_as_next(client):
    make_meeting(year=day(100).year, starts_on=day(100), ends_on=day(103), city="Graz", state="draft")
    make_meeting(year=day(200).year, starts_on=day(200), ends_on=day(203), city="Porto", state="cancelled")
    assert not {"Graz", "Porto"} & set(home(client).split())
    assert "Not announced yet" in home(client)


def test_home_shows_the_latest_figures_with_date_and_source(client):
    make_figure(kind="member_organizations", value=20, as_of="2014-04", as_worded="20 associations")
    make_figure(kind="member_organizations", value=28, as_of="2016-11", as_worded="28 student organizations")
    make_figure(kind="students", value=22_000_000, as_of="2018", doubt="probably a slip")
    page = home(client)
    assert "28 student organizations" in page
    assert "November 2016" in page
    assert "22 million" not in page


def test_home_shows_reports_and_open_outcomes(client):
    make_report(title="What we did in Lisbon")
    make_outcome(title="A symposium", state="being_assessed")
    make_outcome(title="Finished business", state="done")
    page = home(client)
    assert "What we did in Lisbon" in page
    assert "A symposium" in page
    assert "Finished business" not in page


@pytest.mark.parametrize("count", [1, 50])
def test_home_costs_the_same_for_one_and_fifty(client, count, django_assert_max_num_queries):
    for _ in range(count):
        meeting = make_meeting()
        make_delegation(meeting)
        make_report(meeting=meeting)
        make_outcome(meeting)
    with django_assert_max_num_queries(12):
        client.get("/")
