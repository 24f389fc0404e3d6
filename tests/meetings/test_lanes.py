"""What shares a room and a time stands side by side."""

from meetings.lanes import Lane, Span, lanes_of


def lanes(*spans):
    return lanes_of([Span(key, *span) for key, span in enumerate(spans)])


def test_whatever_is_alone_has_the_whole_column():
    assert lanes((0, 60, 120), (0, 120, 180), (1, 60, 120)) == dict.fromkeys(range(3), Lane())


def test_two_at_once_share_it():
    assert lanes((0, 60, 120), (0, 90, 150)) == {0: Lane(0, 2), 1: Lane(1, 2)}


def test_a_lane_is_used_again_as_soon_as_it_is_free():
    assert lanes((0, 0, 240), (0, 0, 60), (0, 60, 120)) == {0: Lane(0, 2), 1: Lane(1, 2), 2: Lane(1, 2)}


def test_what_goes_across_all_columns_and_what_it_crosses_know_of_each_other():
    assert lanes((None, 0, 60), (0, 30, 90), (1, 60, 90)) == {
        0: Lane(crossed=True),
        1: Lane(crossed=True),
        2: Lane(),
    }


def test_two_across_share_the_whole_width():
    assert lanes((None, 0, 60), (None, 30, 90)) == {0: Lane(0, 2), 1: Lane(1, 2)}
