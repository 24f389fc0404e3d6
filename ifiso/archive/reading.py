"""Files to rows of text: encoding, columns and front matter, with a fault for whatever cannot be read."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from frontmatter.default_handlers import YAMLHandler

from ifiso.archive.faults import Fault
from ifiso.archive.tables import Table


@dataclass(frozen=True)
class Row:
    """One line of a table, or one Markdown file. `lines` tells where a cell stands if not on `line`."""

    file: str
    line: int
    cells: dict[str, str]
    lines: dict[str, int] = field(default_factory=dict)

    def fault(self, message: str, column: str = "") -> Fault:
        text = f"{column}: {message}" if column else message
        return Fault(self.file, self.lines.get(column, self.line), text)


def read(folder: Path, tables: list[Table], faults: list[Fault]) -> dict[str, list[Row]]:
    """The rows of each table below `folder`, by the table's name."""
    known = {file_name(table) for table in tables} | {"README.md"}
    strangers = sorted(path.name for path in folder.iterdir() if path.name not in known and path.name[0] != ".")
    faults += [Fault(name, 1, "no table of the archive has this name") for name in strangers]
    return {table.name: list(read_table(folder, table, faults)) for table in tables}


def file_name(table: Table) -> str:
    return table.name if table.is_folder else f"{table.name}.csv"


def read_table(folder: Path, table: Table, faults: list[Fault]) -> Iterator[Row]:
    if not table.is_folder:
        yield from read_csv(folder / file_name(table), table.header, faults)
        return
    for path in sorted((folder / table.name).glob("*.md")):
        yield from read_markdown(path, f"{table.name}/{path.name}", table.header, faults)


def read_text(path: Path, name: str, faults: list[Fault]) -> str | None:
    """The file's text; None, and a fault, where it is not text."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        faults.append(Fault(name, 1, f"cannot be read: {error.strerror}"))
    except UnicodeDecodeError as error:
        faults.append(Fault(name, data.count(b"\n", 0, error.start) + 1, "is not UTF-8"))
    else:
        if "\0" not in text:
            return text
        faults.append(Fault(name, text.count("\n", 0, text.index("\0")) + 1, "holds a NUL character"))
    return None


def read_csv(path: Path, header: tuple[str, ...], faults: list[Fault]) -> Iterator[Row]:
    text = read_text(path, path.name, faults)
    if text is None:
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        names = [name.strip() for name in next(reader, [])]
        if problems := header_problems(names, header):
            faults += [Fault(path.name, 1, problem) for problem in problems]
            return
        start = reader.line_num + 1
        for cells in reader:
            row = Row(path.name, start, dict(zip(names, map(str.strip, cells), strict=False)))
            start = reader.line_num + 1
            if len(cells) == len(names):
                yield row
            elif cells:
                faults.append(row.fault(f"has {len(cells)} cells, the header has {len(names)}"))
    except csv.Error as error:
        faults.append(Fault(path.name, reader.line_num, f"is not CSV: {error}"))


def header_problems(names: list[str], header: tuple[str, ...]) -> list[str]:
    """What is unknown, missing or named twice among the column `names`."""
    twice = sorted({name for name in names if names.count(name) > 1})
    return [
        *(f"unknown column “{name}”" for name in names if name not in header),
        *(f"missing column “{name}”" for name in header if name not in names),
        *(f"column “{name}” stands twice" for name in twice),
    ]


def read_markdown(path: Path, name: str, header: tuple[str, ...], faults: list[Fault]) -> Iterator[Row]:
    """One row: the front matter's entries, `slug` from the file's name, `body` from the text below."""
    text = read_text(path, name, faults)
    if text is None:
        return
    try:
        front, body = split_front_matter(text)
    except FrontMatterError as error:
        faults.append(Fault(name, error.line, f"bad front matter: {error}"))
        return
    cells = {**front, "slug": path.stem, "body": body}
    if problems := header_problems(list(cells), header):
        faults += [Fault(name, 1, problem) for problem in problems]
        return
    lines = {line.partition(":")[0]: number for number, line in reversed(list(enumerate(text.splitlines(), 1)))}
    yield Row(name, 1, {key: value.strip() for key, value in cells.items()}, lines)


class FrontMatterError(ValueError):
    def __init__(self, message: str, line: int = 1):
        super().__init__(message)
        self.line = line


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The entries between the first two lines of ---, all as text, and what follows."""
    parts = YAMLHandler.FM_BOUNDARY.split(text, 2)
    if len(parts) < 3 or parts[0].strip():
        raise FrontMatterError("the file must begin with it, between two lines of ---")
    try:
        entries = YAMLHandler().load(parts[1], Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise FrontMatterError(getattr(error, "problem", None) or str(error), mark.line + 1 if mark else 1) from None
    if not isinstance(entries, dict) or not all(isinstance(part, str) for entry in entries.items() for part in entry):
        raise FrontMatterError("write one “name: text” a line")
    return entries, parts[2]
