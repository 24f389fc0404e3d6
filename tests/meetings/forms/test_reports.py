"""What a report's forms take, and what they say of the rest."""

import pytest

from meetings.forms.reports import ImageForm, NewReportForm, ReportForm
from tests.factories import make_host, make_meeting, make_organization, make_report, make_topic

pytestmark = pytest.mark.django_db


def begun(organization, **values):
    return NewReportForm({"title": "Ours", "organization": organization.pk, **values}, organizations=[organization])


def typed(report, *, complete=False, **values):
    data = {"version": 1, "title": "Ours", "summary": "In short.", "body": "Text.", **values}
    return ReportForm(data, report=report, complete=complete)


def test_the_hosts_own_report_is_told_from_an_account_and_from_news():
    host, guest, meeting = make_organization(), make_organization(), make_meeting()
    make_host(meeting, host)
    asked = {"host": (host, "report"), "guest": (guest, "report"), "news": (host, "news")}
    forms = {who: begun(party, kind=kind, meeting=meeting.pk) for who, (party, kind) in asked.items()}
    assert all(form.is_valid() for form in forms.values())
    assert {who: form.is_hosts for who, form in forms.items()} == {"host": True, "guest": False, "news": False}


def test_a_meeting_in_preparation_cannot_be_written_about():
    draft = make_meeting(state="draft")
    assert "meeting" in begun(make_organization(), kind="news", meeting=draft.pk).errors


NO_TEXT = {"summary", "body"}


@pytest.mark.parametrize(
    ("state", "complete", "missing"),
    [("draft", False, set()), ("draft", True, NO_TEXT), ("published", False, NO_TEXT)],
)
def test_a_draft_alone_may_lack_its_text(state, complete, missing):
    form = typed(make_report(state=state), complete=complete, summary=" ", body="")
    assert set(form.errors) == missing


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("title", "x" * 201),
        ("summary", "x" * 401),
        ("body", "x" * 200_001),
        ("published_on", "2026-13"),
        ("published_on", "yesterday"),
        ("version", "-1"),
        ("topics", ["0"]),
        ("new_topics", "x" * 81),
        ("new_topics", "\n".join(map(str, range(13)))),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(name, value):
    assert set(typed(make_report(), **{name: value}).errors) == {name}


def test_what_is_typed_is_taken_without_what_nobody_types_on_purpose():
    topic = make_topic()
    form = typed(make_report(), body=" A\r\nB\x00\x07 ", title="Our\nview", topics=[topic.pk], new_topics="a\n a \n\nb")
    assert form.is_valid()
    assert (form.values["body"], form.values["title"]) == ("A\nB", "Our view")
    assert list(form.chosen_topics) == [topic]
    assert form.cleaned_data["new_topics"] == ["a", "b"]


def test_a_picture_without_words_is_not_taken():
    assert set(ImageForm({}, {}).errors) == {"image", "alternative"}
