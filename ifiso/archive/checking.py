"""Rows of text to lines of plain values, with a fault for whatever does not fit the models or the other files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import models
from django.db.models import Value

from ifiso.archive.catalogue import Catalogue
from ifiso.archive.faults import Fault, FaultyArchive
from ifiso.archive.reading import Row, read
from ifiso.archive.tables import TABLES, Table


@dataclass(frozen=True)
class Line:
    """`values` are plain, by the names of the model's fields."""

    row: Row
    key: str
    values: dict[str, Any]


Archive = list[tuple[Table, list[Line]]]


def read_archive(folder: Path) -> Archive:
    """All lines of the archive in `folder`; FaultyArchive with everything that is wrong with them."""
    faults: list[Fault] = []
    rows = read(folder, TABLES, faults)
    archive = [(table, list(parse_rows(table, rows[table.name], faults))) for table in TABLES]
    faults += doubled_keys(archive)
    if not faults:
        catalogue = numbered(archive)
        faults += unknown_references(archive, catalogue)
        faults += [fault for table, lines in archive for fault in misfits(table, lines, catalogue)]
    if faults:
        raise FaultyArchive(sorted(set(faults)))
    return archive


def parse_rows(table: Table, rows: list[Row], faults: list[Fault]) -> Iterator[Line]:
    for row in rows:
        values, found = {}, list(bad_names(table, row))
        for name, column in table.columns.items():
            try:
                values[name] = column.parse(row.cells[column.name])
            except ValidationError as error:
                found += [row.fault(message, column.name) for message in error.messages]
        faults += found
        if not found:
            yield Line(row, "/".join(row.cells[part] for part in table.key), values)


def bad_names(table: Table, row: Row) -> Iterator[Fault]:
    """Faults of key columns that fill no field, which must be short lasting names."""
    filled = {column.name for column in table.columns.values()}
    for name in table.key:
        try:
            if name not in filled:
                validate_slug(row.cells[name])
        except ValidationError:
            yield row.fault("write a short name of letters, digits and hyphens", name)


def doubled_keys(archive: Archive) -> Iterator[Fault]:
    for _table, lines in archive:
        first: dict[str, Row] = {}
        for line in lines:
            before = first.setdefault(line.key, line.row)
            if before is not line.row:
                yield line.row.fault(f"“{line.key}” stands already in line {before.line}")


def numbered(archive: Archive) -> Catalogue:
    """The lines with numbers in place of the ids that their rows will have."""
    catalogue = Catalogue()
    for table, lines in archive:
        for number, line in enumerate(lines, 1):
            catalogue.enter(table.model, line.key, number)
    return catalogue


def unknown_references(archive: Archive, catalogue: Catalogue) -> Iterator[Fault]:
    for table, lines in archive:
        for line in lines:
            for name, column in table.references.items():
                for key in column.keys(line.values[name]):
                    if not catalogue.knows(column.field.related_model, key):
                        yield line.row.fault(f"the archive has no “{key}”", column.name)


def misfits(table: Table, lines: list[Line], catalogue: Catalogue) -> Iterator[Fault]:
    """Faults that the model itself finds: fields, then constraints, then what may stand only once."""
    sound = []
    for line in lines:
        instance = build(table, line, catalogue)
        try:
            check_alone(instance)
            sound.append((line, instance))
        except ValidationError as error:
            yield from translated(table, line.row, error)
    for names, condition, message in unique_together(table.model):
        first: dict[tuple, Row] = {}
        for line, instance in sound:
            if condition is None or condition.check(expressions(instance)):
                before = first.setdefault(tuple(getattr(instance, name) for name in names), line.row)
                if before is not line.row:
                    yield line.row.fault(f"{message} (see line {before.line})")


def build(table: Table, line: Line, catalogue: Catalogue) -> models.Model:
    """The unsaved row of a line, without its collections."""
    instance = table.model()
    for name, column in table.columns.items():
        if name not in table.collections:
            column.write(instance, line.values[name], catalogue)
    return instance


def check_alone(instance: models.Model) -> None:
    """ValidationError where the instance contradicts its model; what else the registry holds does not matter.

    Structures of JSON are not looked into: an empty one would be taken for none.
    """
    relations = {
        field.name for field in instance._meta.get_fields() if field.is_relation or isinstance(field, models.JSONField)
    }
    instance.full_clean(exclude=relations, validate_unique=False, validate_constraints=False)
    for constraint in instance._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            constraint.validate(type(instance), instance)


def translated(table: Table, row: Row, error: ValidationError) -> Iterator[Fault]:
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, messages in by_field.items():
        column = table.columns.get(name)
        yield from (row.fault(message, column.name if column else "") for message in messages)


def unique_together(model: type[models.Model]) -> Iterator[tuple[list[str], models.Q | None, str]]:
    """Attributes that may hold the same values only once, on which condition, and what to say otherwise."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key:
            yield [field.attname], None, f"{field.name}: stands already"
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            names = [model._meta.get_field(name).attname for name in constraint.fields]  # type: ignore[union-attr]
            yield names, constraint.condition, str(constraint.get_violation_error_message())


def expressions(instance: models.Model) -> dict[str, Any]:
    return {field.name: Value(getattr(instance, field.attname), field) for field in instance._meta.concrete_fields}
