"""Two texts side by side."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifiso.linewise import Line, Piece, lines_between, words_between

pytestmark = pytest.mark.once


def told(old, new):
    """Each line as `+ text`, `- text`, `  text` or `…n`, what changed in it in brackets."""
    marks = {"gone": "- ", "new": "+ ", "same": "  "}
    return [
        f"…{line.count}" if line.kind == "skipped" else marks[line.kind] + "".join(map(marked, line.pieces))
        for line in lines_between(old, new)
    ]


def marked(piece):
    return f"[{piece.text}]" if piece.changed else piece.text


def test_equal_texts_have_nothing_between_them():
    assert lines_between("a\nb", "a\nb") == []


def test_words_that_changed_are_marked_within_their_line():
    assert told("We met in Lisbon.", "We met in Porto.") == ["- We met in [Lisbon].", "+ We met in [Porto]."]


def test_a_line_that_is_another_sentence_is_marked_as_a_whole():
    assert lines_between("Alliances begin with two.", "A training, and lunch") == [
        Line("gone", (Piece("Alliances begin with two.", changed=False),)),
        Line("new", (Piece("A training, and lunch", changed=False),)),
    ]


def test_lines_that_came_and_went():
    assert told("a\nb\nc", "a\nc\nd") == ["  a", "- b", "  c", "+ d"]


def test_what_stayed_is_shown_around_a_change_alone():
    old = "\n".join(map(str, range(20)))
    assert told(old, old.replace("10", "ten")) == ["…8", "  8", "  9", "- 10", "+ ten", "  11", "  12", "…7"]


def test_how_many_words_came_and_went():
    assert words_between("We met in Lisbon.", "We all met in Porto") == (2, 1)
    assert words_between("a b", "b a") == (0, 0)


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=60))
@settings(max_examples=60, deadline=None)
def test_both_texts_can_be_read_from_it(old, new):
    lines = lines_between(old, new)
    if all(line.kind != "skipped" for line in lines) and lines:
        assert [line.text for line in lines if line.kind != "new"] == old.splitlines()
        assert [line.text for line in lines if line.kind != "gone"] == new.splitlines()


@pytest.mark.parametrize(("line", "count"), [("", 3_900), ("x", 3_900), ("word " * 50, 800)])
def test_long_texts_take_no_longer_than_a_page_may(line, count):
    old = "\n".join(f"{line}{number % 40}" for number in range(count))
    began = time.perf_counter()
    lines_between(old, old.replace("7", "y"))
    assert time.perf_counter() - began < 2
