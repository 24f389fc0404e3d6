"""What the forms of documents begin with, and what they leave open."""

import pytest

from meetings.forms.documents import WAYS, FileForm
from meetings.models import Document
from tests.factories import make_document, make_meeting, make_session

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("way", WAYS)
def test_the_first_document_is_taken_for_minutes_and_the_next_is_not(way):
    meeting = make_meeting()
    assert WAYS[way](meeting=meeting)["kind"].value() == "minutes"
    make_document(meeting=meeting, kind="minutes")
    assert WAYS[way](meeting=meeting)["kind"].value() == "other"


def test_who_leads_a_session_is_not_asked_where_it_belongs():
    session = make_session()
    form = FileForm(meeting=session.meeting, session=session)
    assert "session" not in form.fields
    assert form["kind"].value() == "other"


def test_readers_find_the_minutes_first():
    meeting = make_meeting()
    for title, fields in {"Slides": {}, "Poster": {"dated": "2016"}, "Minutes": {"kind": "minutes"}}.items():
        make_document(meeting=meeting, title=title, **{"kind": "other", "dated": "2017", **fields})
    assert [one.title for one in Document.objects.minutes_first()] == ["Minutes", "Poster", "Slides"]
