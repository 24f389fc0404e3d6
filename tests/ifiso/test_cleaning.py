"""Text from strangers, without what cannot be seen."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ifiso.cleaning import Line, Paragraphs, printable

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ada\r\nBcc: all@example.org", "Ada Bcc: all@example.org"),
        ("  Ada\t\u2028 Lovelace\0 ", "Ada Lovelace"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("Zoë 👩\u200d💻", "Zoë 👩\u200d💻"),
    ],
)
def test_a_line_is_one_line(typed, kept):
    assert Line().clean(typed) == kept


def test_paragraphs_keep_their_line_ends_which_count_once():
    assert Paragraphs(max_length=5).clean("ab\r\ncd") == "ab\ncd"
    with pytest.raises(ValidationError):
        Paragraphs().clean("\0 \r\n")


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert printable(printable(text)) == printable(text)
    assert "\0" not in printable(text)
