"""One search finds the same on both databases: spellings, accents, acronyms, beginnings, typing errors."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ifiso.text import fold
from meetings.models import Document, Meeting, Report, SearchEntry, Session
from meetings.search.audience import entries_for
from meetings.search.excerpts import excerpt_of
from meetings.search.finding import Search
from meetings.search.indexing import is_stale, reindex
from organizations.actions.records import raise_content_version
from organizations.clock import today
from tests.factories import (
    make_document,
    make_host,
    make_liaison,
    make_management_term,
    make_meeting,
    make_organization,
    make_outcome,
    make_report,
    make_session,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


def titles(query, user=None):
    search = Search(query, entries_for(user or AnonymousUser(), today()), stale=is_stale())
    return [hit.entry.title for hit in search.hits(search.best())]


@pytest.fixture
def registry():
    lisbon = make_meeting(season="autumn", year=2016, slug="autumn-2016", city="Lisbon", country="PT")
    make_organization("IAPS", name="International Association of Physics Students", about="Physicists *everywhere*.")
    make_organization("IFSA", name="International Forestry Students' Association")
    make_session(lisbon, title="Grants and fundraising", abstract="Which grants are useful to organisations.")
    make_session(lisbon, title="Alumni")
    make_outcome(lisbon, title="A symposium on student leadership")
    make_report(
        title="Encontro de Lisboa",
        summary="Organização do encontro.",
        body="## Heading\n\nA [link](https://x.example).",
    )
    make_document(title="Minutes", text="The treasurer explained the fundraising.", meeting=lisbon)
    make_topic("Fundraising")
    reindex()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("physics", ["International Association of Physics Students"]),
        ("iaps", ["International Association of Physics Students"]),
        ("PHYS stud", ["International Association of Physics Students"]),
        ("organisations useful", ["Grants and fundraising"]),
        ("organizations useful", ["Grants and fundraising"]),
        ("organizacao", ["Encontro de Lisboa"]),
        ("Organização", ["Encontro de Lisboa"]),
        ("fundraising", ["Fundraising", "Grants and fundraising", "Minutes"]),
        ("fundrasing", ["Fundraising", "Grants and fundraising", "Minutes"]),
        ("sympsoium", ["A symposium on student leadership"]),
        ("lisbon 2016", ["Autumn 2016", "A symposium on student leadership", "Alumni", "Grants and fundraising"]),
        ("xyzzy", []),
        ("", []),
        ("' OR 1=1 --", []),
        ('"physics" AND * | ! & :', []),
    ],
)  # fmt: skip
def test_what_a_query_finds(registry, query, found):
    assert titles(query) == found


def test_words_all_count(registry):
    assert titles("physics forestry") == []


def test_only_what_changed_is_written_again(registry):
    assert reindex() == 0
    assert not is_stale()
    Session.objects.filter(title="Alumni").update(title="Old friends")
    raise_content_version()
    assert is_stale()
    assert reindex() == 1
    assert (titles("alumni"), titles("old friends")) == ([], ["Old friends"])
    Session.objects.filter(title="Old friends").delete()
    assert reindex() == 1
    assert titles("old friends") == []


def test_what_is_not_public_is_not_found():
    draft = make_meeting(state=Meeting.State.DRAFT, city="Secretville")
    make_session(draft, title="Secret session")
    make_session(make_meeting(), title="Secret draft", state=Session.State.DRAFT)
    make_outcome(draft, title="Secret outcome")
    make_report(title="Secret report", state=Report.State.DRAFT)
    make_document(title="Secret minutes", visibility=Document.Visibility.MEMBERS)
    make_document(title="Secret budget", visibility=Document.Visibility.MANAGEMENT)
    make_document(title="Secret plan", visibility=Document.Visibility.PUBLIC, meeting=draft)
    reindex()
    assert titles("secret") == []
    assert titles("secretville") == []


def test_who_may_read_a_document_finds_it():
    host, meeting = make_organization(), make_meeting()
    make_host(meeting, host)
    make_document(title="Secret minutes", visibility=Document.Visibility.MEMBERS)
    make_document(title="Secret budget", visibility=Document.Visibility.MANAGEMENT, meeting=meeting)
    reindex()
    alice, erin, dana = make_user(), make_user(), make_user()
    make_liaison(alice)
    make_liaison(erin, host)
    make_management_term(dana)
    assert titles("secret", make_user()) == []
    assert titles("secret", alice) == ["Secret minutes"]
    assert sorted(titles("secret", erin)) == sorted(titles("secret", dana)) == ["Secret budget", "Secret minutes"]


def test_an_excerpt_shows_the_place_and_escapes_the_rest():
    text = "word " * 50 + "<script>alert(1)</script> Fundraising" + " more" * 50
    excerpt = excerpt_of(text, [fold("fundraising")])
    assert "<mark>Fundraising</mark>" in excerpt
    assert "<script>" not in excerpt
    assert excerpt.startswith("… ")
    assert len(excerpt.split()) < 40


@pytest.mark.parametrize("count", [1, 60])
def test_the_page_costs_the_same_for_one_and_for_many(client, count):
    for number in range(count):
        make_session(make_meeting(), title=f"Fundraising {number}")
    reindex()
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/search/?q=fundraising")
    assert response.status_code == 200
    assert len([query for query in queries if query["sql"].startswith("SELECT")]) <= 7


def test_results_can_be_narrowed_and_keep_the_words(client, registry):
    page = client.get("/search/?q=lisbon&kind=session").content.decode()
    assert "Grants and fundraising" in page
    assert "A symposium" not in page
    assert "q=lisbon" in page


@pytest.mark.parametrize("query", ["q=%00", "q=" + "x" * 5000, "q=a&page=1e9", "q=a&kind=%00&year=x", "q=%F0%9F%8E%93"])
def test_absurd_queries_are_answered(client, registry, query):
    assert client.get(f"/search/?{query}").status_code == 200


def test_a_change_is_found_without_anybody_asking_for_it(client, registry):
    make_report(title="Brand new")
    raise_content_version()
    client.get("/search/?q=brand")
    assert "Brand new" in client.get("/search/?q=brand").content.decode()


def test_the_desk_finds_what_the_public_page_does_not(client, registry):
    make_document(title="Members only", visibility=Document.Visibility.MEMBERS)
    alice = make_user()
    make_liaison(alice)
    reindex()
    assert SearchEntry.objects.filter(title="Members only").exists()
    client.force_login(alice)
    assert "Members only" in client.get("/desk/search/?q=members+only").content.decode()
    assert "Members only" not in client.get("/search/?q=members+only").content.decode()


def test_what_was_mistyped_is_told_as_people_write_it(client, registry):
    page = client.get("/search/?q=fundrasing").content.decode()
    assert "<b>fundraising</b>" in page


def test_a_single_letter_is_a_word_and_not_the_beginning_of_all(client):
    make_report(title="Plan B for autumn", slug="plan-b")
    make_report(title="Boards and budgets", slug="boards")
    reindex()
    page = client.get("/search/?q=b").content.decode()
    assert "/reports/plan-b/" in page
    assert "/reports/boards/" not in page


def test_documents_in_markdown_are_quoted_without_its_marks(client):
    words = "# Fundraising\n\nWe **agreed**."
    make_document(meeting=make_meeting(), title="Notes", file="documents/notes.md", text=words)
    reindex()
    page = client.get("/search/?q=agreed").content.decode()
    assert "Fundraising We <mark>agreed.</mark>" in page
