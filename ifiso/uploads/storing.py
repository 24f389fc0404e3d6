"""Files in the storage come and go with the transaction that speaks of them. Only Django's storage API is used."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import FileField, Model, QuerySet
from django.db.models.deletion import Collector

from ifiso.uploads.checking import Checked


def unguessable(upload: Checked) -> str:
    """A name made of nothing that was sent, which ends as its content says."""
    return f"{secrets.token_hex(16)}.{upload.kind.extension}"


@contextmanager
def stored(name: str, content: File, *, storage: Storage) -> Iterator[str]:
    """Keep `content` under `name`, or one like it where that is taken; gone if the block fails.

    Have the transaction within the block, so that nothing is left behind when it cannot be committed.
    """
    name = storage.save(name, content)
    try:
        yield name
    except BaseException:
        storage.delete(name)
        raise


def delete_on_commit(name: str, *, storage: Storage) -> None:
    """Delete the file `name` once the transaction that forgets it is committed."""
    if name:
        transaction.on_commit(partial(storage.delete, name), robust=True)


def let_files_go_with(rows: QuerySet) -> None:
    """Delete the files of `rows`, and of all that goes with them, once that is committed. Call it before they go."""
    collector = Collector(using=rows.db, origin=rows)
    collector.collect(rows)
    going = [row for of_one_model in collector.data.values() for row in of_one_model]
    going += [row for unseen in collector.fast_deletes if files_of(unseen.model) for row in unseen]
    for row in going:
        for field in files_of(type(row)):
            if name := str(getattr(row, field.name) or ""):
                transaction.on_commit(partial(delete_unused, type(row), field, name), robust=True)


def files_of(model: type[Model]) -> list[FileField]:
    return [field for field in model._meta.fields if isinstance(field, FileField)]


def delete_unused(model: type[Model], field: FileField, name: str) -> None:
    """Unless the file is that of another row as well."""
    if not model._base_manager.filter(**{field.name: name}).exists():
        field.storage.delete(name)
