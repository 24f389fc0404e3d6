"""What is typed and not saved."""

import pytest

from meetings.actions.report_drafts import drop_draft, keep_draft
from meetings.models import ReportDraft
from organizations.models import Activity
from tests.factories import make_report, make_user
from tests.factories.memory import MOMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return make_report(state="draft")


def keep(report, by, body, **values):
    typed = {"title": report.title, "summary": report.summary, "body": body, "version": 1, "now": MOMENT, **values}
    return keep_draft(report=report, by=by, **typed)


def test_the_last_keystrokes_of_each_person_are_kept(report):
    alice, bob = make_user(), make_user()
    for body in ("A", "Al", "All"):
        keep(report, alice, body)
    keep(report, bob, "Bob's", version=2)
    assert set(ReportDraft.objects.values_list("user", "body", "version")) == {
        (alice.pk, "All", 1),
        (bob.pk, "Bob's", 2),
    }
    assert not Activity.objects.exists()


def test_typing_back_what_is_saved_leaves_nothing_to_keep(report):
    alice = make_user()
    keep(report, alice, "A")
    assert keep(report, alice, report.body) is None
    assert not ReportDraft.objects.exists()


def test_one_throws_away_ones_own_alone(report):
    alice, bob = make_user(), make_user()
    keep(report, alice, "A")
    keep(report, bob, "B")
    drop_draft(report=report, by=alice)
    assert ReportDraft.objects.get().user == bob
