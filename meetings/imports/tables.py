"""Tables: cells pasted from a spreadsheet, or CSV with commas or semicolons."""

import csv
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from meetings.imports import MOST_ENTRIES, Raw, Reading, UnreadableError
from meetings.imports.headers import COLUMNS, column_of

KIND = "table"
# The first is what spreadsheets put between copied cells; of two that are as frequent the earlier one counts.
DELIMITERS = "\t;,"
# A title or a date may stand above the names of the columns.
HEADER_WITHIN = 10
# No cell has so many lines or characters: its closing quotation mark is missing.
MOST_LINES = 100
MOST_CHARACTERS = 100_000

Cells = list[str]


def read_table(text: str) -> Reading:
    """The entries of a table with the names of its columns on top. UnreadableError where it is no such table."""
    rows = [(line, [cell.strip() for cell in cells]) for line, cells in split(text)]
    rows = [(line, cells) for line, cells in rows if any(cells)]
    if not rows:
        raise UnreadableError(_("There is nothing in it."))
    place, columns = header_among(rows)
    raws = list(entries(rows[place + 1 :], columns))
    if not raws:
        raise UnreadableError(_("There is nothing below the names of the columns."), rows[place][0])
    unknown = [header for header, column in zip(rows[place][1], columns, strict=True) if header and not column]
    return Reading(KIND, raws, [column for column in columns if column], notices(unknown))


def split(text: str) -> Iterator[tuple[int, Cells]]:
    """Each row with the line on which it begins, 1 for the first."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    skipped = 0
    if text[:4].lower() == "sep=":  # spreadsheets tell each other the delimiter so
        text, skipped = text.partition("\n")[2], 1
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text))
    begins = 1
    try:
        for cells in reader:
            if reader.line_num - begins > MOST_LINES or max(map(len, cells), default=0) > MOST_CHARACTERS:
                raise unclosed(begins + skipped)
            yield begins + skipped, cells
            begins = reader.line_num + 1
    except csv.Error:  # one cell of more characters than the module reads
        raise unclosed(begins + skipped) from None


def unclosed(line: int) -> UnreadableError:
    return UnreadableError(_("A quotation mark opens here and is never closed, or a cell is far too long."), line)


def delimiter_of(text: str) -> str:
    lines = [line for line in text[:20_000].split("\n") if line.strip()][:HEADER_WITHIN]
    return max(DELIMITERS, key=lambda delimiter: max((named(line.split(delimiter)) for line in lines), default=0))


def named(cells: Cells) -> int:
    """How many of the cells name columns."""
    return len({column_of(cell.strip(' "')) for cell in cells} - {None})


def header_among(rows: list[tuple[int, Cells]]) -> tuple[int, list[str | None]]:
    """Where the names of the columns stand, and the column that each names."""
    place = max(range(len(rows[:HEADER_WITHIN])), key=lambda number: named(rows[number][1]))
    line, cells = rows[place]
    columns = [column_of(cell) for cell in cells]
    missing = _("No column is named “Title”. The columns that can be read are: %(columns)s.")
    if "title" not in columns:
        raise UnreadableError(missing % {"columns": ", ".join(map(str, COLUMNS.values()))}, line)
    for column, label in COLUMNS.items():
        if columns.count(column) > 1:
            named_so = [cell for cell in cells if column_of(cell) == column]
            raise UnreadableError(
                _("Several columns read as “%(column)s”: %(names)s. Rename those that are not.")
                % {"column": label, "names": ", ".join(named_so)},
                line,
            )
    if "end" in columns and "start" not in columns:
        raise UnreadableError(_("There is a column for the end, but none is named “Start”."), line)
    return place, columns


def entries(rows: list[tuple[int, Cells]], columns: list[str | None]) -> Iterator[Raw]:
    """The rows below the header. A day that stands alone, or once above several rows, counts for those that follow."""
    day = ""
    for count, (line, cells) in enumerate(rows):
        if count == MOST_ENTRIES:
            raise too_many(line)
        if any(cells[len(columns) :]):
            raise UnreadableError(
                _("This line has more cells than there are columns. A comma within a cell needs quotation marks."), line
            )
        filled = [cell for cell in cells if cell]
        found = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
        if len(filled) == 1 and (filled[0] == found.get("day") or (not found.get("title") and filled[0] == cells[0])):
            day = filled[0]
            continue
        day = found.get("day") or day
        yield Raw(line, {**found, "day": day} if day else found)


def too_many(line: int) -> UnreadableError:
    return UnreadableError(
        _("From here on it is too long: an agenda has up to %(most)d entries.") % {"most": MOST_ENTRIES}, line
    )


def notices(unknown: list[str]) -> list[str]:
    if not unknown:
        return []
    return [_("These columns are not read: %(columns)s.") % {"columns": ", ".join(unknown)}]
