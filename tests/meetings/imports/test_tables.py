"""Tables as they come out of spreadsheets."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.imports import MOST_ENTRIES, UnreadableError
from meetings.imports.headers import COLUMNS, column_of
from meetings.imports.tables import read_table


def cells(text):
    return [(raw.line, raw.cells) for raw in read_table(text).raws]


@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
def test_cells_are_found_whatever_divides_them(delimiter):
    text = "Day|Start|Title\n1|9:00|Opening\n\n2|10:00|Closing\n".replace("|", delimiter)
    assert cells(text) == [
        (2, {"day": "1", "start": "9:00", "title": "Opening"}),
        (4, {"day": "2", "start": "10:00", "title": "Closing"}),
    ]


def test_a_cell_may_hold_lines_and_quotation_marks():
    text = 'Title\tAbstract\tRoom\r\nOne\t"First ""line""\r\nsecond line"\tAula\r\nTwo\t"so" called\tAula\r\n'
    assert cells(text) == [
        (2, {"title": "One", "abstract": 'First "line"\nsecond line', "room": "Aula"}),
        (4, {"title": "Two", "abstract": "so called", "room": "Aula"}),
    ]


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Session title", "title"),
        ("Date", "day"),
        ("Start time", "start"),
        ("FROM", "start"),
        ("Until", "end"),
        ("Length (minutes)", "minutes"),
        ("Duration [min]", "minutes"),
        ("Type of session", "kind"),
        ("Location", "room"),
        ("Led by (organisations)", "leads"),
        ("Organisations", "leads"),
        ("Tags", "topics"),
        ("Description", "abstract"),
        ("Participants", "expected"),
        ("Price", None),
        ("", None),
    ],
)
def test_columns_are_known_by_many_names(header, column):
    assert column_of(header) == column


@pytest.mark.parametrize(("column", "label"), COLUMNS.items())
def test_our_own_names_are_among_them(column, label):
    assert column_of(str(label)) == column


def test_a_heading_above_the_header_and_the_program_s_own_first_line_do_not_matter():
    text = "sep=;\nProgramme of Autumn 2026;;\n\nDay;Title;\n1;Opening;\n"
    assert cells(text) == [(5, {"day": "1", "title": "Opening"})]


def test_a_day_counts_for_the_rows_below_it():
    text = "Day\tStart\tTitle\nThu\t9:00\tA\n\t10:00\tB\nFri\n\t11:00\tC\n"
    assert [raw["day"] for _line, raw in cells(text)] == ["Thu", "Thu", "Fri"]


def test_a_day_may_stand_alone_where_no_column_is_for_it():
    text = "Start\tTitle\nThursday 19 November\t\n9:00\tA\nFri 20\n9:00\tB\n"
    assert [raw["day"] for _line, raw in cells(text)] == ["Thursday 19 November", "Fri 20"]


def test_columns_that_are_not_read_are_named():
    assert read_table("Title\tPrice\tRoom\nA\t3\tAula\n").notices == ["These columns are not read: Price."]


def refused(text):
    with pytest.raises(UnreadableError) as found:
        read_table(text)
    return found.value.line, found.value.sentence


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 0, "nothing in it"),
        (" \n\t\t\n", 0, "nothing in it"),
        ("just some words", 1, "No column is named “Title”"),
        ("Day\tStart\tRoom\n1\t9:00\tAula\n", 1, "No column is named “Title”"),
        ("Title\tRoom\n", 1, "nothing below the names"),
        ("\nTitle\tEnd\nA\t9:00\n", 2, "none is named “Start”"),
        ("Title\tRoom\tLocation\nA\tB\tC\n", 1, "Several columns read as “Room”: Room, Location"),
        ("Title,Room\nOpening, at last,Aula\n", 2, "more cells than there are columns"),
        ('Title\tRoom\nA\t"Aula\n' + "B\tAula\n" * 200, 2, "never closed"),
        ("Title\n" + "x" * 140_000, 2, "far too long"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text, line, said):
    assert refused(text)[0] == line
    assert said in refused(text)[1]


def test_it_does_not_get_endless():
    assert len(read_table("Title\n" + "A\n" * MOST_ENTRIES).raws) == MOST_ENTRIES
    assert refused("Title\n" + "A\n" * (MOST_ENTRIES + 1))[0] == MOST_ENTRIES + 2


@given(st.text(alphabet=st.sampled_from('Titleday,;\t\n\r"=\x00\ufeffé1:'), max_size=200))
def test_nothing_breaks_it(text):
    for given_text in (text, f"Title\tDay\n{text}", f"Title;Day\n{text}"):
        with suppress(UnreadableError):
            read_table(given_text)
