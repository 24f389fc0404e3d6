"""The entries follow the registry: made anew, compared, and only what differs is written."""

import re
from collections import Counter
from collections.abc import Sequence

from django.db import transaction

from ifiso.text import fold
from meetings.models.search import SearchEntry, SearchIndex, SearchWord
from meetings.search import engines
from meetings.search.things import things
from organizations.actions.records import raise_content_version
from organizations.models import ContentVersion

BATCH = 500
WORD = re.compile(r"[^\W_]+")
SHORTEST_WORD, LONGEST_WORD = 4, 60


def is_stale() -> bool:
    """Whether something has changed since the entries were made."""
    known = SearchIndex.objects.filter(pk=SearchIndex.ROW).values_list("content_version", flat=True).first()
    return known is None or known != ContentVersion.current()


@transaction.atomic
def reindex() -> int:
    """Bring the entries up to date; how many were written or deleted. Public pages learn of it if any was."""
    SearchIndex.objects.get_or_create(pk=SearchIndex.ROW)
    SearchIndex.objects.select_for_update().get(pk=SearchIndex.ROW)
    seen = ContentVersion.current()
    known = {
        (kind, key): (pk, stamp)
        for pk, kind, key, stamp in SearchEntry.objects.values_list("pk", "kind", "key", "stamp")
    }
    new, changed = [], []
    for entry in things():
        pk, stamp = known.pop((entry.kind, entry.key), (None, ""))
        if pk is None:
            new.append(entry)
        elif stamp != entry.stamp:
            entry.pk = pk
            changed.append(entry)
    gone = [pk for pk, _stamp in known.values()]
    write(new, changed, gone)
    number = len(new) + len(changed) + len(gone)
    if number:
        count_words()
        raise_content_version()
        seen += 1
    SearchIndex.objects.filter(pk=SearchIndex.ROW).update(content_version=seen)
    return number


def write(new: Sequence[SearchEntry], changed: Sequence[SearchEntry], gone: Sequence[int]) -> None:
    SearchEntry.objects.filter(pk__in=gone).delete()
    engines.drop(gone)
    SearchEntry.objects.bulk_create(new, batch_size=BATCH)
    fields = [field.name for field in SearchEntry._meta.fields if field.name not in {"id", "kind", "key"}]
    SearchEntry.objects.bulk_update(changed, fields, batch_size=BATCH)
    engines.put([*new, *changed])


def count_words() -> None:
    """Every longer word that is public, with how often it occurs."""
    written: Counter[str] = Counter()
    for title, text in SearchEntry.objects.public().values_list("title", "text").iterator():
        written.update(WORD.findall(f"{title} {text}".lower()))
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for word, count in written.most_common():
        folded = fold(word)
        if SHORTEST_WORD <= len(folded) <= LONGEST_WORD and len(word) <= LONGEST_WORD:
            counts[folded] += count
            shown.setdefault(folded, word)
    known = set(SearchWord.objects.values_list("word", "shown", "count"))
    wanted = {(word, shown[word], count) for word, count in counts.items()}
    forget([word for word, _shown, _count in known if word not in counts])
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, shown=how, size=len(word), count=count) for word, how, count in sorted(wanted - known)],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["word"],
        update_fields=["shown", "count"],
    )


def forget(words: Sequence[str]) -> None:
    for start in range(0, len(words), BATCH):
        SearchWord.objects.filter(word__in=words[start : start + BATCH]).delete()
