"""Partners, what they agreed with whom, and the sessions they led."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting, Session
from organizations.models import Agreement
from tests.factories import (
    make_agreement,
    make_meeting,
    make_organization,
    make_partner,
    make_session,
    make_source,
)

pytestmark = pytest.mark.django_db


def text(client):
    response = client.get("/partners/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("count", [1, 50])
def test_the_page_costs_the_same_for_one_and_fifty(client, count):
    for _ in range(count):
        partner = make_partner(source=make_source())
        make_agreement(partner, source=make_source())
        make_session(make_meeting(), leads=[partner], source=make_source())
    with CaptureQueriesContext(connection) as queries:
        text(client)
    assert len(queries) == 7


def test_a_partner_with_its_agreement_and_its_session(client):
    partner = make_partner("StudyPortals", about="A platform.", website="https://portal.example.org")
    state, source = Agreement.State.RENEWAL_INTENDED, make_source(title="The report of 2016")
    make_agreement(partner, make_organization("IFMSA"), state=state, note="To be renewed.", source=source)
    lisbon = make_meeting(season="autumn", year=2016, city="Lisbon")
    make_session(lisbon, title="Choosing a university", leads=[partner])

    page = text(client)

    for words in (
        *("StudyPortals", "A platform.", 'href="https://portal.example.org"', 'id="partner-studyportals"'),
        *("/members/ifmsa/", "Renewal intended", "dates unknown", "To be renewed.", "The report of 2016"),
        *("Choosing a university", "Autumn 2016, Lisbon"),
    ):
        assert words in page


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2014", "", "since 2014"),
        ("2014-04", "2016-05-01", "April 2014 – 1 May 2016"),
        ("", "2016", "until 2016, beginning unknown"),
        ("", "", "dates unknown"),
    ],
)
def test_dates_are_as_exact_as_known(client, since, until, words):
    make_agreement(since=since, until=until)

    assert words in text(client)


def test_sessions_that_are_not_public_yet_are_not_shown(client):
    partner = make_partner()
    make_session(make_meeting(), title="Secret draft", state=Session.State.DRAFT, leads=[partner])
    make_session(make_meeting(state=Meeting.State.DRAFT), title="Secret meeting", leads=[partner])

    page = text(client)

    assert "Secret" not in page
    assert "No agreement is on record." in page


def test_an_empty_page_asks_for_partners(client):
    assert "No partner is on record yet." in text(client)


def test_what_is_invented_bears_the_mark(client):
    make_partner(is_demo=True)

    assert "demo-mark" in text(client)
