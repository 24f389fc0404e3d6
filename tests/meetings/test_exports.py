"""Files for a spreadsheet: nothing in them is worked out, nothing in them is lost."""

import csv
from datetime import date, time
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from meetings.exports import as_csv, as_xlsx, harmless
from meetings.reads.lists import Sheet, Table

NAMES = ["Żółć Ørsted", "نور الهدى", "李小龙", "O'Brien", 'Ann "Nan" Lee, PhD']
FORMULAS = ['=HYPERLINK("http://evil.example")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet(*rows, columns=("Name", "Number"), title="People"):
    return Sheet("people", "People", "For a test.", [Table(title, columns, rows)])


def read_csv(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content, number=1):
    """The texts and numbers of a page, row by row, and its formulas."""
    with ZipFile(BytesIO(content)) as book:
        strings = ["".join(text.itertext()) for text in part(book, "sharedStrings")]
        page = part(book, f"worksheets/sheet{number}")
        names = [one.get("name") for one in part(book, "workbook").iter(f"{SPACE}sheet")]
    rows = [[value_of(cell, strings) for cell in row] for row in page.iter(f"{SPACE}row")]
    return names, rows, list(page.iter(f"{SPACE}f"))


def part(book, name):
    return ElementTree.fromstring(book.read(f"xl/{name}.xml"))  # noqa: S314 - our own


def value_of(cell, strings):
    value = cell.findtext(f"{SPACE}v")
    return strings[int(value)] if cell.get("t") == "s" else float(value)


@pytest.mark.parametrize("text", FORMULAS)
def test_what_would_be_a_formula_is_shown_as_text(text):
    assert harmless(text) == f"'{text}"
    assert read_csv(as_csv(sheet([text, 1])))[1] == [f"'{text}", "1"]
    _names, rows, formulas = read_xlsx(as_xlsx(sheet([text, 1])))
    assert rows[1][0].replace("_x000D_", "\r") == f"'{text}"
    assert formulas == []


def test_a_question_that_begins_like_a_formula_is_a_heading_like_any_other():
    assert read_csv(as_csv(sheet(columns=("=1+1", "Number"))))[0] == ["'=1+1", "Number"]
    assert read_xlsx(as_xlsx(sheet(columns=("=1+1", "Number"))))[1][0] == ["'=1+1", "Number"]


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_script_stay_as_they_are(name):
    assert as_csv(sheet([name, 1])).startswith(b"\xef\xbb\xbf")
    assert read_csv(as_csv(sheet([name, 1])))[1][0] == name
    assert read_xlsx(as_xlsx(sheet([name, 1])))[1][1][0] == name


def test_days_times_and_numbers():
    row = [date(2026, 11, 19), time(18, 30), 3, None]
    made = sheet(row, columns=("Day", "Time", "Nights", "Number"))
    assert read_csv(as_csv(made))[1] == ["2026-11-19", "18:30", "3", ""]
    _names, rows, _formulas = read_xlsx(as_xlsx(made))
    assert rows[1] == [46345, "18:30", 3]  # 46345 is that day, counted from the end of 1899


def test_several_tables_stand_apart():
    tables = [Table("One", ["A"], [["x"]]), Table("One", ["B"], []), Table("A/B: [c]*?", ["C"], [["y"]])]
    made = Sheet("several", "Several", "For a test.", tables)
    assert read_csv(as_csv(made)) == [["One"], ["A"], ["x"], [], ["One"], ["B"], [], ["A/B: [c]*?"], ["C"], ["y"]]
    names, rows, _formulas = read_xlsx(as_xlsx(made), number=3)
    assert names == ["One", "Table 2", "AB c"]
    assert rows == [["C"], ["y"]]
