"""The one thing that databases do differently: which entries hold all words of a query.

Both engines see folded words only and split them at spaces, so that they find the same rows.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from meetings.models.search import SearchEntry

# Each group is a word of the query with its alternatives; a prefix finds every word that it begins. A single letter
# begins a word in nearly every text, so that it finds nothing but itself.
Groups = Sequence[Collection[str]]

TABLE = SearchEntry._meta.db_table
FTS5 = "meetings_search_fts"
QUOTED = '"{}"'
SHORTEST_PREFIX = 2


def holding(entries: QuerySet[SearchEntry], groups: Groups) -> QuerySet[SearchEntry]:
    """Those of `entries` that hold, for each group, a word that begins with one of its members."""
    if connection.vendor == "postgresql":
        query = " & ".join(f"({any_of(group, '{}', ':*', ' | ')})" for group in groups)
        return entries.filter(RawSQL(f"{TABLE}.vector @@ to_tsquery('simple', %s)", [query], BooleanField()))  # noqa: S611
    query = " AND ".join(f"({any_of(group, QUOTED, '*', ' OR ')})" for group in groups)
    keys = RawSQL(f"SELECT rowid FROM {FTS5} WHERE {FTS5} MATCH %s", [query])  # noqa: S608, S611
    return entries.filter(pk__in=keys)


@contextmanager
def by_index() -> Iterator[None]:
    """Has PostgreSQL look words up in its index meanwhile, however many entries hold them.

    To read a vector means to unpack it. Its planner does not count that, and would rather read those of all entries.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield


def any_of(group: Collection[str], form: str, prefix: str, joint: str) -> str:
    """Folded words are letters and digits, so that nothing in them can be part of the query's own language."""
    return joint.join(form.format(word) + (prefix if len(word) >= SHORTEST_PREFIX else "") for word in sorted(group))


def put(entries: Sequence[SearchEntry]) -> None:
    """Tell the engine of entries that are new or changed; PostgreSQL sees for itself."""
    if connection.vendor == "sqlite":
        drop([entry.pk for entry in entries])
        with connection.cursor() as cursor:
            rows = [(entry.pk, entry.words) for entry in entries]
            cursor.executemany(f"INSERT INTO {FTS5} (rowid, words) VALUES (%s, %s)", rows)  # noqa: S608


def drop(keys: Collection[int]) -> None:
    """Tell the engine of entries that are gone."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {FTS5} WHERE rowid = %s", [(key,) for key in keys])  # noqa: S608
