"""Open data into an empty registry, whose public pages are then those of the registry that it came from."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import connection, models, transaction

from ifiso.archive.faults import Fault, FaultyArchive
from ifiso.opendata import files
from ifiso.opendata.columns import File
from ifiso.opendata.reading import Data, Filled, Reader
from ifiso.opendata.tables import TABLES
from ifiso.opendata.writing import DESCRIPTOR
from organizations.actions.records import raise_content_version

BATCH = 500
CHANGE_REASON = "archive"


class NotEmptyError(Exception):
    """The registry holds rows already, with which those of the data might be confused."""


def is_open_data(folder: Path) -> bool:
    return (folder / DESCRIPTOR).is_file()


def load_data(folder: Path, *, dry_run: bool = False) -> Counter[str]:
    """Bring the tables in `folder` into the registry; how many rows each has. With `dry_run` only check them.

    NotEmptyError, or FaultyArchive with all that is wrong with the files; nothing is written then.
    """
    for table in TABLES:
        if table.model._default_manager.exists():
            raise NotEmptyError(f"This registry holds {table.name} already; open data goes into an empty one only.")
    data = Reader(folder).read()
    if faults := [fault for filled in data.filled for fault in faulty_files(filled, folder)]:
        raise FaultyArchive(faults)
    if not dry_run:
        write(data, folder)
    return Counter({filled.table.name: len(filled.instances) for filled in data.filled})


def faulty_files(filled: Filled, folder: Path) -> Iterator[Fault]:
    for column in columns_of_files(filled):
        for instance in filled.instances:
            if path := str(getattr(instance, column.name)):
                try:
                    files.check(column.field, path, folder)
                except ValidationError as error:
                    name = f"{filled.table.name}.csv"
                    yield Fault(name, 1, f"row {instance.pk}, {column.name}: {' '.join(error.messages)}")


def columns_of_files(filled: Filled) -> list[File]:
    return [column for column in filled.table.columns if isinstance(column, File)]


def write(data: Data, folder: Path) -> None:
    brought: list[str] = []
    try:
        with transaction.atomic():
            for filled in data.filled:
                brought += bring_files(filled, folder)
                insert(filled.instances)
                for name, pairs in filled.several.items():
                    insert_pairs(filled.table.model._meta.get_field(name), pairs)
                if noted := data.changes.get(filled.table.name):
                    insert(past_of(filled, noted))
            count_on([filled.table.model for filled in data.filled])
            raise_content_version()
    except BaseException:
        for name in brought:
            default_storage.delete(name)
        raise


def bring_files(filled: Filled, folder: Path) -> Iterator[str]:
    for column in columns_of_files(filled):
        for instance in filled.instances:
            if path := str(getattr(instance, column.name)):
                name = files.bring(column.field, path, folder)
                setattr(instance, column.name, name)
                yield name


def insert(rows: Iterable[Any]) -> None:
    rows = list(rows)
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)


def insert_pairs(field: Any, pairs: list[tuple[int, int]]) -> None:
    through = field.remote_field.through
    near, far = (f"{name}" for name in (field.m2m_column_name(), field.m2m_reverse_name()))
    insert(through(**{near: row, far: other}) for row, other in pairs)


def past_of(filled: Filled, noted: dict[int, list[tuple[Any, str]]]) -> Iterator[models.Model]:
    """Entries of the history at the moments noted. What the rows held then is not known, but for outcomes' states."""
    past = filled.table.model.history.model  # type: ignore[attr-defined]
    tracked = [field.attname for field in past.tracked_fields]
    for instance in filled.instances:
        held = {name: getattr(instance, name) for name in tracked}
        for number, (at, state) in enumerate(noted.get(instance.pk, [])):
            values = held | ({"state": state} if state else {})
            kind = "~" if number else "+"
            yield past(history_date=at, history_type=kind, history_change_reason=CHANGE_REASON, **values)


def count_on(tables: list[type[models.Model]]) -> None:
    """Let the database give new rows numbers behind those that came."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
