"""The directory and the profiles as a visitor sees them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_agreement,
    make_delegation,
    make_document,
    make_figure,
    make_host,
    make_meeting,
    make_membership,
    make_organization,
    make_outcome,
    make_partner,
    make_remark,
    make_report,
    make_session,
    make_source,
)

pytestmark = pytest.mark.django_db


def text(client, path):
    return client.get(path).content.decode()


@pytest.mark.parametrize("count", [1, 50])
def test_members_costs_the_same_for_one_and_fifty(client, count):
    meeting = make_meeting()
    for number in range(count):
        organization = make_organization(study_fields=[f"field {number}"])
        make_delegation(meeting, organization)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/members/").status_code == 200
    assert len(queries) == 7


def test_members_keeps_its_state_in_the_address(client):
    make_organization("ELSA", study_fields=["law"])
    make_organization("IFSA", study_fields=["forestry"])
    page = text(client, "/members/?field=law")
    assert "ELSA" in page
    assert "IFSA" not in page
    assert '<option value="law" selected>law (1)</option>' in page


def test_members_answers_htmx_with_the_results_alone(client):
    make_organization("ELSA")
    part = client.get("/members/", headers={"hx-request": "true"})
    assert part.content.strip().startswith(b'<div id="results"')
    assert "HX-Request" in part["Vary"]


def test_members_says_how_to_widen_an_empty_result(client):
    make_organization("ELSA", study_fields=["law"])
    page = text(client, "/members/?q=zoology&field=law")
    assert "No organization matches all of this." in page
    assert 'href="?field=law"' in page
    assert 'href="?q=zoology"' in page


@pytest.mark.parametrize(
    "query",
    ["page=1e9", "page=-1", "page=%00", "q=%00", "q=" + "x" * 10_000, "field=%F0%9F%A6%89", "country=%27--", "a&b=c"],
)
def test_members_survives_absurd_addresses(client, query):
    make_organization()
    assert client.get(f"/members/?{query}").status_code == 200


def test_member_shows_all_that_is_on_record(client):
    source = make_source(title="A book about everything", url="https://example.org/book")
    organization = make_organization(
        "IAPS", name="Physics Students", member=False, about="We do *physics*.", country="FR", city="Mulhouse"
    )
    make_membership(organization, ended=True, source=source)
    make_membership(organization, since="2014", source=source)
    lisbon = make_meeting(season="autumn", year=2016, city="Lisbon", country="PT")
    make_delegation(lisbon, organization)
    graz = make_meeting(season="spring", year=2017, city="Graz", country="AT")
    make_host(graz, organization, local_group="IAPS Graz")
    make_figure(organization, kind="countries", value=50, as_of="2020-03", as_worded="over 50 countries", source=source)
    make_remark(organization, text="It once had another name.")
    make_session(lisbon, title="How to found a committee", leads=[organization])
    make_report(title="What physicists saw", organization=organization)
    make_outcome(lisbon, title="A symposium", owners=[organization])
    make_agreement(make_partner("StudyPortals"), organization)
    make_document(title="Old minutes", place="The attic", custodian=organization)
    page = text(client, "/members/iaps/")
    for shown in (
        "Physics Students", "<em>physics</em>", "Mulhouse, France", "Member since 2014",
        "An earlier membership whose dates are not known", "Autumn 2016", "host, through IAPS Graz", "March 2020",
        "over 50 countries", "It once had another name.", "How to found a committee", "What physicists saw",
        "A symposium", "StudyPortals", "Old minutes", "The attic", "A book about everything", "https://example.org/book",
    ):  # fmt: skip
        assert shown in page, shown


def test_member_never_shows_the_role_address(client):
    make_organization("IAPS", role_email="external@iaps.example")
    assert "external@iaps.example" not in text(client, "/members/iaps/")


def test_member_hides_drafts(client):
    organization = make_organization("IAPS")
    make_report(title="Unfinished", organization=organization, state="draft")
    make_session(make_meeting(state="draft"), title="Secret", leads=[organization])
    make_document(title="Internal", custodian=organization, visibility="members")
    page = text(client, "/members/iaps/")
    assert not {"Unfinished", "Secret", "Internal"} & {
        word for word in ("Unfinished", "Secret", "Internal") if word in page
    }


def test_member_of_nothing_yet_is_a_whole_page(client):
    make_organization("NEW", member=False)
    page = text(client, "/members/new/")
    assert "No record shows this organization at a meeting." in page
    assert "this organization was a guest" in page


def test_member_that_is_unknown_is_not_found_with_a_way_on(client):
    answer = client.get("/members/nobody/")
    assert answer.status_code == 404
    assert b"There is no such page here." in answer.content


@pytest.mark.parametrize("count", [1, 40])
def test_member_costs_the_same_for_a_short_and_a_long_history(client, count):
    organization = make_organization("IAPS")
    for _ in range(count):
        meeting = make_meeting()
        make_delegation(meeting, organization)
        make_session(meeting, leads=[organization])
        make_outcome(meeting, owners=[organization])
        make_figure(organization, as_of=str(1900 + meeting.pk % 100))
    with CaptureQueriesContext(connection) as queries:
        client.get("/members/iaps/")
    assert len(queries) <= 20
