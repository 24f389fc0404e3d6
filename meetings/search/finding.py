"""What is found for a query: the best first, each with the place where it says so."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from ifiso.text import fold
from meetings.models.search import SearchEntry, SearchWord
from meetings.search.engines import holding

MOST_WORDS = 8
CLOSE = 0.75
EXCERPT = 30  # words
# Of two that fit equally well, what people mostly look for stands first.
WEIGHTS = {"organization": 3, "meeting": 3, "topic": 2, "report": 1, "outcome": 1, "partner": 1}


@dataclass(frozen=True)
class Hit:
    """One thing found. `excerpt` is HTML in which the words of the query are marked."""

    entry: SearchEntry
    excerpt: SafeString


@dataclass(frozen=True)
class Rough:
    """What filters need of an entry; `year` is 0 where it has none."""

    pk: int
    kind: str
    year: int


class Search:
    """What `query` finds among the entries `seen`, those that the one who asks may see."""

    def __init__(self, query: str, seen: QuerySet[SearchEntry]):
        self.seen = seen
        self.words = list(dict.fromkeys(fold(query).split()))[:MOST_WORDS]

    @cached_property
    def found(self) -> list[Rough]:
        """Everything that holds all words, mistyped ones read as the nearest, the best first."""
        if not self.words:
            return []
        rows = holding(self.seen, self.groups).values_list("pk", "kind", "year", "title", "title_words")
        readings = self.readings
        scored = sorted(
            (-score(readings, kind, title_words), -(year or 0), title.casefold(), pk, kind)
            for pk, kind, year, title, title_words in rows
        )
        return [Rough(pk, kind, -year) for _score, year, _title, pk, kind in scored]

    @cached_property
    def groups(self) -> list[Collection[str]]:
        """For each word itself, or what it was probably meant to be."""
        return [[word] if self.is_known(word) else [word, *nearest(word)] for word in self.words]

    @property
    def readings(self) -> list[str]:
        """Every word that counts as one of the query's."""
        return [word for group in self.groups for word in group]

    @property
    def corrected(self) -> list[str]:
        """What mistyped words were read as, as people write it."""
        read_as = [word for group in self.groups for word in list(group)[1:]]
        shown = dict(SearchWord.objects.filter(word__in=read_as).values_list("word", "shown")) if read_as else {}
        return [shown.get(word, word) for word in read_as]

    def is_known(self, word: str) -> bool:
        return holding(self.seen, [[word]]).exists()

    def hits(self, rough: Sequence[Rough]) -> list[Hit]:
        """The entries of `rough`, in their order, with excerpts."""
        entries = SearchEntry.objects.in_bulk([one.pk for one in rough])
        found = [entries[one.pk] for one in rough if one.pk in entries]
        return [Hit(entry, excerpt_of(entry.text, self.readings)) for entry in found]


def nearest(word: str) -> list[str]:
    """At most two known words that look like `word`; none for short words, which look like too many."""
    if len(word) < 4:
        return []
    alike = Q(word__startswith=word[0]) | Q(word__endswith=word[-2:])
    sizes = Q(size__gte=len(word) - 2, size__lte=len(word) + 2)
    known = dict(SearchWord.objects.filter(alike, sizes).values_list("word", "count"))
    close = get_close_matches(word, known, n=4, cutoff=CLOSE)
    return sorted(close, key=lambda other: (-known[other], other))[:2] if close else []


def score(wanted: Collection[str], kind: str, title_words: str) -> float:
    """The more words of the query stand in the title, and the less else does, the higher."""
    title = title_words.split()
    whole = sum(word in title for word in wanted)
    begun = sum(any(other.startswith(word) for other in title) for word in wanted)
    share = begun / len(title) if title else 0
    return 8 * whole + 4 * begun + 3 * share + WEIGHTS.get(kind, 0) * (begun > 0)


def excerpt_of(text: str, wanted: Collection[str]) -> SafeString:
    """About EXCERPT words around the first that was looked for, each of those marked."""
    words = text.split()
    marks = [begins_with(word, wanted) for word in words[:20_000]]
    first = next((place for place, marked in enumerate(marks) if marked), 0)
    start = max(0, min(first - EXCERPT // 3, len(words) - EXCERPT))
    shown = list(zip(words, marks, strict=False))[start : start + EXCERPT]
    joined = format_html_join(" ", "{}{}{}", (marked(word, mark) for word, mark in shown))
    before, after = "… " if start else "", " …" if start + EXCERPT < len(words) else ""
    return mark_safe(f"{before}{joined}{after}")  # noqa: S308 - joined is escaped, the rest is ours


def marked(word: str, mark: bool) -> tuple[SafeString, str, SafeString]:
    return (mark_safe("<mark>"), word, mark_safe("</mark>")) if mark else (SafeString(), word, SafeString())


def begins_with(word: str, wanted: Collection[str]) -> bool:
    parts = [word] if re.fullmatch(r"[a-z]+", word) else fold(word).split()
    folded = [fold(part) for part in parts]
    return any(part.startswith(one) for part in folded for one in wanted)
