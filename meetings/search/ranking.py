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
BEGINS = f"{PADDED} LIKE %s"
POINTS = f"CASE WHEN {PADDED} LIKE %s THEN 3 WHEN {PADDED} LIKE %s THEN 1 ELSE 0 END"
# More than a title's share of other things can ever be.
POINT = 10_000
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
    return entries.order_by(
        fit(wanted).desc(),
        Coalesce("year", 0).desc(),
        Collate("title_words", BYTEWISE[connection.vendor]),
        "kind",
        "key",
    )


def fit(wanted: Sequence[str]) -> RawSQL:
    """How well a title fits; 0 for most of what is found, which is therefore asked first and once for each word."""
    if not wanted:
        return RawSQL("0", [], IntegerField())
    beginnings = [f"% {word}%" for word in wanted]
    patterns = [pattern for word in wanted for pattern in (f"% {word} %", f"% {word}%")]
    any_word, points = " OR ".join([BEGINS] * len(wanted)), " + ".join([POINTS] * len(wanted))
    share = f"%s / {LENGTH} + CASE {TABLE}.kind {WEIGHT} ELSE 0 END"
    return RawSQL(  # noqa: S611
        f"CASE WHEN {any_word} THEN ({points}) * {POINT} + {share} ELSE 0 END",
        [*beginnings, *patterns, 300 * len(wanted)],
        IntegerField(),
    )
