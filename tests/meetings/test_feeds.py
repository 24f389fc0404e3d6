"""The feed of reports and news as a feed reader takes it."""

import re
from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Report
from organizations.actions.records import raise_content_version
from tests.factories import make_meeting, make_organization, make_report

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def fetch(client):
    response = client.get("/reports/feed/")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own bytes


def entries(client):
    return fetch(client).findall("a:entry", ATOM)


def words(element, path):
    return element.findtext(path, namespaces=ATOM)


def test_the_feed_holds_what_atom_asks_for(client):
    make_report()
    feed = fetch(client)

    assert words(feed, "a:title") == "IFISO: reports and news"
    assert words(feed, "a:id") == "http://localhost/reports/feed/"
    assert words(feed, "a:author/a:name") == "IFISO"
    for element in [feed, *feed.findall("a:entry", ATOM)]:
        assert words(element, "a:id")
        assert words(element, "a:title")
        assert datetime.fromisoformat(words(element, "a:updated")).tzinfo
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links == {"alternate": "http://localhost/reports/", "self": "http://localhost/reports/feed/"}


def test_an_entry_tells_what_it_is(client, settings):
    settings.BASE_URL = "https://registry.example.org"
    lisbon = make_meeting(season="autumn", year=2016)
    make_report(
        slug="lisbon", title="Lisbon", summary="3 < 4 & more", organization=make_organization("IFMSA"), meeting=lisbon
    )

    (entry,) = entries(client)

    assert words(entry, "a:title") == "Lisbon"
    assert entry.find("a:link", ATOM).get("href") == "https://registry.example.org/reports/lisbon/"
    assert words(entry, "a:author/a:name") == "IFMSA"
    assert words(entry, "a:published") == "2016-12-01T00:00:00+00:00"
    assert words(entry, "a:summary") == "3 &lt; 4 &amp; more"
    assert [category.get("term") for category in entry.findall("a:category", ATOM)] == ["report", "Autumn 2016"]


def test_an_id_outlives_title_and_address(client):
    report = make_report()
    before = words(entries(client)[0], "a:id")
    Report.objects.update(title="Corrected", slug="elsewhere")
    raise_content_version()

    assert words(entries(client)[0], "a:id") == before
    assert re.fullmatch(rf"tag:localhost,\d{{4}}:report-{report.pk}", before)


def test_a_correction_changes_the_date_of_the_entry(client):
    report = make_report(published_on="2014")
    report.title = "Corrected"
    report.save()

    updated = datetime.fromisoformat(words(entries(client)[0], "a:updated"))
    assert updated == report.history.latest().history_date


def test_a_day_that_nobody_knows_is_not_invented(client):
    make_report(published_on="2014-04")

    assert words(entries(client)[0], "a:published") is None


def test_the_newest_fifty_without_drafts(client):
    make_report(state=Report.State.DRAFT, title="Draft", published_on="2020")
    for number in range(51):
        make_report(title=f"Of {1950 + number}", published_on=f"{1950 + number}")
    with CaptureQueriesContext(connection) as queries:
        titles = [words(entry, "a:title") for entry in entries(client)]

    assert titles == [f"Of {year}" for year in range(2000, 1950, -1)]
    assert len(queries) == 3


def test_control_characters_do_not_break_the_feed(client):
    make_report(title="A\x0bB\ufffe", summary="C\x08D", organization=make_organization("E\x1fF", slug="ef"))

    (entry,) = entries(client)

    assert (words(entry, "a:title"), words(entry, "a:summary")) == ("AB", "CD")


def test_the_same_content_makes_the_same_bytes(client):
    assert client.get("/reports/feed/").content == client.get("/reports/feed/").content
    assert words(fetch(client), "a:updated") == "1993-01-01T00:00:00+00:00"
