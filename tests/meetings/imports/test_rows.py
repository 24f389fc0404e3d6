"""Each cell of a table, understood for one meeting or told why not."""

from datetime import UTC, datetime

import pytest

from meetings.imports.rows import rows_of
from tests.factories import make_organization, make_partner, make_room, make_topic
from tests.support.importing import make_dated_meeting, reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_dated_meeting()


def read(meeting, *row, header=None, **options):
    """The only row of a table."""
    given = reading(row, header=header) if header else reading(row)
    (found,) = rows_of(meeting, given, **options)
    return found


def moment(text):
    return datetime.fromisoformat(text).astimezone(UTC).isoformat()


def test_a_whole_row(meeting):
    make_room(meeting, name="Blue room")
    make_topic("Grants")
    ifsa, partner = make_organization("IFSA"), make_partner("StudyPortals")
    row = read(
        meeting, "Day 2", "9:00", "10:30", "Money", "training", "blue ROOM", "ifsa & StudyPortals", "grants, new"
    )
    assert row.values == {
        "title": "Money",
        "kind": "training",
        "abstract": "",
        "topics": ["Grants", "new"],
        "expected": None,
        "day": 2,
        "starts_at": moment("2026-11-20T09:00+02:00"),
        "minutes": 90,
        "room": "Blue room",
        "everywhere": False,
        "leads": [[ifsa.pk, None], [None, partner.pk]],
    }
    assert (row.fate, row.faults, row.notices) == ("new", {}, {})


@pytest.mark.parametrize(
    ("day", "start", "end", "begins", "minutes", "number"),
    [
        ("Thu", "23:00", "1:00", "2026-11-19T23:00+02:00", 120, 1),
        ("Thu", "00:30", "2:00", "2026-11-20T00:30+02:00", 90, 1),
        ("20 Nov", "00:30", "2:00", "2026-11-20T00:30+02:00", 90, 1),
        ("Day 4", "1 am", "2 am", "2026-11-23T01:00+02:00", 60, 4),
        ("19 Nov", "24:00", "1:00", "2026-11-20T00:00+02:00", 60, 1),
        ("19 Nov", "22:00", "midnight", "2026-11-19T22:00+02:00", 120, 1),
        ("", "2026-11-19T10:00Z", "2026-11-19T10:45Z", "2026-11-19T12:00+02:00", 45, 1),
        ("", "2026-11-19 10:00", "", "2026-11-19T10:00+02:00", None, 1),
        ("19.11.2026 10:00", "", "", "2026-11-19T10:00+02:00", None, 1),
        ("Thu", "10:00 - 10:45", "", "2026-11-19T10:00+02:00", 45, 1),
        ("", "Thu 10:00", "11 am", "2026-11-19T10:00+02:00", 60, 1),
    ],
)
def test_when_it_is(meeting, day, start, end, begins, minutes, number):
    row = read(meeting, day, start, end, "Title")
    assert row.faults == {}
    assert (row.values["starts_at"], row.values.get("minutes"), row.values["day"]) == (moment(begins), minutes, number)


def test_without_a_start_it_waits_in_the_tray(meeting):
    row = read(meeting, "Day 3", "", "", "Title")
    assert (row.values["day"], row.values["starts_at"], row.faults) == (3, None, {})
    assert read(meeting, "", "", "", "Title").values["day"] is None


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (("Day 1", "25:00", "", "T"), "start", "no time of day"),
        (("Day 1", "9:00", "nine", "T"), "end", "no time of day"),
        (("Day 1", "10:00", "9:00", "T"), "end", "ends before it begins"),
        (("Day 1", "9:00", "9:02", "T"), "end", "between 5 minutes"),
        (("2026-11-19", "9:00", "2026-11-21T09:00", "T"), "end", "between 5 minutes"),
        (("2026-12-01", "9:00", "", "T"), "day", "2026-12-01 is not among the meeting's days"),
        (("2026-11-18", "23:00", "", "T"), "day", "not among"),
        (("2026-11-23", "9:00", "", "T"), "day", "not among"),
        (("0001-01-01T00:00+14:00", "", "", "T"), "day", "no"),
        (("", "9:00", "", "T"), "day", "Nothing tells on which day"),
        (("Day 9", "9:00", "", "T"), "day", "days 1 to 4"),
        (("Day 1", "9:00", "", ""), "title", "needs a title"),
        (("Day 1", "9:00", "", "#REF!"), "title", "shows an error"),
        (("Day 1", "9:00", "", "T" * 201), "title", "longer than 200"),
        (("Day 1", "9:00", "", "T", "", "R" * 101), "room", "longer than 100"),
        (("Day 1", "9:00", "", "T", "", "", "", "t" * 81), "topics", "longer than 80"),
    ],
)
def test_what_cannot_be_is_told_beside_its_cell(meeting, row, column, said):
    found = read(meeting, *row)
    assert found.fate == "fault"
    assert said in found.faults[column]


@pytest.mark.parametrize(
    ("zone", "first", "time", "said"),
    [
        ("Europe/Brussels", "2027-03-28", "2:30", "never show 02:30"),
        ("Africa/Cairo", "2027-04-30", "0:30", "never show 00:30"),
    ],
)
def test_a_time_that_the_clocks_skip_is_a_fault(zone, first, time, said):
    meeting = make_dated_meeting(starts_on=first, ends_on=first, time_zone=zone)
    assert said in read(meeting, first, time, "", "T").faults["start"]


def test_a_time_that_the_clocks_show_twice_is_the_first_and_lengths_are_real():
    meeting = make_dated_meeting(starts_on="2027-10-31", ends_on="2027-10-31", time_zone="Europe/Brussels")
    row = read(meeting, "2027-10-31", "2:30", "3:30", "T")
    assert "twice" in row.notices["start"]
    assert row.values["minutes"] == 120
    assert read(meeting, "2027-10-31", "2:30", "2:45", "T").values["minutes"] == 15


def test_a_length_may_stand_instead_of_the_end_and_the_end_counts(meeting):
    header = ("Day", "Start", "End", "Minutes", "Title")
    assert read(meeting, "1", "9:00", "", "1h30", "T", header=header).values["minutes"] == 90
    both = read(meeting, "1", "9:00", "10:00", "45", "T", header=header)
    assert both.values["minutes"] == 60
    assert "60 minutes" in both.notices["minutes"]
    neither = read(meeting, "1", "9:00", "", "", "T", header=header)
    assert "an hour" in neither.notices["minutes"]


@pytest.mark.parametrize(
    ("title", "kind", "known"),
    [
        ("Money", "Training session", "training"),
        ("Money", "Workshop (parallel)", "workshop"),
        ("Money", "Best Practices", "best_practice"),
        ("Coffee break", "", "break"),
        ("Closing plenary", "", "plenary"),
        ("Farewell party", "", "social"),
        ("Money", "", "workshop"),
    ],
)
def test_kinds_have_many_names_and_titles_tell_them(meeting, title, kind, known):
    row = read(meeting, "1", "9:00", "10:00", title, kind)
    assert (row.values["kind"], row.notices) == (known, {})


def test_an_unknown_kind_is_told(meeting):
    row = read(meeting, "1", "9:00", "10:00", "Lunch", "Séance")
    assert row.values["kind"] == "break"
    assert "“Séance” is no kind of session here; taken as break." in row.notices["kind"]
    assert read(meeting, "1", "9:00", "10:00", "", "Open space").values["title"] == "Open space"


def test_who_leads_is_found_by_acronym_or_name_and_nobody_is_invented(meeting):
    organization = make_organization("ELSA", name="The European Law Students' Association and Friends")
    for text in ("elsa", "ELSA (Ana)", organization.name, "ELSA, ELSA"):
        assert read(meeting, "", "", "", "T", "", "", text).values["leads"] == [[organization.pk, None]]
    row = read(meeting, "", "", "", "T", "", "", "ELSA and Nobody + Noone")
    assert row.values["leads"] == [[organization.pk, None]]
    assert row.notices["leads"].endswith("has this name: Nobody, Noone.")


@pytest.mark.parametrize("text", ["TBA", "tbd", "-", "?", "n/a", "Room not known"])
def test_what_nobody_knows_is_as_good_as_empty(meeting, text):
    row = read(meeting, "Day 1", text, text, "T", text, text, text, text)
    assert (row.faults, row.notices) == ({}, {})
    assert (row.values["starts_at"], row.values["room"], row.values["topics"]) == (None, "", [])


@pytest.mark.parametrize("text", ["All rooms", "everywhere", "ALL"])
def test_in_all_rooms(meeting, text):
    row = read(meeting, "1", "9:00", "10:00", "T", "", text)
    assert (row.values["room"], row.values["everywhere"]) == ("", True)


def test_a_new_room_is_written_as_it_was_written_first(meeting):
    rows = rows_of(meeting, reading(("1", "", "", "A", "", "Blue  room"), ("1", "", "", "B", "", "blue room")))
    assert [row.values["room"] for row in rows] == ["Blue room", "Blue room"]


@pytest.mark.parametrize(("text", "people"), [("30", 30), ("~30", 30), ("ca. 30", 30), ("30 people", 30), ("", None)])
def test_how_many_are_expected(meeting, text, people):
    assert read(meeting, "T", text, header=("Title", "Expected")).values["expected"] == people
    assert "no number" in read(meeting, "T", "lots", header=("Title", "Expected")).faults["expected"]


def test_formulas_and_control_characters_are_text(meeting):
    row = read(meeting, "1", "9:00", "10:00", "=HYPERLINK(1)\x07", "", "", "", "")
    assert (row.values["title"], row.faults) == ("=HYPERLINK(1)", {})


def test_the_dates_of_another_meeting_may_be_moved(meeting):
    given = reading(("17.11.2016", "9:00", "10:00", "A"), ("19.11.2016", "0:30", "2:00", "B"), ("Day 1", "9", "", "C"))
    assert all(row.faults for row in rows_of(meeting, given)[:2])
    rows = rows_of(meeting, given, moved=True)
    assert [row.values["starts_at"] for row in rows] == [
        moment("2026-11-19T09:00+02:00"),
        moment("2026-11-21T00:30+02:00"),
        moment("2026-11-19T09:00+02:00"),
    ]
    assert [row.values["day"] for row in rows] == [1, 2, 1]
