"""Lines of the archive into the registry, where people have edited in the meantime.

Three values of each field are compared: what the line says, what it said when it was last loaded, and what the registry
holds. Only where the last two agree may the first replace them. Lines taken out of the archive leave their rows alone.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from ifiso.archive.catalogue import Catalogue
from ifiso.archive.checking import Archive, Line, build
from ifiso.archive.tables import Table
from organizations.actions.records import raise_content_version
from organizations.models import ArchiveEntry, ContentVersion

CHANGE_REASON = "archive"


@dataclass
class Tally:
    """What became of one table's lines. `counts` by `added`, `adopted`, `updated`, `kept` and `left out`."""

    table: str
    counts: Counter = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, what: str, key: str, why: str = "") -> None:
        self.counts[what] += 1
        if why:
            self.notes.append(f"{self.table} {key}: {what}, {why}")

    @property
    def is_news(self) -> bool:
        return bool(self.counts["added"] or self.counts["adopted"] or self.counts["updated"])


@transaction.atomic
def load(archive: Archive, *, dry_run: bool = False) -> list[Tally]:
    """Bring the registry up to the archive, or with `dry_run` only tell what that would do."""
    one_at_a_time()
    catalogue = Catalogue()
    tallies = [Merge(table, catalogue).run(lines) for table, lines in archive]
    if any(tally.is_news for tally in tallies):
        raise_content_version()
    if dry_run:
        transaction.set_rollback(True)
    return tallies


def one_at_a_time() -> None:
    """Two servers that start together must not load together: the second waits for the first one's commit."""
    ContentVersion.objects.get_or_create(pk=ContentVersion.ROW)
    ContentVersion.objects.select_for_update().get(pk=ContentVersion.ROW)


class Merge:
    """The merge of one table; enters the ids of its rows into `catalogue` for the tables after it."""

    def __init__(self, table: Table, catalogue: Catalogue):
        self.table = table
        self.catalogue = catalogue
        self.tally = Tally(table.name)
        self.entries = {entry.key: entry for entry in ArchiveEntry.objects.filter(table=table.name)}
        self.rows = self.fetch([entry.object_id for entry in self.entries.values()])
        self.claimed = set(self.rows)
        self.others_exist = self.table.model._default_manager.count() > len(self.rows)
        self.written: list[ArchiveEntry] = []

    def fetch(self, ids: list[int]) -> dict[int, models.Model]:
        manager = self.table.model._default_manager
        return manager.prefetch_related(*self.table.collections).in_bulk(ids) if ids else {}

    def run(self, lines: list[Line]) -> Tally:
        for line in lines:
            row = self.merge(line)
            self.catalogue.enter(self.table.model, line.key, row.pk if row else None)
        ArchiveEntry.objects.bulk_create(
            self.written,
            update_conflicts=True,
            unique_fields=["table", "key"],
            update_fields=["values", "object_id"],
        )
        return self.tally

    def merge(self, line: Line) -> models.Model | None:
        """The line's row, if it has one now."""
        if entry := self.entries.get(line.key):
            row = self.rows.get(entry.object_id)
            if row is None:
                self.tally.add("left out", line.key, "somebody deleted it")
            else:
                self.update(line, row, entry.values)
            return row
        if missing := self.missing(line):
            self.tally.add("left out", line.key, f"the registry has no {missing}")
            return None
        if row := self.find(line):
            self.adopt(line, row)
            return row
        return self.create(line)

    def missing(self, line: Line) -> str:
        """The key of a row that the line cannot do without and that people have deleted or did not let in."""
        keys = ((column.field.related_model, line.values[name]) for name, column in self.table.essential.items())
        return next((key for model, key in keys if key and self.catalogue.id(model, key) is None), "")

    def find(self, line: Line) -> models.Model | None:
        """The row that people entered for what the line describes."""
        if not self.others_exist:
            return None
        found = self.table.model._default_manager.filter(**self.lookup(line)).order_by("pk")
        return next((row for row in found if row.pk not in self.claimed), None)

    def lookup(self, line: Line) -> dict[str, Any]:
        probe = build(self.table, line, self.catalogue)
        fields = [self.table.columns[name].field for name in self.table.found_by]
        return {field.attname: field.get_prep_value(field.value_from_object(probe)) for field in fields}

    def adopt(self, line: Line, row: models.Model) -> None:
        """Take a row of people's making for the line's, exactly as it is."""
        self.tally.add("adopted", line.key, "somebody had entered it")
        self.remember(line, row)

    def create(self, line: Line) -> models.Model | None:
        row = build(self.table, line, self.catalogue)
        if not self.save(line, row, set(line.values)):
            return None
        self.tally.add("added", line.key)
        self.remember(line, row)
        return row

    def update(self, line: Line, row: models.Model, before: dict[str, Any]) -> None:
        changed = set()
        for name, column in self.table.columns.items():
            present, last, new = column.read(row, self.catalogue), before.get(name, column.unset()), line.values[name]
            if present == last != new:
                changed.add(name)
            elif present not in (last, new):
                self.tally.add("kept", line.key, f"somebody edited {name}")
        if changed:
            for name in changed.difference(self.table.collections):
                self.table.columns[name].write(row, line.values[name], self.catalogue)
            if not self.save(line, row, changed):
                return
            self.tally.add("updated", line.key)
        if before != line.values:
            self.remember(line, row)

    def save(self, line: Line, row: models.Model, names: set[str]) -> bool:
        """Whether the fields `names` of the row could be saved beside all that people have entered."""
        is_new, collections = row._state.adding, names.intersection(self.table.collections)
        try:
            relations = {field.name for field in row._meta.get_fields() if field.is_relation}
            row.full_clean(exclude=relations, validate_constraints=False)
            row.validate_constraints()
        except ValidationError as error:
            self.tally.add("left out" if is_new else "kept", line.key, " ".join(error.messages))
            return False
        row._change_reason = CHANGE_REASON  # type: ignore[attr-defined]
        row.save(update_fields=None if is_new else names - collections)
        for name in collections:
            self.table.columns[name].write(row, line.values[name], self.catalogue)
        return True

    def remember(self, line: Line, row: models.Model) -> None:
        self.claimed.add(row.pk)
        self.written.append(ArchiveEntry(table=self.table.name, key=line.key, values=line.values, object_id=row.pk))
