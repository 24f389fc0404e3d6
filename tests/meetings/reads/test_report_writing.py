"""Who writes at this moment, and what was typed and not saved."""

from datetime import timedelta

import pytest

from meetings.reads.report_writing import offered_to, others_writing, saved_by, written_by
from tests.factories import make_organization, make_report, make_reportdraft, make_user
from tests.factories.memory import MOMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return make_report(title="Ours", body="One.")


def keep(report, user, minutes=0, **values):
    typed = {"title": report.title, "summary": report.summary, "body": "Two.", **values}
    return make_reportdraft(report, user, typed_at=MOMENT - timedelta(minutes=minutes), **typed)


def test_others_are_told_by_how_lately_they_typed(report):
    for name, minutes in (("Ann", 0), ("Ben", 1), ("Cem", 9), ("Dan", 11)):
        keep(report, make_user(name=name), minutes)
    me = keep(report, make_user(name="Me")).user
    assert others_writing(me, report, MOMENT) == [
        "Ann is writing here, too.",
        "Ben is writing here, too; the last words came a minute ago.",
        "Cem is writing here, too; the last words came 9 minutes ago.",
    ]


def test_what_was_typed_is_offered_beside_what_is_saved(report):
    me = keep(report, make_user(), version=1).user
    offered = offered_to(me, report)
    assert [passage.label for passage in offered.passages] == ["text"]
    assert not offered.is_stale
    report.version = 2
    assert offered_to(me, report).is_stale
    assert offered_to(make_user(), report) is None


def test_what_is_saved_already_is_not_offered(report):
    assert offered_to(keep(report, make_user(), body="One.").user, report) is None


def test_who_saved_it_last(report):
    assert saved_by(report).startswith("Saved on ")
    report._history_user = make_user(name="Ann")
    report.save()
    assert saved_by(report).startswith("Saved by Ann on ")
    report.history.all().delete()
    assert saved_by(report) == ""


def test_drafts_come_before_what_everybody_reads():
    mine = make_organization()
    old, new = (make_report(organization=mine, published_on=day) for day in ("2014", "2016"))
    draft = make_report(organization=mine, state="draft", published_on=None)
    make_report(organization=make_organization())
    assert written_by([mine]) == [draft, new, old]
