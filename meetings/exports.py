"""Lists as files for a spreadsheet, in which nothing that somebody typed is ever taken for a formula."""

import csv
from collections.abc import Callable
from datetime import date, time
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from meetings.reads.lists import Cell, Sheet, Table

BOM = "\ufeff"  # by which Excel knows UTF-8
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
WIDEST, LONGEST_TITLE = 45, 31  # characters; the second is Excel's limit


def harmless(text: str) -> str:
    """`text` as a spreadsheet shows it, not works it out: an apostrophe before what would begin a formula."""
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text


def plain(cell: Cell) -> str | int:
    """A cell as text or number: days as 2026-11-19, times as 18:30."""
    if cell is None:
        return ""
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, int) else harmless(str(cell))


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a mark; several tables each under its title, an empty line between them."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    for number, table in enumerate(sheet.tables):
        if number:
            writer.writerow([])
        if len(sheet.tables) > 1:
            writer.writerow([plain(table.title)])
        writer.writerow(map(plain, table.columns))
        writer.writerows(map(plain, row) for row in table.rows)
    return (BOM + text.getvalue()).encode()


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook with one sheet for each table."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, options) as book:
        book.set_properties({"title": str(sheet.title), "comments": str(sheet.purpose)})
        for table in sheet.tables:
            write_table(book, table)
    return file.getvalue()


def write_table(book: Workbook, table: Table) -> None:
    page = book.add_worksheet(title_for(book, table.title))
    heading = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    page.write_row(0, 0, [harmless(column) for column in table.columns], heading)
    page.freeze_panes(1, 0)
    for line, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(line, column, cell, day)
            elif isinstance(cell, int):
                page.write_number(line, column, cell)
            elif text := plain(cell):
                page.write_string(line, column, text)
    for column, name in enumerate(table.columns):
        widths = [len(str(plain(row[column]))) for row in table.rows]
        page.set_column(column, column, min(WIDEST, max([len(name), *widths]) + 2))


def title_for(book: Workbook, title: str) -> str:
    """As a tab's name: short, and without what Excel forbids there."""
    allowed = "".join(c for c in title if c not in "[]:*?/\\'")[:LONGEST_TITLE].strip()
    taken = {page.name.casefold() for page in book.worksheets()}
    return allowed if allowed and allowed.casefold() not in taken else _("Table %d") % (len(taken) + 1)


FORMATS: dict[str, tuple[str, Callable[[Sheet], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
