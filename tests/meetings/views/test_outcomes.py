"""What was agreed, and what became of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Meeting, Outcome, Session
from tests.factories import (
    make_host,
    make_liaison,
    make_meeting,
    make_organization,
    make_outcome,
    make_session,
    make_source,
)

pytestmark = pytest.mark.django_db

ABSURD = [
    "page=1e9",
    "page=%00",
    "state=%00",
    "kind=action&state=x",
    "organization=" + "x" * 10_000,
    "organization=%00",
]


def text(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_costs_the_same_for_one_and_fifty(client, count):
    for _ in range(count):
        meeting = make_meeting()
        make_outcome(
            meeting,
            owners=[make_organization(), make_organization()],
            session=make_session(meeting),
            due_meeting=make_meeting(),
            source=make_source(),
        )
    with CaptureQueriesContext(connection) as queries:
        text(client, "/outcomes/")
    assert len(queries) == 8


def test_open_ones_stand_before_settled_ones_and_new_before_old(client):
    old, new = make_meeting(year=2010, season="autumn"), make_meeting(year=2016, season="autumn")
    for meeting, title, state in (
        (new, "New and done", "done"),
        (old, "Old and open", "in_progress"),
        (new, "New and open", "proposed"),
        (old, "Old and agreed", "agreed"),
    ):
        make_outcome(meeting, title=title, state=state)

    page = text(client, "/outcomes/")

    places = [
        page.index(title) for title in ("New and open", "Old and open", "Settled", "New and done", "Old and agreed")
    ]
    assert places == sorted(places)


def test_a_line_tells_the_whole_story_in_short(client):
    lisbon = make_meeting(season="autumn", year=2016, city="Lisbon")
    make_outcome(
        lisbon,
        title="Symposium",
        state=Outcome.State.BEING_ASSESSED,
        owners=[make_organization("IFMSA")],
        session=make_session(lisbon, title="Forming alliances"),
        due_meeting=make_meeting(season="spring", year=2017),
    )

    page = text(client, "/outcomes/")

    for words in (
        "Being assessed",
        "Proposal",
        "Autumn 2016, Lisbon",
        "Forming alliances",
        "IFMSA",
        "due at Spring 2017",
    ):
        assert words in page


def test_filters_combine(client):
    ours, theirs = make_organization("OURS"), make_organization("THEIRS")
    make_outcome(title="Ours together", owners=[ours, theirs], kind=Outcome.Kind.ACTION)
    make_outcome(title="Ours alone", owners=[ours])
    make_outcome(title="Theirs alone", owners=[theirs])

    page = text(client, "/outcomes/?organization=OURS&kind=proposal")

    assert "Ours alone" in page
    assert "Ours together" not in page
    assert "Theirs alone" not in page
    assert '<a href="?kind=proposal&amp;organization=THEIRS">THEIRS <span class="count">1</span>' in page


def test_what_a_draft_meeting_agrees_is_not_public(client):
    outcome = make_outcome(make_meeting(state=Meeting.State.DRAFT), title="Secret")

    assert "Secret" not in text(client, "/outcomes/")
    text(client, f"/outcomes/{outcome.pk}/", status=404)


def test_a_draft_session_and_a_draft_meeting_to_come_are_not_named(client):
    meeting = make_meeting()
    outcome = make_outcome(
        meeting,
        session=make_session(meeting, title="Secret session", state=Session.State.DRAFT),
        due_meeting=make_meeting(kind="other", title="Secret meeting", state=Meeting.State.DRAFT),
    )

    for path in ("/outcomes/", f"/outcomes/{outcome.pk}/"):
        assert "Secret" not in text(client, path)


def test_a_host_puts_what_is_open_on_the_agenda_once(client):
    host, meeting = make_organization(), make_meeting(year=1999, starts_on="1999-05-01", ends_on="1999-05-04")
    make_host(meeting, host)
    make_outcome(make_meeting(year=1990), title="Left open")
    client.force_login(make_liaison(organization=host).user)
    address = f"/meetings/{meeting.slug}/host/outcomes/"
    assert "Put it on the agenda" in text(client, address)
    for _ in range(2):
        client.post(f"{address}opening/")
    assert "Left open" in meeting.plans.get().abstract
    assert "Put it on the agenda" not in text(client, address)


def test_empty_lists_say_what_to_do(client):
    assert "No outcome is on record yet." in text(client, "/outcomes/")
    make_outcome()
    assert "Show all outcomes" in text(client, "/outcomes/?state=dropped")


@pytest.mark.parametrize("query", ABSURD, ids=[query[:20] for query in ABSURD])
def test_absurd_query_strings_are_answered(client, query):
    make_outcome()

    text(client, f"/outcomes/?{query}")


def test_its_story_holds_each_change_of_state_once_and_nobody_s_name(client):
    outcome = make_outcome(text="At length.", source=make_source(title="The report"))
    outcome.text = "At full length."
    outcome.save()
    outcome.owners.add(make_organization("IFMSA"))
    outcome.state = Outcome.State.DONE
    outcome.save()

    response = client.get(f"/outcomes/{outcome.pk}/")

    assert [step.state for step in response.context["story"]] == ["proposed", "done"]
    page = response.content.decode()
    for words in (
        "At full length.",
        "The report",
        "IFMSA",
        "Entered into this registry as <b>proposed</b>",
        "<b>done</b>",
    ):
        assert words in page


def test_where_no_source_names_an_owner_the_page_says_so(client):
    assert "No source names an organization." in text(client, make_outcome().get_absolute_url())


def test_other_outcomes_of_the_meeting_stand_beside_it(client):
    meeting = make_meeting()
    outcome = make_outcome(meeting)
    make_outcome(meeting, title="Another")

    assert "Another" in text(client, outcome.get_absolute_url())


@pytest.mark.parametrize("path", ["/outcomes/0/", "/outcomes/99999999999999999999999/", "/outcomes/x/"])
def test_an_unknown_outcome_is_not_found(client, path):
    text(client, path, status=404)
