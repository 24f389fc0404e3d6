"""What a report begins with, and where summaries go in it."""

import html
import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ifiso.markdown import render
from ifiso.sections import sections
from meetings.models import Meeting
from meetings.reads.completeness import told_sessions
from meetings.reads.host_report import skeleton_for
from meetings.report_skeleton import places_in, untold, with_summaries
from tests.factories import (
    make_delegation,
    make_host,
    make_meeting,
    make_organization,
    make_outcome,
    make_partner,
    make_session,
    make_sessionsummary,
)

pytestmark = pytest.mark.django_db

WILD = "*Wild* [title](javascript:alert(1)) <b>bold</b> `code` # 1. & more"


@pytest.fixture
def meeting():
    made = make_meeting(
        season="spring",
        year=2027,
        starts_on="2027-03-11",
        ends_on="2027-03-14",
        city="Tartu",
        country="EE",
        time_zone="Europe/Tallinn",
    )
    make_host(made, make_organization("LINSCO"), local_group="LINSCO Tartu")
    return made


def at(hour):
    return datetime(2027, 3, 11, hour, tzinfo=UTC)


def shown(markdown):
    return html.unescape(re.sub("<[^>]+>", "", render(markdown)))


def test_it_tells_what_is_on_record(meeting):
    iaps, partner = make_organization("IAPS", name="International Physics"), make_partner(name="StudyPortals")
    held = make_session(meeting, title="Alliances", leads=[iaps, partner], starts_at=at(8), ends_at=at(10))
    make_session(meeting, title="Coffee", kind="break")
    make_session(meeting, title="Called off", state="cancelled")
    make_session(meeting, title="Farewell", day=4)
    make_sessionsummary(held, text="We **talked**.")
    make_delegation(meeting, iaps)
    make_delegation(meeting, make_organization("GONE"), attended=False)
    make_outcome(meeting, title="A symposium", owners=[iaps, make_organization("ELSA")])
    assert (
        skeleton_for(meeting)
        == """\
Spring 2027: Tartu, Estonia, 11\u201314 March 2027. Hosted by LINSCO Tartu.

## Day 1, Thursday 11 March

### Alliances

*10:00\u201312:00, workshop, led by IAPS and StudyPortals*

We **talked**.

## Day 4, Sunday 14 March

### Farewell

*workshop*

## Who came

- **LINSCO**, Students of LINSCO
- **IAPS**, International Physics

## What was agreed

- **A symposium** (proposal, taken on by ELSA and IAPS)
"""
    )


def test_before_anybody_has_confirmed_it_lists_who_said_to_come(meeting):
    make_delegation(meeting, make_organization("IAPS"), attended=None, answer="coming")
    make_delegation(meeting, make_organization("NONO"), attended=None, answer="not_coming")
    body = skeleton_for(meeting)
    assert "IAPS" in body
    assert "NONO" not in body


def test_a_meeting_of_which_nothing_is_known_begins_with_nothing():
    assert skeleton_for(make_meeting(kind=Meeting.Kind.OTHER, title="X")) == "\n"


def test_whatever_things_are_called_they_show_as_they_are(meeting):
    held = make_session(meeting, title=WILD, leads=[make_organization("A*B_C", slug="a", name=WILD)])
    make_outcome(meeting, title=WILD, owners=[make_organization("D`E`F", slug="d")])
    make_delegation(meeting, make_organization("X|Y", slug="x", name=WILD))
    body = skeleton_for(meeting)
    page = render(body)
    assert "<b>" not in page
    assert "<a" not in page
    assert "<code>" not in page
    assert shown(body).count(WILD) == 3
    assert "D`E`F" in shown(body)
    assert set(places_in(body, told_sessions(meeting))) == {held.pk}


def test_summaries_go_where_nothing_stands(meeting):
    first, second, third = (make_session(meeting, title=title) for title in ("One", "Two", "Three"))
    told = told_sessions(meeting)
    body = skeleton_for(meeting).replace("### Two\n\n*workshop*", "### Two\n\n*workshop*\n\nTyped by hand.")
    assert untold(body, told) == {first.pk, third.pk}
    text, count = with_summaries(body, told, {first.pk: "# Of one", second.pk: "Of two", third.pk: " "})
    assert count == 1
    assert "#### Of one" in text
    assert "Of two" not in text
    assert text.replace("\n\n#### Of one", "") == body
    assert with_summaries(text, told, {first.pk: "Again", second.pk: "Again"}) == (text, 0)


def test_sessions_of_one_title_have_their_places_in_turn(meeting):
    pair = [make_session(meeting, title="Open space", day=day) for day in (1, 2)]
    told = told_sessions(meeting)
    body = with_summaries(skeleton_for(meeting), told, {pair[1].pk: "Of the second day."})[0]
    assert body.index("## Day 2") < body.index("Of the second day.")
    without_one = body.replace("### Open space", "### Closed space", 1)
    assert places_in(without_one, told) == {}


def test_a_summary_cannot_swallow_what_follows(meeting):
    first, second = (make_session(meeting, title=title) for title in ("One", "Two"))
    told = told_sessions(meeting)
    body = with_summaries(skeleton_for(meeting), told, {first.pk: "```\n### Two\nnever closed"})[0]
    assert second.pk in places_in(body, told)
    assert [one.words for one in sections(body)].count("Two") == 1


@pytest.mark.parametrize("count", [1, 60])
def test_sixty_sessions_cost_what_one_does(meeting, count):
    for _ in range(count):
        make_sessionsummary(make_session(meeting, leads=[make_organization(), make_partner()]))
        make_outcome(meeting, owners=[make_organization()])
        make_delegation(meeting)
    with CaptureQueriesContext(connection) as queries:
        skeleton_for(meeting)
    assert len(queries) <= 9
