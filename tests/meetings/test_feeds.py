"""The feeds of reports and of releases as a feed reader takes them."""

import re
from datetime import datetime
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Report
from organizations.actions.records import raise_content_version
from tests.factories import make_agendarelease, make_meeting, make_organization, make_report

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def fetch(client, path="/reports/feed/"):
    response = client.get(path)
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


def test_the_feed_of_an_agenda_tells_what_each_release_changed(client):
    meeting = make_meeting(slug="autumn-2027", season="autumn", year=2027)
    path = "/meetings/autumn-2027/agenda/releases/feed/"
    assert words(fetch(client, path), "a:updated") == "1993-01-01T00:00:00+00:00"
    place = {"day": 1, "starts_at": None, "ends_at": None, "room": "", "everywhere": False}
    change = {"kind": "cancelled", "uid": str(uuid4()), "title": "Grants & <b>\x07", "before": place}
    make_agendarelease(meeting, number=1, note="First of all")
    make_agendarelease(meeting, number=2, note="Rain & \x0bwind", changes=[change])
    raise_content_version()

    feed = fetch(client, path)

    last, first = feed.findall("a:entry", ATOM)
    assert words(feed, "a:title") == "Agenda of Autumn 2027"
    assert words(last, "a:title") == "Agenda of Autumn 2027, release 2"
    assert words(last, "a:updated") == "2027-03-01T09:00:00+00:00"
    assert last.find("a:link", ATOM).get("href") == "http://localhost/meetings/autumn-2027/agenda/releases/2/"
    assert words(last, "a:summary") == (
        "<p>Rain &amp; wind</p>"
        "<ul><li>Cancelled: Grants &amp; &lt;b&gt;. It was planned for day 1, time not said.</li></ul>"
    )
    assert words(first, "a:summary") == "<p>First of all</p>"
    assert words(first, "a:id") == f"tag:localhost,2026:agenda-{meeting.pk}-1"
