"""Text in columns of one width."""

from hypothesis import given
from hypothesis import strategies as st

from ifiso.typewriter import filled, width


def test_wide_characters_take_two_columns_and_combining_ones_none():
    assert width("agenda") == 6
    assert width("議程") == 4
    assert width("e\u0301") == 1


def test_lines_break_between_words_and_within_one_only_where_it_is_longer():
    assert filled("grants and  fundraising", 10) == ["grants and", "fundraisin", "g"]
    assert filled("議程議程", 4) == ["議程", "議程"]
    assert filled(" \n ", 10) == []


@given(st.text(), st.integers(2, 40))
def test_no_line_is_too_long_and_nothing_gets_lost(text, room):
    lines = filled(text, room)
    assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
