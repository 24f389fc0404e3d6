"""Reports and news as a visitor finds them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting, Report
from tests.factories import make_meeting, make_organization, make_report, make_source

pytestmark = pytest.mark.django_db

ABSURD = ["page=1e9", "page=-1", "page=0", "page=%00", "page=" + "9" * 5000, "kind=%00", "year=%00&kind=x", "year=1e9",
          "kind=" + "x" * 10_000, "kind=report&kind=news", "%00=%00", "page=%F0%28%8C%28", "year=٢٠١٦"]  # fmt: skip


def text(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def in_this_order(page, *words):
    places = [page.index(word) for word in words]
    return places == sorted(places)


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_costs_the_same_for_one_and_fifty(client, count):
    for _ in range(count):
        make_report(organization=make_organization(), meeting=make_meeting(), source=make_source())
    with CaptureQueriesContext(connection) as queries:
        text(client, "/reports/")
    assert len(queries) == 4


def test_the_newest_comes_first_whatever_its_precision(client):
    for day in ("2014", "2014-04-02", "", "2016-12", "2014-06"):
        make_report(title=f"Of {day or 'old'}!", published_on=day)

    page = text(client, "/reports/")

    assert in_this_order(page, "Of 2016-12!", "Of 2014-06!", "Of 2014-04-02!", "Of 2014!", "Of old!")
    assert in_this_order(page, "December 2016", "June 2014", "2 April 2014", 'id="year-Undated"')


def test_a_line_says_by_whom_and_about_what(client):
    lisbon = make_meeting(season="autumn", year=2016, city="Lisbon")
    make_report(title="Alliances", summary="In short.", organization=make_organization("IFMSA"), meeting=lisbon)

    page = text(client, "/reports/")

    for words in ("Alliances", "In short.", "/members/ifmsa/", "Autumn 2016, Lisbon", "1 December 2016"):
        assert words in page


def test_drafts_stay_with_their_authors(client):
    make_report(slug="secret", title="Secret", state=Report.State.DRAFT)

    assert "Secret" not in text(client, "/reports/")
    text(client, "/reports/secret/", status=404)


def test_a_meeting_in_preparation_is_not_named(client):
    draft = make_meeting(year=1950, state=Meeting.State.DRAFT)
    make_report(slug="early", meeting=draft)

    for path in ("/reports/", "/reports/early/", "/reports/feed/"):
        assert draft.name not in text(client, path)


def test_filters_combine_and_count_what_they_would_leave(client):
    make_report(title="Report of 2016", published_on="2016-11")
    make_report(title="Report of 2014", published_on="2014")
    make_report(title="News of 2014", published_on="2014", kind=Report.Kind.NEWS)

    page = text(client, "/reports/?kind=report&year=2014")

    assert "Report of 2014" in page
    assert "Report of 2016" not in page
    assert "News of 2014" not in page
    assert '<a href="?kind=news&amp;year=2014">News <span class="count">1</span>' in page
    assert '<a href="?kind=report&amp;year=2016">2016 <span class="count">1</span>' in page
    assert '<a href="?kind=report">All <span class="count">2</span>' in page


def test_a_choice_without_a_match_offers_the_way_back(client):
    make_report()

    page = text(client, "/reports/?year=1850")

    assert "Show all reports and news" in page
    assert "1850" not in page


def test_an_empty_list_says_so(client):
    assert "Nobody has written a report yet." in text(client, "/reports/")


def test_thirty_a_page(client):
    for _ in range(31):
        make_report(kind=Report.Kind.NEWS)

    first, second = text(client, "/reports/?kind=news"), text(client, "/reports/?kind=news&page=2")

    assert first.count('class="summary"') == 30
    assert second.count('class="summary"') == 1
    assert 'href="?kind=news&amp;page=2"' in first
    assert text(client, "/reports/?kind=news&page=999").count('class="summary"') == 1


@pytest.mark.parametrize("query", ABSURD, ids=[query[:20] for query in ABSURD])
def test_absurd_query_strings_are_answered(client, query):
    make_report()

    assert len(text(client, f"/reports/?{query}")) < 30_000


def test_a_report_tells_where_it_comes_from(client):
    lisbon = make_meeting(season="autumn", year=2016, city="Lisbon", starts_on="2016-11-17", ends_on="2016-11-20")
    source = make_source(title="The original", url="https://example.org/lisbon")
    make_report(
        slug="lisbon", meeting=lisbon, organization=make_organization("IFMSA"), source=source, body="## Day *1*"
    )

    page = text(client, "/reports/lisbon/")

    for words in (
        "IFMSA",
        "17–20 November 2016",
        "1 December 2016",
        'href="https://example.org/lisbon"',
        "Read the orig",
    ):
        assert words in page
    assert '<h2 id="text-day-1">Day <em>1</em></h2>' in page
    assert 'id="source-1"' in page


def test_other_reports_of_the_same_meeting_stand_beside_it(client):
    meeting = make_meeting()
    make_report(slug="ours", meeting=meeting)
    make_report(title="Their view", meeting=meeting)
    make_report(title="Their draft", meeting=meeting, state=Report.State.DRAFT)

    page = text(client, "/reports/ours/")

    assert "Their view" in page
    assert "Their draft" not in page


def test_a_reader_can_go_on_to_the_one_before_and_after(client):
    for slug, day in (
        ("oldest", "2014"),
        ("middle", "2014-05"),
        ("same-day", "2014-05"),
        ("newest", "2016"),
        ("x", ""),
    ):
        make_report(slug=slug, published_on=day)

    def neighbours(slug):
        context = client.get(f"/reports/{slug}/").context
        return [other and other.slug for other in (context["older"], context["newer"])]

    assert neighbours("middle") == ["oldest", "same-day"]
    assert neighbours("same-day") == ["middle", "newest"]
    assert neighbours("newest") == ["same-day", None]
    assert neighbours("x") == [None, "oldest"]


def test_a_report_costs_few_queries(client):
    meeting = make_meeting()
    for slug in ("a", "b", "c", "d"):
        make_report(slug=slug, meeting=meeting, organization=make_organization(), source=make_source())
    with CaptureQueriesContext(connection) as queries:
        text(client, "/reports/b/")
    assert len(queries) == 8


def test_what_is_invented_bears_the_mark(client):
    make_report(slug="demo", is_demo=True)

    for path in ("/reports/", "/reports/demo/"):
        assert "demo-mark" in text(client, path)


@pytest.mark.parametrize("path", ["/reports/none/", "/reports/%00/", "/reports/" + "x" * 3000 + "/"])
def test_an_unknown_report_is_not_found(client, path):
    text(client, path, status=404)


@pytest.mark.parametrize("path", ["/reports/", "/reports/a/", "/reports/feed/"])
def test_reports_are_read_only(client, path):
    make_report(slug="a")

    assert client.post(path).status_code == 405
