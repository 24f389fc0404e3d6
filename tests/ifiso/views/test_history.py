"""The story since 1993: what is told, what is contradicted, what is blank."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Document, Meeting
from organizations.clock import today
from organizations.models import Figure
from tests.factories import make_document, make_figure, make_meeting, make_milestone, make_organization, make_source

pytestmark = pytest.mark.django_db


def text(client):
    response = client.get("/history/")
    assert response.status_code == 200
    return response.content.decode()


def make_forum_figure(value, as_of, **fields):
    return make_figure(None, **{"kind": Figure.Kind.MEMBER_ORGANIZATIONS, "value": value, "as_of": as_of, **fields})


@pytest.mark.parametrize("count", [1, 50])
def test_the_page_costs_the_same_for_one_and_fifty(client, count):
    custodian = make_organization()
    for number in range(count):
        make_milestone(dated=str(1993 + number % 20))
        make_meeting(year=1994 + number)
        make_forum_figure(20 + number, "2014-04")
        make_document(custodian=custodian, source=make_source())
    with CaptureQueriesContext(connection) as queries:
        text(client)
    assert len(queries) == 6


def test_the_story_is_told_in_order_with_its_sources(client):
    make_milestone(dated="2014-04", title="IAPS returns", text="In spring.", source=make_source(title="The post"))
    make_milestone(dated="1993", title="IMISO is established")
    make_meeting(season="autumn", year=2010, city="Istanbul")

    page = text(client)

    places = [
        page.index(words) for words in ("IMISO is established", "Autumn 2010, Istanbul", "IAPS returns", "The post")
    ]
    assert places == sorted(places)
    assert "April 2014." in page


def test_no_founding_year_of_the_forum_is_printed(client):
    assert "No source gives a founding year of IFISO" in text(client)


def test_years_of_which_nothing_is_known_are_named(client):
    for year in ("1993", "1997", "2004", "2006"):
        make_milestone(dated=year)

    gaps = re.findall(r"([\d–]+): nothing on record", text(client))

    assert gaps == ["1994–1996", "1998–2003", "2005", f"2007–{today().year}"]


def test_only_meetings_that_took_place_are_part_of_it(client):
    tomorrow = (today() + timedelta(days=2)).isoformat()
    make_meeting(slug="to-come", season="autumn", year=int(tomorrow[:4]), starts_on=tomorrow)
    make_meeting(slug="draft", state=Meeting.State.DRAFT)
    make_meeting(slug="cancelled", state=Meeting.State.CANCELLED)
    make_meeting(slug="invented", is_demo=True)
    make_meeting(slug="over")

    assert re.findall(r'href="/meetings/([\w-]+)/"', text(client)) == ["over"]


def test_contradictory_figures_stand_side_by_side(client):
    make_forum_figure(20, "2014-04", as_worded="20 associations", source=make_source("iaps-2014", title="The post"))
    make_forum_figure(28, "2016-11", as_worded="28 organizations", source=make_source("ifmsa-2016", title="The report"))
    make_forum_figure(25, "", as_worded="more than 25", doubt="Nobody knows when.")
    make_figure(None, value=22_000_000, as_worded="around 22 million", as_of="2018")
    make_figure(make_organization(), value=7, as_worded="of one organization")

    page = text(client)

    for words in (
        *(
            "20 associations",
            "28 organizations",
            "more than 25",
            "April 2014",
            "November 2016",
            "The post",
            "The report",
        ),
        *("IAPS", "IFMSA", "Nobody knows when.", "Undated", "around 22 million", "Students represented"),
    ):
        assert words in page
    assert "of one organization" not in page


def test_figures_without_any_date_have_a_table_and_no_chart(client):
    make_forum_figure(25, "")

    page = text(client)

    assert "<table" in page
    assert "<svg class" not in page.replace('<svg class="icon', "")


def test_what_lies_on_paper_says_where(client):
    custodian = make_organization("ESTIEM")
    make_document(title="Minutes of IMISO meetings", place="Archives, Eindhoven", custodian=custodian)
    make_document(title="Secret paper", visibility=Document.Visibility.MEMBERS)
    make_document(title="Of a meeting", meeting=make_meeting())

    page = text(client)

    for words in ("Minutes of IMISO meetings", "Archives, Eindhoven", "/members/estiem/"):
        assert words in page
    assert "Secret paper" not in page
    assert "Of a meeting" not in page


def test_an_empty_registry_has_its_page(client):
    assert "What is known" in text(client)
