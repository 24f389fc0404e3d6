"""What became of an agenda's entries from one release to the next, in data and in words."""

from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from meetings.changes import compare, traces_of
from tests.factories import make_agendarelease, make_meeting

BRUSSELS, LISBON = ZoneInfo("Europe/Brussels"), ZoneInfo("Europe/Lisbon")
UID = str(uuid4())
IAPS = {"kind": "organization", "slug": "iaps", "label": "IAPS"}
GRANTS = {"slug": "grants", "label": "Grants"}


def entry(**fields):
    """A workshop on the first morning in Brussels."""
    return {
        "uid": UID,
        "session": 7,
        "title": "Grants",
        "kind": "workshop",
        "abstract": "",
        "day": 1,
        "starts_at": "2027-03-11T08:00:00+00:00",
        "ends_at": "2027-03-11T09:30:00+00:00",
        "room": "Aula",
        "room_key": 1,
        "everywhere": False,
        "leads": [],
        "topics": [],
        "state": "scheduled",
        "sequence": 0,
        **fields,
    }


def told(old, new, *zones):
    return [(change.kind, change.words) for change in compare(old, new, *(zones or [BRUSSELS]))]


def test_the_same_is_no_change():
    assert told([entry()], [entry(sequence=3, session=None)]) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"starts_at": "2027-03-12T13:00:00+00:00", "ends_at": "2027-03-12T14:00:00+00:00", "day": 2},
            "From Thursday 11 March, 09:00–10:30 to Friday 12 March, 14:00–15:00.",
        ),
        (
            {"ends_at": "2027-03-11T10:00:00+00:00"},
            "Thursday 11 March: from 09:00–10:30 to 09:00–11:00.",
        ),
        (
            {"ends_at": "2027-03-11T10:00:00+00:00", "room": "Attic", "room_key": 2},
            "From Thursday 11 March, 09:00–10:30, Aula to Thursday 11 March, 09:00–11:00, Attic.",
        ),
        ({"room": "Attic", "room_key": 2}, "Thursday 11 March, 09:00–10:30: from Aula to Attic."),
        (
            {"room": "", "room_key": None, "everywhere": True},
            "Thursday 11 March, 09:00–10:30: from Aula to all rooms.",
        ),
        ({"room": "", "room_key": None}, "Thursday 11 March, 09:00–10:30: from Aula to no room."),
        (
            {"starts_at": None, "ends_at": None, "day": 2},
            "From Thursday 11 March, 09:00–10:30 to day 2, time not said.",
        ),
    ],
)
def test_another_time_or_room_is_a_move(fields, words):
    assert told([entry()], [entry(**fields)]) == [("moved", words)]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"abstract": "More"}, "Its description has changed."),
        ({"leads": [IAPS]}, "Led by IAPS."),
        ({"topics": [GRANTS], "kind": "training"}, "Now: training. About Grants."),
        ({"room": "Great hall"}, "The room is called Great hall now."),
    ],
)
def test_other_details_change(fields, words):
    assert told([entry()], [entry(**fields)]) == [("changed", words)]


def test_what_is_only_called_otherwise_elsewhere_is_no_change():
    renamed = {**IAPS, "label": "iaps"}
    assert told([entry(leads=[IAPS])], [entry(leads=[renamed])]) == []


def test_leads_and_topics_can_go():
    changes = told([entry(leads=[IAPS], topics=[GRANTS])], [entry()])
    assert changes == [("changed", "Nobody is named as its lead any more. It has no topics any more.")]


def test_one_entry_can_change_in_several_ways():
    changes = told([entry()], [entry(title="Money", room="Attic", room_key=2, abstract="More")])
    assert [kind for kind, _words in changes] == ["moved", "renamed", "changed"]
    assert changes[1] == ("renamed", "It was called “Grants”.")


def test_new_cancelled_restored_and_removed():
    cancelled = entry(state="cancelled")
    place = "Thursday 11 March, 09:00–10:30, Aula."
    assert told([], [entry()]) == [("new", place)]
    assert told([entry()], [cancelled]) == [("cancelled", f"It was planned for {place}")]
    assert told([cancelled], [cancelled]) == []
    assert told([cancelled], [entry()]) == [("restored", place)]
    assert told([entry()], []) == [("removed", f"It was planned for {place}")]


def test_a_corrected_zone_moves_only_what_the_clocks_show_elsewhere():
    kept = entry(starts_at="2027-03-11T09:00:00+00:00", ends_at="2027-03-11T10:30:00+00:00")
    assert told([entry()], [kept], BRUSSELS, LISBON) == []
    assert told([entry()], [entry()], BRUSSELS, LISBON) == [
        ("moved", "Thursday 11 March: from 09:00–10:30 to 08:00–09:30.")
    ]


@pytest.mark.django_db
def test_the_last_trace_stands_until_the_session_takes_place_after_all(django_assert_num_queries):
    meeting = make_meeting()
    moved = {
        "kind": "moved",
        "uid": UID,
        "title": "Grants",
        "before": entry(),
        "after": entry(day=None, starts_at=None),
    }
    cancelled = {"kind": "cancelled", "uid": UID, "title": "Grants", "before": entry()}
    restored = {"kind": "restored", "uid": UID, "title": "Grants", "after": entry()}
    make_agendarelease(meeting, number=2, changes=[moved])
    with django_assert_num_queries(1):
        assert traces_of(meeting)[UUID(UID)].sentence == "Moved in release 2."
    make_agendarelease(meeting, number=3, changes=[cancelled])
    trace = traces_of(meeting)[UUID(UID)]
    assert (trace.kind, trace.number, trace.sentence) == ("cancelled", 3, "Cancelled in release 3.")
    make_agendarelease(meeting, number=4, changes=[restored])
    assert traces_of(meeting) == {}
