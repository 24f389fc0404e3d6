"""The agenda that everybody reads: its release, what moved, and how it is narrowed down."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from meetings.reads.public_agenda import FEW, public_agenda
from tests.factories import make_agendarelease, make_meeting, make_organization, make_partner, make_session, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting(starts_on="2016-11-17", ends_on="2016-11-20", time_zone="Europe/Lisbon")


def read(meeting, **asked):
    return public_agenda(meeting, asked, timezone.now())


def titles(page):
    return [entry.title for entry in page.agenda.entries if not entry.hidden]


def fill(meeting):
    topic = make_topic("Grants")
    iaps, studyportals = make_organization("IAPS"), make_partner("StudyPortals")
    for number in range(FEW):
        make_session(meeting, title=f"Training {number}", kind="training", position=number)
    make_session(meeting, title="Lunch", kind="break", position=90)
    make_session(meeting, title="Money", kind="workshop", position=91, leads=[iaps, studyportals]).topics.add(topic)


def test_each_choice_tells_how_many_sessions_it_has_breaks_aside(meeting):
    fill(meeting)
    page = read(meeting, kind="workshop")
    assert [(menu.name, menu.chosen) for menu in page.menus] == [("kind", "workshop"), ("organization", "")]
    kinds, leaders = page.menus
    assert [(choice.value, choice.count) for choice in kinds.choices] == [("", 7), ("training", 6), ("workshop", 1)]
    assert [choice.label for choice in leaders.choices] == ["All", "IAPS", "StudyPortals"]
    assert page.spoken == "1 of 7 sessions"
    assert read(meeting).spoken == "7 sessions"


@pytest.mark.parametrize(
    "asked",
    [{"topic": "grants"}, {"kind": "workshop"}, {"organization": "iaps"}, {"topic": "grants", "kind": "workshop"}],
)
def test_what_is_not_asked_for_is_hidden(meeting, asked):
    fill(meeting)
    page = read(meeting, **asked)
    assert titles(page) == ["Money"]
    assert [slot.hidden for slot in page.agenda.days[0].slots] == [False]
    assert page.is_narrowed


def test_what_no_session_has_leaves_nothing(meeting):
    fill(meeting)
    page = read(meeting, kind="party")
    assert (titles(page), page.agenda.days[0].hidden, page.spoken) == ([], True, "0 of 7 sessions")
    assert titles(read(meeting, other="party")) == titles(read(meeting))


def test_a_few_sessions_need_no_filter(meeting):
    make_session(meeting, kind="training")
    make_session(meeting, kind="workshop")
    assert read(meeting).menus == []


def test_the_last_release_is_told_in_its_zone(meeting):
    assert (read(meeting).release, read(meeting).released) == (None, "")
    make_agendarelease(meeting, number=1)
    released_at = datetime(2016, 11, 1, 17, 5, tzinfo=UTC)
    make_agendarelease(meeting, number=2, released_at=released_at, time_zone="Asia/Kathmandu")
    page = read(meeting)
    assert (page.release.number, page.released) == (2, "1 November 2016, 22:50")
    assert page.agenda.zone_key == "Asia/Kathmandu"


def test_a_session_that_was_moved_says_from_where(meeting):
    session = make_session(meeting)
    before = {
        "day": 2,
        "starts_at": "2016-11-18T10:00:00+00:00",
        "ends_at": "2016-11-18T11:00:00+00:00",
        "room": "Aula",
        "everywhere": False,
    }
    moved = {"kind": "moved", "uid": str(session.uid), "title": "", "before": before, "after": {**before, "room": "B"}}
    make_agendarelease(meeting, number=2, changes=[moved])
    (entry,) = read(meeting).agenda.entries
    assert entry.trace.brief == "Moved from Friday 18 November, 10:00–11:00, Aula, in release 2"


@pytest.mark.parametrize(
    ("days", "running", "past"), [((-1, 2), True, False), ((-9, -6), False, True), ((5, 8), False, False)]
)
def test_only_what_is_not_past_can_be_starred_and_only_what_runs_has_a_now(days, running, past):
    first, last = (str((timezone.now() + timedelta(days=day)).date()) for day in days)
    page = read(make_meeting(starts_on=first, ends_on=last))
    assert (page.is_running, page.is_past) == (running, past)
