"""A folder that holds the last good copy until a new one is whole."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = "copy.json"
MADE_BY = "IFISO registry"


class NoCopyError(Exception):
    """The folder cannot be replaced, because somebody else's files are in it."""


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """Yields a new folder beside `folder`, which takes its place once all has gone well; else nothing changes.

    Raises NoCopyError where `folder` is neither empty nor a copy, OSError where nothing can be written there.
    """
    folder = folder.absolute()
    check_replaceable(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as beside:
        new, old = Path(beside, "new"), Path(beside, "old")
        new.mkdir()
        yield new
        (new / MARK).write_text(json.dumps({"made_by": MADE_BY}) + "\n")
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise


def check_replaceable(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NoCopyError(f"{folder} is no folder.")
    if folder.exists() and any(os.scandir(folder)) and not is_copy(folder):
        raise NoCopyError(f"{folder} holds something else than a copy of the registry: name an empty or a new folder.")


def is_copy(folder: Path) -> bool:
    try:
        return json.loads((folder / MARK).read_text(encoding="utf-8")).get("made_by") == MADE_BY
    except (OSError, ValueError, AttributeError):
        return False


def size_of(folder: Path) -> tuple[int, int]:
    """How many files, and how many bytes in all."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
