"""The entries follow the registry: what differs from it is made anew, and nothing else is touched."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from meetings.models.search import SearchEntry, SearchIndex
from meetings.search import engines, words
from meetings.search.things import Thing, things
from organizations.actions.records import raise_content_version
from organizations.models import ContentVersion

BATCH = 500
FIELDS = [field.name for field in SearchEntry._meta.fields if field.name not in {"id", "kind", "key"}]


@dataclass
class Difference:
    """What the entries lack of the registry's things; `gone` are keys of entries without a thing."""

    new: list[SearchEntry] = field(default_factory=list)
    changed: list[SearchEntry] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    def __len__(self):
        return len(self.new) + len(self.changed) + len(self.gone)


def is_stale() -> bool:
    """Whether something has changed since the entries were made."""
    known = made_from()
    return known is None or known != ContentVersion.current()


def made_from() -> int | None:
    return SearchIndex.objects.filter(pk=SearchIndex.ROW).values_list("content_version", flat=True).first()


def reindex() -> int:
    """Bring the entries up to date; how many were written or deleted. Public pages learn of it if any was.

    The comparison takes seconds and holds no lock. Of two at the same time the later one begins again.
    """
    SearchIndex.objects.get_or_create(pk=SearchIndex.ROW)
    while True:
        before, seen = made_from(), ContentVersion.current()
        found = difference(things())
        with transaction.atomic():
            index = SearchIndex.objects.select_for_update().get(pk=SearchIndex.ROW)
            if index.content_version == before:
                write(found)
                index.content_version = seen + (1 if found else 0)
                index.save(update_fields=["content_version"])
                return len(found)


def difference(now: Iterable[Thing]) -> Difference:
    known = {
        (kind, key): (pk, stamp)
        for pk, kind, key, stamp in SearchEntry.objects.values_list("pk", "kind", "key", "stamp")
    }
    found = Difference()
    for thing in now:
        pk, stamp = known.pop((thing.kind, thing.key), (None, ""))
        if pk is None:
            found.new.append(thing.entry())
        elif stamp != thing.stamp:
            entry = thing.entry()
            entry.pk = pk
            found.changed.append(entry)
    found.gone = [pk for pk, _stamp in known.values()]
    return found


def write(found: Difference) -> None:
    if not found:
        return
    before = list(written([*found.gone, *(entry.pk for entry in found.changed)]))
    SearchEntry.objects.filter(pk__in=found.gone).delete()
    engines.drop(found.gone)
    SearchEntry.objects.bulk_create(found.new, batch_size=BATCH)
    SearchEntry.objects.bulk_update(found.changed, FIELDS, batch_size=BATCH)
    engines.put([*found.new, *found.changed])
    words.count(before, [*found.new, *found.changed])
    raise_content_version()


def written(keys: Sequence[int]) -> Iterator[SearchEntry]:
    """The entries as they stood, with what is needed to count their words."""
    for start in range(0, len(keys), BATCH):
        batch = SearchEntry.objects.filter(pk__in=keys[start : start + BATCH])
        yield from batch.only("title", "text", "audience")
