"""What a report was like before, and how it comes back."""

import pytest

from meetings.actions.reports import change_report
from tests.factories import make_report
from tests.personas import set_stage

pytestmark = pytest.mark.django_db

BASE = "/reports/ours/revisions/"


@pytest.fixture
def stage():
    return set_stage()


@pytest.fixture
def report(stage):
    """Of three revisions, the last by Bob."""
    made = make_report(slug="ours", organization=stage.a, state="draft", body="We met in Lisbon.\n\nIt rained.")
    change_report(report=made, version=1, by=None, body="We met in Porto.\n\nIt rained.")
    change_report(
        report=made, version=2, by=stage.people["bob"], body="We met in Porto.\n\nIt rained.\n\nThen the sun."
    )
    made.refresh_from_db()
    return made


@pytest.fixture
def numbers(report):
    """The keys of its revisions, the first one first."""
    return sorted(report.history.values_list("history_id", flat=True))


@pytest.fixture
def alice(stage):
    return stage.client("alice")


def test_the_list_says_who_when_and_how_much(alice, numbers):
    page = alice.get(BASE).text
    for words in ("Bob", "3 words came", "one word went", "the first, 10 words", "Brussels time"):
        assert words in page
    assert [page.index(f"{BASE}{number}/") for number in numbers[::-1]] == sorted(
        page.index(f"{BASE}{number}/") for number in numbers
    )


def test_one_shows_what_it_changed_and_what_changed_since(alice, numbers):
    page = alice.get(f"{BASE}{numbers[1]}/").text
    before, since = page.split("What has changed since")
    assert "<b>Lisbon</b>" in before
    assert "<b>Porto</b>" in before
    assert "Then the sun." in since
    assert "Lisbon" not in since


def test_the_first_and_the_last(alice, numbers):
    assert "It is the first." in alice.get(f"{BASE}{numbers[0]}/").text
    last = alice.get(f"{BASE}{numbers[-1]}/").text
    assert "What has changed since" not in last
    assert "Bring these words back" not in last


def test_an_earlier_one_comes_back_as_a_new_one(alice, report, numbers):
    assert alice.post(f"{BASE}{numbers[0]}/restore/", {"version": 3}).url == "/reports/ours/edit/"
    report.refresh_from_db()
    assert (report.body, report.version) == ("We met in Lisbon.\n\nIt rained.", 4)
    assert report.history.count() == 4


def test_what_was_saved_meanwhile_is_not_overwritten(alice, report, numbers):
    response = alice.post(f"{BASE}{numbers[0]}/restore/", {"version": 2}, follow=True)
    assert "Somebody saved the report meanwhile." in response.text
    report.refresh_from_db()
    assert report.version == 3


def test_a_revision_of_another_report_is_not_found(alice, report):
    other = make_report().history.get().history_id
    for number in (other, 0, 10**30):
        assert alice.get(f"{BASE}{number}/").status_code == 404
        assert alice.post(f"{BASE}{number}/restore/", {"version": 3}).status_code == 404


def test_who_only_looks_brings_nothing_back(stage, numbers):
    assert "Bring these words back" not in stage.client("dana").get(f"{BASE}{numbers[0]}/").text
