"""The archive of meetings and the front page of each, as a visitor reads them."""

import pytest

from meetings.models import Meeting
from organizations.pages import shelf
from tests.factories import (
    make_delegation,
    make_document,
    make_host,
    make_meeting,
    make_organization,
    make_outcome,
    make_partner,
    make_report,
    make_session,
    make_source,
    make_turnout,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lisbon():
    return make_meeting(
        year=2016,
        season="autumn",
        slug="autumn-2016",
        city="Lisbon",
        country="PT",
        starts_on="2016-11-17",
        ends_on="2016-11-20",
        time_zone="Europe/Lisbon",
    )


def page(client, path):
    shelf.clear()
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_archive_says_what_is_known_and_what_is_not(client, lisbon):
    make_meeting(year=2013, season="autumn", slug="autumn-2013")
    text = page(client, "/meetings/")
    assert "2 meetings are on record since 2013" in text
    assert '<a href="/meetings/autumn-2016/">Autumn 2016</a>' in text
    assert "Lisbon, Portugal" in text
    assert "17–20 November 2016" in text
    assert "date unknown" in text
    assert "place unknown" in text
    assert "<h4>Spring 2016</h4><p>no record</p>" in text


def test_an_empty_archive_says_so(client):
    text = page(client, "/meetings/")
    assert "No meeting is on record yet." in text
    assert "No meeting is announced" in text


def test_drafts_are_not_there_for_anybody(client, admin_client, lisbon):
    Meeting.objects.update(state=Meeting.State.DRAFT)
    for visitor in (client, admin_client):
        assert "Autumn 2016" not in page(visitor, "/meetings/")
        for path in ("", "agenda/", "participants/"):
            assert visitor.get(f"/meetings/autumn-2016/{path}").status_code == 404


@pytest.mark.parametrize("slug", ["nowhere", "autumn-2016-", "a" * 5000])
def test_an_unknown_meeting_is_not_found(client, slug):
    assert client.get(f"/meetings/{slug}/").status_code == 404


def test_a_meeting_without_dates_or_place_says_so_in_words(client):
    make_meeting(year=2013, season="autumn", slug="autumn-2013", note="Known from a file name.")
    text = page(client, "/meetings/autumn-2013/")
    assert "Place unknown" in text
    assert "Date unknown" in text
    assert "No session is on record." in text
    assert "No source names an organization." in text
    assert "Known from a file name." in text


def test_lisbon_with_its_sessions_and_what_came_of_them(client, lisbon):
    ifmsa, source = make_organization("IFMSA"), make_source(title="IFMSA at the forum")
    lisbon.sources.add(source)
    session = make_session(lisbon, day=2, title="Forming alliances", leads=[ifmsa], source=source)
    make_session(lisbon, day=2, title="Innovation", state="cancelled")
    make_outcome(lisbon, session=session, title="Symposium on Student Leadership", state="being_assessed")
    make_delegation(lisbon, ifmsa, source=source)
    make_delegation(lisbon, partner=make_partner("StudyPortals"), role="partner")
    make_turnout(lisbon, value=15, source=source)
    text = page(client, "/meetings/autumn-2016/")
    assert '<body class="autumn"' in text
    assert "Forum meeting · over" in text
    assert "(Thursday to Sunday)" in text
    assert "Day 2 <span>Friday 18 November</span> <small>times unknown</small>" in text
    assert '<a href="/members/ifmsa/">IFMSA</a>' in text
    assert text.count("Symposium on Student Leadership") == 2
    assert "(proposal, being assessed)" in text
    assert "<s>Innovation</s>" in text
    assert "Cancelled" in text
    assert "and 14 that no source names" in text
    assert "StudyPortals" in text
    assert "IFMSA at the forum" in text


def test_counts_that_differ_stand_side_by_side_with_their_sources(client, lisbon):
    for value in (9, 10):
        make_turnout(lisbon, value=value, source=make_source(title=f"It says {value}"))
    text = page(client, "/meetings/autumn-2016/")
    assert text.index("<dd>9<sup") < text.index("<dd>10<sup")
    assert "It says 9" in text
    assert "It says 10" in text


def test_a_document_is_opened_linked_or_found_on_paper(client, lisbon):
    make_document(meeting=lisbon, title="Photo", url="https://example.org/photo")
    keeper = make_organization("ESTIEM")
    make_document(meeting=lisbon, title="Minutes", place="Archives, Eindhoven", custodian=keeper)
    filed = make_document(meeting=lisbon, title="Grants guide", file="guide.pdf")
    make_document(meeting=lisbon, title="Budget", visibility="management")
    text = page(client, "/meetings/autumn-2016/")
    assert 'href="https://example.org/photo"' in text
    assert "On paper: Archives, Eindhoven" in text
    assert '(kept by <a href="/members/estiem/">ESTIEM</a>)' in text
    assert f'href="/documents/{filed.pk}/"' in text
    assert "Budget" not in text


def test_a_meeting_leads_to_its_reports_and_neighbours(client, lisbon):
    make_report(meeting=lisbon, title="Three days in Lisbon")
    make_report(meeting=lisbon, title="Not yet", state="draft")
    make_meeting(year=2017, season="spring", slug="spring-2017")
    text = page(client, "/meetings/autumn-2016/")
    assert "Three days in Lisbon" in text
    assert "Not yet" not in text
    assert '<a rel="next" href="/meetings/spring-2017/">' in text


def test_a_cancelled_meeting_is_struck_through_and_said_in_words(client, lisbon):
    Meeting.objects.update(state=Meeting.State.CANCELLED)
    text = page(client, "/meetings/autumn-2016/")
    assert "<s>Autumn 2016</s>" in text
    assert "Forum meeting · cancelled" in text


def test_the_archive_costs_the_same_for_one_meeting_and_for_fifty(client, django_assert_num_queries):
    for number in range(50):
        if number in {1, 49}:
            shelf.clear()
            with django_assert_num_queries(8):
                client.get("/meetings/")
        make_host(meeting := make_meeting(city="Lisbon", country="PT", latitude="38.7", longitude="-9.1"))
        make_turnout(meeting)
        make_report(meeting=meeting)
        make_delegation(meeting)


def test_a_meeting_costs_the_same_with_one_of_each_and_with_many(client, lisbon, django_assert_num_queries):
    for number in range(12):
        if number in {1, 11}:
            shelf.clear()
            with django_assert_num_queries(18):
                client.get("/meetings/autumn-2016/")
        source, organization = make_source(), make_organization()
        lisbon.sources.add(source)
        make_host(lisbon, organization, source=source)
        make_turnout(lisbon, source=source)
        session = make_session(lisbon, leads=[organization, make_partner()], source=source)
        make_outcome(lisbon, session=session, owners=[organization], source=source)
        make_delegation(lisbon, source=source)
        make_report(meeting=lisbon, organization=organization, source=source)
        make_document(meeting=lisbon, custodian=organization, source=source)
