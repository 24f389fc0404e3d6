"""The editor's board: one day in its grid, the tray, every fault; and few questions, however many entries."""

from datetime import UTC, datetime

import pytest

from meetings.axis import moment_at
from meetings.reads.grid import board_of
from tests.factories import make_meeting, make_organization, make_plan, make_room, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting(year=2027, starts_on="2027-03-11", ends_on="2027-03-14", time_zone="Europe/Brussels")


def placed(meeting, day, minute, **fields):
    return make_plan(meeting, day=day, starts_at=moment_at(meeting, day, minute), **fields)


def titles(entries):
    return [entry.plan.title for entry in entries]


def test_everything_stands_in_one_place(meeting):
    placed(meeting, 1, 600, title="Placed")
    placed(meeting, 2, 600, title="Another day")
    make_plan(meeting, title="Day alone", day=1)
    make_plan(meeting, title="Nothing known")
    make_plan(meeting, title="Removed", state="removed")
    make_plan(meeting, title="Astray", day=1, starts_at=datetime(2027, 5, 1, 9, tzinfo=UTC))
    board = board_of(meeting)
    assert [titles(part) for part in (board.entries, board.untimed, board.tray, board.strays)] == [
        ["Placed"],
        ["Day alone"],
        ["Nothing known"],
        ["Astray"],
    ]
    assert [(tab.brief, tab.placed, tab.untimed) for tab in board.tabs] == [
        ("Thu 11", 1, 1),
        ("Fri 12", 1, 0),
        ("Sat 13", 0, 0),
        ("Sun 14", 0, 0),
    ]


def test_an_entry_tells_by_classes_where_it_stands(meeting):
    _first, second = (make_room(meeting, name=name, position=number) for number, name in enumerate("AB"))
    placed(meeting, 1, 555, room=second, minutes=75)
    placed(meeting, 1, 600, room=second)
    placed(meeting, 1, 1500, minutes=30)
    placed(meeting, 1, 700, everywhere=True)
    assert [entry.place for entry in board_of(meeting).entries] == [
        "h-9 m-15 f-1 p-15 col-1 lane-0 of-2",
        "h-10 m-0 f-1 p-0 col-1 lane-1 of-2",
        "h-11 m-40 f-1 p-0 everywhere",
        "h-25 m-0 f-0 p-30 col-2",
    ]
    assert [entry.after_midnight for entry in board_of(meeting).entries] == [False, False, False, True]


def test_the_axis_reaches_as_far_as_the_day_does(meeting):
    assert (board_of(meeting).first, board_of(meeting).last) == (480, 1200)
    placed(meeting, 1, 390)
    placed(meeting, 1, 1410, minutes=95)
    board = board_of(meeting)
    assert (board.first, board.last) == (360, 1560)
    assert [line.next_date for line in board.lines if line.next_date] == ["Fri 12"]


def test_a_chosen_entry_brings_its_day(meeting):
    plan = placed(meeting, 3, 600)
    assert board_of(meeting, chosen=plan.pk).shown.number == 3
    board = board_of(meeting, day=2, chosen=plan.pk)
    assert (board.shown.number, board.chosen.plan) == (2, plan)
    assert board_of(meeting, day=99).shown.number == 1


def test_a_day_beyond_the_last_is_shown_as_long_as_something_stands_there(meeting):
    make_plan(meeting, day=6, starts_at=datetime(2027, 3, 16, 9, tzinfo=UTC))
    board = board_of(meeting, day=6)
    assert (board.shown.brief, len(board.entries), board.hard) == ("Tue 16", 1, 1)


def test_faults_stand_beside_their_entries_and_are_counted(meeting):
    room = make_room(meeting, capacity=10)
    placed(meeting, 1, 600, room=room, title="A", expected=30)
    placed(meeting, 1, 630, room=room, title="B")
    board = board_of(meeting, day=2)
    assert (board.hard, board.soft, titles(board.faulty)) == (2, 1, ["A", "B"])
    assert [(tab.hard, tab.soft) for tab in board.tabs][:2] == [(2, 1), (0, 0)]


def test_many_entries_ask_no_more_than_few(meeting, django_assert_num_queries):
    rooms, organizations, topic = (
        [make_room(meeting) for _ in range(3)],
        [make_organization() for _ in range(4)],
        make_topic(),
    )
    for count in (3, 60):
        for number in range(count):
            plan = placed(meeting, 1 + number % 4, 540 + number, room=rooms[number % 3], leads=organizations[:2])
            plan.topics.add(topic)
        with django_assert_num_queries(4):
            board = board_of(meeting)
            assert [entry.leads for entry in board.entries]


def test_a_night_in_which_the_clocks_go_back_is_an_hour_longer():
    meeting = make_meeting(year=2027, starts_on="2027-10-30", ends_on="2027-10-31", time_zone="Europe/Brussels")
    late = placed(meeting, 1, 26 * 60, minutes=120)  # from the first 02:00 to 03:00, which are two hours
    board = board_of(meeting)
    assert [(entry.start, entry.end, entry.plan) for entry in board.entries] == [("02:00", "03:00", late)]
    assert [(line.label, line.shift) for line in board.lines][-3:] == [("02:00", 0), ("02:00", -60), ("03:00", 0)]
