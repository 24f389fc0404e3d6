"""Which of the entries found stands first, decided by the database so that only one page of them is read."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import IntegerField, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Collate

from meetings.models.search import SearchEntry

Kind = SearchEntry.Kind
TABLE = SearchEntry._meta.db_table
PADDED = f"' ' || {TABLE}.title_words || ' '"
LENGTH = f"(length({TABLE}.title_words) - length(replace({TABLE}.title_words, ' ', '')) + 1)"
POINTS = f"CASE WHEN {PADDED} LIKE %s THEN 3 WHEN {PADDED} LIKE %s THEN 1 ELSE 0 END"
# Of two that fit equally well, what people mostly look for stands first.
WEIGHTS = {Kind.ORGANIZATION: 300, Kind.MEETING: 300, Kind.TOPIC: 200}
WEIGHTS |= dict.fromkeys([Kind.REPORT, Kind.OUTCOME, Kind.PARTNER], 100)
WEIGHT = " ".join(f"WHEN '{kind.value}' THEN {weight}" for kind, weight in WEIGHTS.items())
# The order of bytes is the same on every database and every machine.
BYTEWISE = {"postgresql": "C", "sqlite": "BINARY"}


def ranked(entries: QuerySet[SearchEntry], wanted: Sequence[str]) -> QuerySet[SearchEntry]:
    """The best first: the more of the folded words `wanted` the title holds and the less else; then the latest.

    Folded words are letters and digits, so that none is a pattern.
    """
    patterns = [pattern for word in wanted for pattern in (f"% {word} %", f"% {word}%")]
    points = " + ".join([POINTS] * len(wanted)) or "0"
    share = f"CASE WHEN {points} = 0 THEN 0 ELSE %s / {LENGTH} + CASE {TABLE}.kind {WEIGHT} ELSE 0 END END"
    return entries.order_by(
        RawSQL(points, patterns, IntegerField()).desc(),  # noqa: S611
        RawSQL(share, [*patterns, 300 * len(wanted)], IntegerField()).desc(),  # noqa: S611
        Coalesce("year", 0).desc(),
        Collate("title_words", BYTEWISE[connection.vendor]),
        "kind",
        "key",
    )
