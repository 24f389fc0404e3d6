"""Reports begun, changed by two at once, restored and withdrawn."""

import pytest
from django.core.exceptions import ValidationError

from meetings.actions.reports import (
    StaleReportError,
    change_report,
    create_report,
    restore,
    withdraw_report,
)
from meetings.models import Report
from organizations.models import Activity, ContentVersion
from tests.factories import make_meeting, make_organization, make_report, make_topic, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return make_user(name="Alice")


@pytest.fixture
def draft():
    return make_report(state="draft", published_on=None, body="One.\n\nTwo.")


def begin(by, **values):
    return create_report(
        **{"kind": "news", "title": "We renew", "meeting": None, "organization": None, **values}, by=by
    )


def test_it_begins_as_a_draft_with_a_title_alone(alice):
    iaps, lisbon = make_organization("IAPS"), make_meeting()

    report = begin(alice, kind="report", meeting=lisbon, organization=iaps)

    assert (report.state, report.slug, report.version, report.summary) == ("draft", "we-renew", 1, "")
    assert (report.meeting, report.organization) == (lisbon, iaps)
    assert report.history.get().history_user == alice
    assert Activity.objects.get().verb == "began"


def test_begun_twice_it_is_one_draft_and_a_published_one_is_another(alice):
    iaps = make_organization("IAPS")
    first = begin(alice, organization=iaps)
    assert begin(alice, organization=iaps) == first
    Report.objects.filter(pk=first.pk).update(state="published")
    assert begin(alice, organization=iaps).slug == "we-renew-2"


@pytest.mark.parametrize(
    ("title", "slug"), [("New", "new-2"), ("Feed", "feed-2"), ("新闻", "report"), ("a" * 99, "a" * 40)]
)
def test_every_title_makes_an_address_that_is_free(alice, title, slug):
    assert begin(alice, title=title).slug == slug


def test_an_address_that_somebody_else_takes_in_the_same_moment_is_theirs(alice, monkeypatch):
    make_report(slug="we-renew")
    found = iter(["we-renew", "we-renew-2"])
    monkeypatch.setattr("meetings.actions.reports.free_slug", lambda title: next(found))
    assert begin(alice).slug == "we-renew-2"
    assert Report.history.filter(slug="we-renew-2").count() == 1


def test_a_change_is_one_version_and_one_row_of_history(draft, alice):
    before = ContentVersion.current()
    assert change_report(report=draft, version=1, by=alice, body="One.", title="Better")
    draft.refresh_from_db()
    assert (draft.body, draft.title, draft.version) == ("One.", "Better", 2)
    assert [row.history_user for row in draft.history.all()] == [alice, None]
    assert Activity.objects.get().detail == {"fields": ["body", "title"]}
    assert ContentVersion.current() == before, "nobody sees a draft"


def test_saving_what_is_there_leaves_no_trace(draft, alice):
    topic = make_topic()
    draft.topics.add(topic)
    assert not change_report(report=draft, version=1, by=alice, body=draft.body, topics=[topic])
    draft.refresh_from_db()
    assert (draft.version, draft.history.count(), Activity.objects.count()) == (1, 1, 0)


def test_topics_alone_are_a_version_without_a_row_of_history(draft, alice):
    topic = make_topic()
    assert change_report(report=draft, version=1, by=alice, topics=[topic])
    draft.refresh_from_db()
    assert (list(draft.topics.all()), draft.version, draft.history.count()) == ([topic], 2, 1)


def test_the_second_of_two_is_told_what_the_first_saved(draft, alice):
    change_report(report=draft, version=1, by=None, body="Theirs.")
    with pytest.raises(StaleReportError) as stale:
        change_report(report=draft, version=1, by=alice, body="Mine.")
    assert stale.value.report.body == "Theirs."
    assert not change_report(report=draft, version=1, by=alice, body="Theirs."), "the same words are no conflict"


def test_what_everybody_reads_is_never_emptied_and_its_pages_are_made_anew(alice):
    report, before = make_report(), ContentVersion.current()
    with pytest.raises(ValidationError) as refused:
        change_report(report=report, version=1, by=alice, summary="")
    assert set(refused.value.message_dict) == {"summary"}
    change_report(report=report, version=1, by=alice, summary="Shorter.")
    assert ContentVersion.current() > before


def test_what_does_not_fit_is_refused(draft, alice):
    with pytest.raises(ValidationError):
        change_report(report=draft, version=1, by=alice, summary="x" * 401)
    draft.refresh_from_db()
    assert draft.summary == "What happened."


def test_an_earlier_revision_comes_back_as_a_new_one(draft, alice):
    change_report(report=draft, version=1, by=None, body="", title="Gone")
    first = draft.history.earliest()
    assert restore(report=draft, revision=first, version=2, by=alice)
    draft.refresh_from_db()
    assert (draft.body, draft.title, draft.version) == ("One.\n\nTwo.", first.title, 3)
    assert draft.history.count() == 3
    assert Activity.objects.filter(verb="restored").get().detail == {"revision": first.history_id}
    assert not restore(report=draft, revision=first, version=3, by=alice)


def test_what_was_published_is_taken_back_with_a_reason(alice):
    report, before = make_report(), ContentVersion.current()
    with pytest.raises(ValidationError):
        withdraw_report(report=report, reason=" ", by=alice)
    assert withdraw_report(report=report, reason="A name too many.", by=alice)
    report.refresh_from_db()
    assert (report.state, str(report.published_on)) == ("draft", "2016-12-01")
    assert Activity.objects.get().detail == {"reason": "A name too many."}
    assert ContentVersion.current() > before
    assert not withdraw_report(report=report, reason="Again.", by=alice)


def test_a_final_report_is_not_taken_back(alice):
    assert not withdraw_report(report=make_report(state=Report.State.FINAL), reason="Hm.", by=alice)
