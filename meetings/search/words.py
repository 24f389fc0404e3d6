"""Every longer word that is public, with how often it occurs, to recognise those that were mistyped."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from heapq import nlargest
from itertools import pairwise

from django.db.models import Q

from ifiso.text import fold
from meetings.models.search import SearchEntry, SearchWord

BATCH = 500
WORD = re.compile(r"[^\W_]+")
SHORTEST, LONGEST = 4, 60
CLOSE = 0.75
# Comparing two words letter by letter costs a hundred times more than counting the pairs that they share.
MOST_COMPARED = 60


def nearest(word: str) -> list[str]:
    """At most two known words that look like `word`; none for short words, which look like too many."""
    if len(word) < SHORTEST:
        return []
    alike = Q(word__startswith=word[0]) | Q(word__endswith=word[-2:])
    sizes = Q(size__gte=len(word) - 2, size__lte=len(word) + 2)
    known = dict(SearchWord.objects.filter(alike, sizes).values_list("word", "count"))
    wanted = pairs(word)
    likely = nlargest(MOST_COMPARED, known, key=lambda other: (len(wanted & pairs(other)), known[other], other))
    close = get_close_matches(word, likely, n=4, cutoff=CLOSE)
    return sorted(close, key=lambda other: (-known[other], other))[:2]


def pairs(word: str) -> set[str]:
    """Its letters by twos, in either order: swapped letters are the most frequent slip."""
    return {a + b if a < b else b + a for a, b in pairwise(word)}


def shown(words: Sequence[str]) -> list[str]:
    """The folded `words` as people write them."""
    known = dict(SearchWord.objects.filter(word__in=words).values_list("word", "shown")) if words else {}
    return [known.get(word, word) for word in words]


def count(before: Iterable[SearchEntry], after: Iterable[SearchEntry]) -> None:
    """Take away the words of the entries `before`, and add those of the entries `after` that replace them."""
    lost, gained = writings(before), writings(after)
    changes: Counter[str] = Counter()
    written: dict[str, str] = {}
    for writing in sorted({*lost, *gained}, key=lambda one: (-gained[one], one)):
        word = fold(writing)
        if SHORTEST <= len(word) <= LONGEST and gained[writing] != lost[writing]:
            changes[word] += gained[writing] - lost[writing]
            written.setdefault(word, writing)
    changed = sorted(word for word, change in changes.items() if change)
    for start in range(0, len(changed), BATCH):
        keep(changed[start : start + BATCH], changes, written)


def writings(entries: Iterable[SearchEntry]) -> Counter[str]:
    found: Counter[str] = Counter()
    for entry in entries:
        if entry.audience == SearchEntry.Audience.PUBLIC:
            found.update(WORD.findall(f"{entry.title} {entry.text}".lower()))
    return Counter({writing: number for writing, number in found.items() if len(writing) <= LONGEST})


def keep(words: Sequence[str], changes: Counter[str], written: dict[str, str]) -> None:
    known = {row.word: row for row in SearchWord.objects.filter(word__in=words)}
    counts = {word: changes[word] + (known[word].count if word in known else 0) for word in words}
    SearchWord.objects.filter(word__in=[word for word in words if counts[word] <= 0]).delete()
    SearchWord.objects.bulk_create(
        [
            SearchWord(
                word=word,
                shown=known[word].shown if word in known else written[word],
                size=len(word),
                count=counts[word],
            )
            for word in words
            if counts[word] > 0
        ],
        update_conflicts=True,
        unique_fields=["word"],
        update_fields=["count"],
    )
