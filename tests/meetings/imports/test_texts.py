"""Text is text, whatever program saved it; what is none is refused with a sentence."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.imports import UnreadableError
from meetings.imports.texts import decoded

TEXT = "Title;Room\nÉvaluation – “naïve”;Große Aula\n"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_whatever_a_spreadsheet_saves_is_read(encoding, name):
    assert decoded(TEXT.encode(encoding)) == (TEXT, name)


def test_utf_16_big_endian_with_its_mark():
    assert decoded(b"\xfe\xff" + TEXT.encode("utf-16-be"))[0] == TEXT


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b"\xd0\xcf\x11\xe0rest", "workbook"),
        (b"%PDF\x00\x01\x02\x03binary\x00\x00\x00", "not a text file"),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00", "not a text file"),
        (b"Title\x00Room", "not a text file"),
        ("Title".encode("utf-32"), "not a text file"),
        (b"\xff\xfeT\x00i", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(data, said):
    with pytest.raises(UnreadableError, match=said):
        decoded(data)


def test_the_line_of_the_first_letter_that_cannot_be_read_is_told():
    with pytest.raises(UnreadableError) as refused:
        decoded(b"Title\nfine\nnot fine: \x81\x8d\xff\n")
    assert refused.value.line == 3


@given(st.binary(max_size=200))
def test_nothing_breaks_it(data):
    with suppress(UnreadableError):
        assert decoded(data)[1] in {"UTF-8", "UTF-16", "Windows-1252"}
