"""The page of one session."""

from datetime import UTC, datetime

import pytest

from organizations.pages import shelf
from tests.factories import (
    make_agendarelease,
    make_delegate,
    make_delegation,
    make_document,
    make_lead,
    make_meeting,
    make_organization,
    make_outcome,
    make_partner,
    make_room,
    make_session,
    make_source,
    make_topic,
)

pytestmark = pytest.mark.django_db

AGREED = datetime(2016, 10, 1, tzinfo=UTC)


@pytest.fixture
def lisbon():
    return make_meeting(slug="autumn-2016", starts_on="2016-11-17", time_zone="Europe/Lisbon", city="Lisbon")


def at(hour):
    return datetime(2016, 11, 17, hour, tzinfo=UTC)


def text_of(client, session):
    shelf.clear()
    return client.get(session.get_absolute_url()).text


def test_it_tells_all_that_is_known(client, lisbon):
    session = make_session(
        lisbon,
        title="Forming alliances",
        kind="workshop",
        abstract="How to *ally*.",
        starts_at=at(9),
        ends_at=at(10),
        room=make_room(lisbon, name="Loft"),
        leads=[make_organization("IFMSA", name="Medical students"), make_partner("StudyPortals")],
        source=make_source(title="IFMSA's report"),
    )
    session.topics.add(make_topic("Alliances"))
    make_outcome(lisbon, session=session, title="Symposium on leadership")
    make_document(session=session, meeting=lisbon, title="Slides", url="https://example.org/slides")
    make_document(session=session, meeting=lisbon, title="Kitchen budget", visibility="members")
    text = text_of(client, session)
    told = ["Forming alliances", "How to <em>ally</em>.", "Thursday 17 November", "09:00 to 10:00", "Loft", "IFMSA"]
    told += [
        "Medical students",
        "StudyPortals",
        "Alliances",
        "Symposium on leadership",
        "Slides",
        "IFMSA&#x27;s report",
    ]
    assert [words for words in [*told, "Lisbon time (UTC+00:00)"] if words not in text] == []
    assert "Kitchen budget" not in text


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"state": "confirmed", "listed_publicly_since": AGREED}, True),
        ({"state": "confirmed", "listed_publicly_since": None}, False),
        ({"state": "withdrawn", "listed_publicly_since": AGREED}, False),
        ({"state": "waiting", "listed_publicly_since": AGREED}, False),
    ],
)
def test_a_person_is_named_only_who_comes_and_agrees_to_it(client, lisbon, fields, named):
    session, organization = make_session(lisbon), make_organization("IAPS")
    delegate = make_delegate(make_delegation(lisbon, organization), name="Ada Lovelace", **fields)
    make_lead(session, organization=organization, delegate=delegate)
    text = text_of(client, session)
    assert ("Ada Lovelace" in text) == named
    assert "IAPS" in text


def test_the_sessions_before_and_after_it_are_at_hand_breaks_passed_over(client, lisbon):
    for position, fields in enumerate(
        [{"title": "One"}, {"title": "Tea", "kind": "break"}, {"title": "Draft", "state": "draft"}]
    ):
        make_session(lisbon, position=position, **fields)
    middle = make_session(lisbon, title="Two", position=5)
    last = make_session(lisbon, title="Somewhen", day=None)
    text = text_of(client, middle)
    assert 'rel="prev" href="/meetings/autumn-2016/sessions/' in text
    assert "</span>One</a>" in text
    assert "</span>Somewhen</a>" in text
    assert "Tea" not in text
    assert 'rel="next"' not in text_of(client, last)


def test_sessions_of_the_archive_say_what_is_unknown(client, lisbon):
    assert "time unknown" in text_of(client, make_session(lisbon))
    nothing = text_of(client, make_session(lisbon, day=None))
    assert [
        words
        for words in ("Day unknown", "time unknown", "Nobody is on record", "No description")
        if words not in nothing
    ] == []


def test_its_story_goes_from_release_to_release(client, lisbon):
    session = make_session(lisbon)
    changes = [
        {"kind": "new", "uid": str(session.uid), "title": "", "after": {"day": 1}},
        {"kind": "renamed", "uid": str(session.uid), "title": "", "before": {"title": "Its first name"}},
    ]
    make_agendarelease(lisbon, number=1, changes=changes[:1])
    make_agendarelease(lisbon, number=2, changes=changes[1:])
    text = text_of(client, session)
    assert "It was called “Its first name”." in text
    assert 'href="/meetings/autumn-2016/agenda/releases/2/"' in text
    assert "Release 1" not in text
    assert "What has changed" not in text_of(client, make_session(lisbon))


def test_a_session_under_another_meeting_or_of_a_draft_meeting_is_not_found(client, lisbon):
    session = make_session(lisbon)
    other = make_meeting(slug="other")
    assert client.get(f"/meetings/{other.slug}/sessions/{session.pk}/").status_code == 404
    hidden = make_session(make_meeting(state="draft"))
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_it_costs_the_same_with_one_of_each_and_with_many(client, lisbon, django_assert_max_num_queries):
    session = make_session(lisbon)
    for number in range(12):
        make_session(lisbon)
        make_lead(session)
        make_lead(session, partner=make_partner())
        session.topics.add(make_topic())
        make_document(session=session, source=make_source(), custodian=make_organization())
        make_outcome(lisbon, session=session)
        make_agendarelease(lisbon, number=number + 1)
        if number in {1, 11}:
            shelf.clear()
            with django_assert_max_num_queries(9):
                client.get(session.get_absolute_url())
