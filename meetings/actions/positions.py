"""Rows that stand in an order which people choose, by their `position`. Whoever calls this holds the lock of it."""

from typing import TypeVar

from django.db.models import Max, Model, QuerySet

Row = TypeVar("Row", bound=Model)


def next_position(rows: QuerySet) -> int:
    """After all of `rows`."""
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def swap(rows: QuerySet[Row], row: Row, *, up: bool) -> bool:
    """Let `row` change places with the one of `rows` before it, or after it; False where there is none."""
    ordered = list(rows)
    if row not in ordered:
        return False
    index = ordered.index(row)
    other = index - 1 if up else index + 1
    if not 0 <= other < len(ordered):
        return False
    ordered[index], ordered[other] = ordered[other], ordered[index]
    for position, one in enumerate(ordered):
        if one.position != position:  # type: ignore[attr-defined]
            rows.filter(pk=one.pk).update(position=position)
    return True
