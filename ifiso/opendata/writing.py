"""The tables to a folder: what is public, and nothing that leads to what is not."""

import csv
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Model

from ifiso.opendata import changes
from ifiso.opendata.columns import FILES, Column, File, Reference, References, key_field
from ifiso.opendata.notes import LICENCE, README
from ifiso.opendata.schema import as_json, json_schema, package, resource
from ifiso.opendata.tables import TABLES, Table

NAMES = {table.model: table.name for table in TABLES}
DESCRIPTOR = "datapackage.json"
Row = dict[str, Any]


def write_data(
    folder: Path, day: date, *, tell: Callable[[str], None] = lambda table: None, with_demo: bool = True
) -> None:
    """Make `folder` and write every table as it stands on `day`, as CSV and JSON with their schemas."""
    (folder / "schemas").mkdir(parents=True)
    writing = Writing(folder, with_demo=with_demo)
    late = [table for table in TABLES if table.only_where_named]
    for table in late:
        writing.keys[table.model] = dict(table.public_rows().values_list("pk", key_field(table.model)))
    for table in (*(table for table in TABLES if table not in late), *late):
        tell(table.name)
        write_table(folder, table.name, table.about, table.columns, writing.rows(table))
    tell(changes.NAME)
    write_table(folder, changes.NAME, changes.ABOUT, changes.COLUMNS, writing.changes())
    described = [resource(table.name, table.about, table.columns, NAMES) for table in TABLES]
    described.append(resource(changes.NAME, changes.ABOUT, changes.COLUMNS, NAMES))
    (folder / DESCRIPTOR).write_text(as_json(package(described, day)), encoding="utf-8")
    (folder / "LICENCE.txt").write_text(LICENCE, encoding="utf-8")
    (folder / "README.md").write_text(README, encoding="utf-8")


def write_table(folder: Path, name: str, about: str, columns: Sequence[Column], rows: Iterable[Row]) -> None:
    """One row a line in both files, so that two exports compare line by line."""
    (folder / f"schemas/{name}.json").write_text(as_json(json_schema(name, about, columns)), encoding="utf-8")
    with (
        (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as table,
        (folder / f"{name}.json").open("w", encoding="utf-8") as data,
    ):
        writer = csv.writer(table, lineterminator="\r\n")
        writer.writerow([one.name for one in columns])
        separator = "["
        for row in rows:
            writer.writerow([one.cell(row[one.name]) for one in columns])
            data.write(f"{separator}\n{json.dumps(row, ensure_ascii=False)}")
            separator = ","
        data.write("[]\n" if separator == "[" else "\n]\n")


class Writing:
    """What was written so far: `keys` of each model's rows by number, which is all that references may lead to."""

    def __init__(self, folder: Path, *, with_demo: bool):
        self.folder = folder
        self.with_demo = with_demo
        self.keys: dict[type[Model], Mapping[int, str | int]] = {}
        self.named: dict[type[Model], set[str | int]] = {}

    def rows(self, table: Table) -> Iterator[Row]:
        written: dict[int, str | int] = {}
        single = [one for one in table.columns if not one.many]
        several = {one.name: self.collections(table, one) for one in table.columns if isinstance(one, References)}
        key = key_field(table.model)
        found = table.public_rows(with_demo=self.with_demo).values_list(*(one.field.attname for one in single))
        for values in found.iterator(chunk_size=1000):
            row = self.row(table, dict(zip((one.name for one in single), values, strict=True)), several)
            if row and self.is_wanted(table, row) and self.bring_files(table, row):
                written[row["id"]] = row[key]
                self.note(table, row)
                yield row
        self.keys[table.model] = written

    def row(self, table: Table, values: Row, several: Mapping[str, Mapping[int, list]]) -> Row | None:
        """The row in its plain values; None where it needs one that is not public."""
        row: Row = {}
        for one in table.columns:
            if one.many:
                row[one.name] = several[one.name].get(values["id"], [])
            elif isinstance(one, Reference):
                row[one.name] = self.keys[one.model].get(values[one.name])
                if row[one.name] is None and not one.field.null:
                    return None
            else:
                row[one.name] = one.plain(values[one.name])
        return row | {name: mask(row) for name, mask in table.masks.items()}

    def collections(self, table: Table, one: References) -> dict[int, list]:
        """The keys that each row of `table` names in a column of several, in their order."""
        keys = self.keys[one.model]
        found: dict[int, list[str | int]] = {}
        near, far = one.field.m2m_column_name(), one.field.m2m_reverse_name()
        for row, other in one.field.remote_field.through.objects.values_list(near, far):
            if other in keys:
                found.setdefault(row, []).append(keys[other])
        return {row: sorted(named) for row, named in found.items()}

    def is_wanted(self, table: Table, row: Row) -> bool:
        if table.only_where_named:
            return row[key_field(table.model)] in self.named.get(table.model, ())
        if table.name == "evidence":
            return any(row["target_id"] in self.keys[model] for model in self.targets(row["target_type"]))
        return True

    def targets(self, label: str) -> list[type[Model]]:
        return [model for model in self.keys if model._meta.label_lower == label]

    def note(self, table: Table, row: Row) -> None:
        for one in table.references:
            self.named.setdefault(one.model, set()).update(one.keys(row[one.name]))

    def bring_files(self, table: Table, row: Row) -> bool:
        """Whether the files that the row cannot do without lie beside the tables now."""
        for one in table.columns:
            if isinstance(one, File) and row[one.name] and not self.bring(row[one.name]):
                if not table.outlives_its_file:
                    return False
                row[one.name] = ""
        return True

    def bring(self, path: str) -> bool:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with default_storage.open(path.removeprefix(FILES)) as source, target.open("wb") as file:
                shutil.copyfileobj(source, file)
        except FileNotFoundError:
            return False
        return True

    def changes(self) -> Iterator[Row]:
        for table in TABLES:
            if table.keeps_history:
                for row in changes.changes_of(table.name, table.model, set(self.keys[table.model])):
                    yield {one.name: one.plain(row[one.name]) for one in changes.COLUMNS}
