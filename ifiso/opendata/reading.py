"""The tables back from their CSV files, with a fault for whatever does not fit."""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from ifiso.archive.checking import check_alone
from ifiso.archive.faults import Fault, FaultyArchive
from ifiso.archive.reading import header_problems
from ifiso.opendata import changes
from ifiso.opendata.columns import Column, Reference, key_field
from ifiso.opendata.tables import TABLES, Table

Plain = dict[str, Any]
LONGEST_CELL = 10_000_000


@dataclass
class Filled:
    """What a table's file says: unsaved rows with their numbers, and of each the numbers that its lists name."""

    table: Table
    instances: list[Model] = field(default_factory=list)
    several: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


@dataclass
class Data:
    """All tables in their order, and the changes that are noted: by table and row, each a moment and a state."""

    filled: list[Filled]
    changes: dict[str, dict[int, list[tuple[Any, str]]]]


class Reader:
    """Reads one table after the other; `numbers` knows the rows so far by what others call them."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.faults: list[Fault] = []
        self.numbers: dict[type[Model], dict[str | int, int]] = {}

    def read(self) -> Data:
        """FaultyArchive with everything that is wrong."""
        longest = csv.field_size_limit(min(sys.maxsize, LONGEST_CELL))
        try:
            filled = [self.fill(table) for table in TABLES]
        finally:
            csv.field_size_limit(longest)
        noted = self.changes()
        if self.faults:
            raise FaultyArchive(sorted(set(self.faults)))
        return Data(filled, noted)

    def fill(self, table: Table) -> Filled:
        filled, key = Filled(table), key_field(table.model)
        numbers: dict[str | int, int] = {}
        self.numbers[table.model] = numbers
        for line, row in self.lines(table.name, table.columns):
            if row["id"] in numbers.values() or row[key] in numbers:
                self.fault(table.name, line, f"{key}: “{row[key]}” stands already")
                continue
            numbers[row[key]] = row["id"]
            try:
                filled.instances.append(self.instance(table, row, filled))
            except ValidationError as error:
                self.faults += [Fault(f"{table.name}.csv", line, message) for message in messages(error)]
        return filled

    def lines(self, name: str, columns: list[Column]) -> Iterator[tuple[int, Plain]]:
        """The number of each line, and its values."""
        try:
            with (self.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
                reader = csv.reader(file, strict=True)
                header = next(reader, [])
                for problem in header_problems(header, tuple(one.name for one in columns)):
                    self.fault(name, 1, problem)
                    return
                by_name = {one.name: one for one in columns}
                start = reader.line_num + 1
                for cells in reader:
                    if row := self.parsed(name, start, [by_name[one] for one in header], cells):
                        yield start, row
                    start = reader.line_num + 1
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            self.fault(name, 1, f"cannot be read: {error}")

    def parsed(self, name: str, line: int, columns: list[Column], cells: list[str]) -> Plain | None:
        if len(cells) != len(columns) or any("\0" in cell for cell in cells):
            self.fault(name, line, f"has {len(cells)} cells, the header has {len(columns)}, or holds a NUL character")
            return None
        row: Plain = {}
        for one, cell in zip(columns, cells, strict=True):
            try:
                row[one.name] = one.parse(cell)
            except (ValidationError, ValueError) as error:
                self.fault(name, line, f"{one.name}: {'; '.join(messages(error))}")
                return None
        return row

    def instance(self, table: Table, row: Plain, filled: Filled) -> Model:
        instance = table.model()
        for one in table.columns:
            if isinstance(one, Reference):
                numbers = self.referred(one, row[one.name])
                if one.many:
                    filled.several.setdefault(one.name, []).extend((row["id"], number) for number in numbers)
                else:
                    setattr(instance, one.field.attname, numbers[0] if numbers else None)
                    if not numbers and not one.field.null:
                        raise ValidationError({one.name: "must not be empty"})
            else:
                setattr(instance, one.field.attname, one.value(row[one.name]))
        check_alone(instance)
        return instance

    def referred(self, one: Reference, plain: Any) -> list[int]:
        known = self.numbers.get(one.model, {})
        if unknown := [key for key in one.keys(plain) if key not in known]:
            raise ValidationError(f"{one.name}: no row is called “{unknown[0]}”")
        return [known[key] for key in one.keys(plain)]

    def changes(self) -> dict[str, dict[int, list[tuple[Any, str]]]]:
        tables = {table.name: table for table in TABLES if table.keeps_history}
        noted: dict[str, dict[int, list[tuple[Any, str]]]] = {name: {} for name in tables}
        for line, row in self.lines(changes.NAME, changes.COLUMNS):
            if row["table"] not in tables or row["row"] not in self.numbers[tables[row["table"]].model].values():
                self.fault(changes.NAME, line, f"no row {row['row']} is in the table “{row['table']}”")
                continue
            at = changes.COLUMNS[2].value(row["at"])
            noted[row["table"]].setdefault(row["row"], []).append((at, row["state"]))
        return noted

    def fault(self, name: str, line: int, message: str) -> None:
        self.faults.append(Fault(f"{name}.csv", line, message))


def messages(error: Exception) -> list[str]:
    if not isinstance(error, ValidationError):
        return [str(error)]
    if hasattr(error, "error_dict"):
        return [f"{name}: {message}" for name, found in error.message_dict.items() for message in found]
    return list(error.messages)
