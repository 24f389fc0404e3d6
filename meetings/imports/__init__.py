"""Agendas that come from elsewhere: what was read of them, and what would become of each entry.

bytes -> text (`texts`) -> entries as written (`tables`, `schedule_json`, `schedule_xml`) -> rows for this meeting
(`rows`) -> their fates beside what stands in the agenda already (`fates`) and their overlaps (`overlaps`).
"""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

MOST_ENTRIES = 2000
# Minutes, where nothing tells how long a session takes.
USUAL_LENGTH = 60


class UnreadableError(Exception):
    """Nothing can be made of it. `line` is where, 0 where that is no particular line."""

    def __init__(self, sentence: str, line: int = 0):
        super().__init__(sentence)
        self.sentence, self.line = sentence, line


class Fate(StrEnum):
    """What confirming does with a row: add it, leave what is there, change what is there, or nothing at all."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    FAULT = "fault"


@dataclass(frozen=True)
class Raw:
    """An entry as it was written: what stands in each column that we know, by the names of `headers.COLUMNS`."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Reading:
    """All entries of a table or schedule. `columns` are those that it has, `notices` what a reader should know."""

    kind: str
    raws: list[Raw]
    columns: list[str]
    notices: list[str] = field(default_factory=list)


@dataclass
class Row:
    """An entry for this meeting, kept as JSON in `AgendaImport.rows`.

    `values` are those of `meetings.actions.plans.add_plan`, but fit for JSON, `room` and `topics` by name and `leads`
    as pairs of keys; `minutes` only where they are told. `faults` and `notices` are sentences by column: the first
    keep the row out, the others do not. `cells` are those that are filled. `plan` is the entry of the agenda that it
    is, seen as `version`; `differs` tells by value what stands there otherwise.
    """

    line: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    notices: dict[str, str] = field(default_factory=dict)
    guid: str = ""
    fate: str = Fate.NEW
    plan: int | None = None
    version: int | None = None
    differs: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def minutes(self) -> int:
        return self.values.get("minutes") or USUAL_LENGTH
