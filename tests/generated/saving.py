"""How thousands of rows are written."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def save(rows: Iterable[Row]) -> list[Row]:
    """Save `rows`, all of one model, past validation and history; each gets its primary key."""
    found = list(rows)
    return type(found[0])._default_manager.bulk_create(found, batch_size=1000) if found else []
