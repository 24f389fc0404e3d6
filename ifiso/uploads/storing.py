"""Files in the storage come and go with the transaction that speaks of them. Only Django's storage API is used."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.core.files.storage import Storage
from django.db import transaction

from ifiso.uploads.checking import Checked


def unguessable(upload: Checked) -> str:
    """A name made of nothing that was sent, which ends as its content says."""
    return f"{secrets.token_hex(16)}.{upload.kind.extension}"


@contextmanager
def stored(upload: Checked, *, storage: Storage, folder: str) -> Iterator[str]:
    """Keep `upload` under a name that nobody can guess; gone if the block fails.

    Have the transaction within the block, so that nothing is left behind when it cannot be committed.
    """
    name = storage.save(f"{folder}/{unguessable(upload)}", upload.content)
    try:
        yield name
    except BaseException:
        storage.delete(name)
        raise


def delete_on_commit(name: str, *, storage: Storage) -> None:
    """Delete the file `name` once the transaction that forgets it is committed."""
    if name:
        transaction.on_commit(partial(storage.delete, name), robust=True)
