"""Entries follow the registry after a task; what was withdrawn meanwhile is never shown, not even until then."""

import pytest
from django.contrib.auth.models import AnonymousUser

from meetings.models import Document, Meeting, Report, SearchEntry, SearchIndex, SearchWord, Session
from meetings.search import indexing
from meetings.search.audience import entries_for
from meetings.search.finding import Search
from meetings.search.indexing import is_stale, reindex
from organizations.actions.records import raise_content_version
from organizations.clock import today
from tests.factories import (
    make_document,
    make_host,
    make_liaison,
    make_meeting,
    make_organization,
    make_outcome,
    make_report,
    make_session,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


def found(query, user=None):
    search = Search(query, entries_for(user or AnonymousUser(), today()), stale=is_stale())
    hits = search.hits(search.best())
    assert sum(cell.number for cell in search.cells) == len(hits)
    return hits


def titles(query, user=None):
    return [hit.entry.title for hit in found(query, user)]


@pytest.fixture
def report():
    report = make_report(title="Lisbon seen by us", body="The treasurer spoke of walnuts.")
    reindex()
    return report


def test_what_is_withdrawn_is_gone_at_once_and_comes_back_after_the_task(report):
    Report.objects.update(state=Report.State.DRAFT)
    raise_content_version()
    assert titles("walnuts") == []
    reindex()
    assert titles("walnuts") == []
    Report.objects.update(state=Report.State.FINAL)
    raise_content_version()
    assert titles("walnuts") == []
    reindex()
    assert titles("walnuts") == ["Lisbon seen by us"]


def test_what_was_deleted_is_gone_at_once(report):
    report.delete()
    raise_content_version()
    assert titles("walnuts") == []


def test_a_withdrawn_sentence_is_not_quoted(report):
    Report.objects.update(body="The treasurer spoke.", title="Lisbon")
    raise_content_version()
    (hit,) = found("walnuts")
    assert hit.entry.title == "Lisbon"
    assert "walnuts" not in hit.excerpt


def test_a_cancelled_plan_and_a_meeting_in_the_making_hide_all_that_is_theirs():
    meeting = make_meeting(city="Walnutville")
    make_session(meeting, title="Walnuts")
    make_outcome(meeting, title="Eat walnuts")
    make_document(title="Walnut minutes", visibility=Document.Visibility.PUBLIC, meeting=meeting)
    reindex()
    assert len(titles("walnut")) == 4
    Meeting.objects.update(state=Meeting.State.DRAFT)
    raise_content_version()
    assert titles("walnut") == []


def test_papers_are_hidden_at_once_from_those_who_may_no_longer_read_them():
    host, meeting = make_organization(), make_meeting()
    make_host(meeting, host)
    erin, alice = make_user(), make_user()
    make_liaison(erin, host)
    make_liaison(alice)
    paper = make_document(title="Budget", visibility=Document.Visibility.PUBLIC, meeting=meeting)
    reindex()
    for visibility in (Document.Visibility.MEMBERS, Document.Visibility.MANAGEMENT):
        assert titles("budget") == (["Budget"] if paper.visibility == "public" else [])
        paper.visibility = visibility
        paper.save()
        raise_content_version()
        assert titles("budget") == titles("budget", alice) == []
        reindex()
        assert titles("budget", erin) == ["Budget"]
    paper.meeting = make_meeting(city="Elsewhere")
    paper.save()
    raise_content_version()
    assert titles("budget", make_user()) == titles("budget", alice) == []
    assert "Budget" not in [hit.entry.title for hit in hits_alone("budget", erin)]


def hits_alone(query, user):
    search = Search(query, entries_for(user, today()), stale=is_stale())
    return search.hits(search.best())


def test_of_two_at_the_same_time_the_later_one_begins_again(monkeypatch):
    make_topic("Grants")
    things, turns = indexing.things, []

    def interrupted():
        turns.append(len(turns))
        if len(turns) == 1:
            make_topic("Alumni")
            raise_content_version()
            SearchIndex.objects.update(content_version=99)
        return things()

    monkeypatch.setattr(indexing, "things", interrupted)
    assert reindex() == 2
    assert len(turns) == 2


def test_words_are_counted_as_entries_come_change_and_go():
    session = make_session(make_meeting(city="Lisbon"), title="Walnuts", abstract="Walnuts and Fédération")
    reindex()
    assert SearchWord.objects.get(word="walnuts").count == 2
    assert SearchWord.objects.get(word="federation").shown == "fédération"
    Session.objects.update(title="Almonds")
    raise_content_version()
    reindex()
    assert SearchWord.objects.get(word="walnuts").count == 1
    session.delete()
    raise_content_version()
    reindex()
    assert not SearchWord.objects.filter(word__in=["walnuts", "federation", "almonds"]).exists()


def test_papers_for_members_teach_no_words():
    make_document(title="Walnuts", visibility=Document.Visibility.MEMBERS)
    reindex()
    assert SearchEntry.objects.get().title == "Walnuts"
    assert not SearchWord.objects.exists()
