"""What is found for a query: the best first, each with the place where it says so."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from ifiso.text import fold
from meetings.models.search import SearchEntry
from meetings.search.engines import holding
from meetings.search.excerpts import excerpt_of
from meetings.search.ranking import ranked
from meetings.search.things import Thing, standing, things_of
from meetings.search.words import nearest, shown

MOST_WORDS, MOST_MENDED = 8, 3


@dataclass(frozen=True)
class Hit:
    """One thing found. `excerpt` is HTML in which the words of the query are marked."""

    entry: SearchEntry
    excerpt: SafeString


@dataclass(frozen=True)
class Cell:
    """How many things of one kind and year were found; `year` is 0 for those that have none."""

    kind: str
    year: int
    number: int


class Search:
    """What `query` finds among the entries `seen`, those that the one who asks may see.

    Where the entries are `stale`, what is no longer to be seen is left out, and what changed is shown as it is now.
    """

    def __init__(self, query: str, seen: QuerySet[SearchEntry], *, stale: bool):
        self.seen = seen
        self.stale = stale
        self.words = list(dict.fromkeys(fold(query).split()))[:MOST_WORDS]

    @cached_property
    def found(self) -> QuerySet[SearchEntry]:
        """Everything that holds all words, mistyped ones read as the nearest."""
        if not self.words:
            return self.seen.none()
        found = holding(self.seen, self.groups)
        return standing(found) if self.stale else found

    @cached_property
    def cells(self) -> list[Cell]:
        counted = self.found.order_by().values_list("kind", "year").annotate(number=Count("pk"))
        return [Cell(kind, year or 0, number) for kind, year, number in counted]

    def best(self, **chosen: str | int) -> QuerySet[SearchEntry, int]:
        """The keys of the entries found, the best first; of those `chosen` by their fields only."""
        return ranked(self.found.filter(**chosen), self.readings).values_list("pk", flat=True)

    @cached_property
    def groups(self) -> list[Collection[str]]:
        """For each word itself; where nothing holds them all, also what unknown ones were probably meant to be."""
        if not self.words or holding(self.seen, [[word] for word in self.words]).exists():
            return [[word] for word in self.words]
        unknown = [word for word in self.words if not holding(self.seen, [[word]]).exists()]
        mended = {word: nearest(word) for word in unknown[:MOST_MENDED]}
        return [[word, *mended.get(word, [])] for word in self.words]

    @property
    def readings(self) -> list[str]:
        """Every word that counts as one of the query's."""
        return [word for group in self.groups for word in group]

    @property
    def corrected(self) -> list[str]:
        """What mistyped words were read as, as people write it."""
        return shown([word for group in self.groups for word in list(group)[1:]])

    def hits(self, keys: Sequence[int]) -> list[Hit]:
        """The entries of these `keys`, in their order, with excerpts."""
        known = SearchEntry.objects.defer("words", "title_words").in_bulk(keys)
        entries = [known[key] for key in keys if key in known]
        return [
            Hit(entry, excerpt_of(entry.text, self.readings)) for entry in (fresh(entries) if self.stale else entries)
        ]


def fresh(entries: Sequence[SearchEntry]) -> list[SearchEntry]:
    """Each as the registry has it now, those left out that other people may see now."""
    now: dict[tuple[str, int], Thing] = {}
    for kind in {entry.kind for entry in entries}:
        keys = [entry.key for entry in entries if entry.kind == kind]
        now |= {(kind, thing.key): thing for thing in things_of(kind, keys)}
    return [
        entry if entry.stamp == thing.stamp else thing.entry()
        for entry, thing in ((entry, now.get((entry.kind, entry.key))) for entry in entries)
        if thing and (thing.audience, thing.meeting) == (entry.audience, entry.meeting)
    ]
