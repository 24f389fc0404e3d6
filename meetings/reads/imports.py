"""An import as its page shows it: every row with its fate, in words, and what confirming would do."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from io import StringIO

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ifiso.text import fold
from meetings.imports import Fate, Row
from meetings.imports.fates import decide, present_plans
from meetings.imports.headers import COLUMNS
from meetings.imports.overlaps import note_overlaps
from meetings.models import AgendaImport, Meeting, Topic
from meetings.models.sessions import SessionKind
from organizations.models import Organization, Partner

LABELS: dict[str, Promise] = {
    Fate.NEW: gettext_lazy("new"),
    Fate.SAME: gettext_lazy("there already"),
    Fate.CHANGED: gettext_lazy("stands otherwise"),
    Fate.FAULT: gettext_lazy("fault"),
}
# What stands otherwise in the agenda, by the values that a row decides.
VALUES = {**COLUMNS, "starts_at": COLUMNS["start"], "everywhere": gettext_lazy("In all rooms")}
TOLD_TWICE = {"day", "everywhere"}


@dataclass(frozen=True)
class Told:
    """A sentence on one cell; `label` names its column, empty where it is about the whole line, `cell` quotes it."""

    label: str
    cell: str
    sentence: str


@dataclass(frozen=True)
class Line:
    """A row in words. `when` and `length` are empty for what goes to the tray, `differs` tells what stands there."""

    number: int
    fate: str
    fate_label: str
    title: str
    kind: str
    when: str
    length: str
    place: str
    parties: str
    topics: str
    faults: list[Told]
    notices: list[Told]
    differs: list[Told]


@dataclass(frozen=True)
class Preview:
    """All rows as they stand beside the agenda of this moment."""

    meeting: Meeting
    rows: Sequence[Row]

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(row.fate for row in self.rows)

    @property
    def tabs(self) -> list[tuple[str, Promise, int]]:
        """The fates that occur."""
        return [(fate, label, self.counts[fate]) for fate, label in LABELS.items() if self.counts[fate]]

    @property
    def new(self) -> int:
        return self.counts[Fate.NEW]

    @property
    def changed(self) -> int:
        return self.counts[Fate.CHANGED]

    @property
    def faults(self) -> int:
        return self.counts[Fate.FAULT]

    @cached_property
    def written(self) -> list[Row]:
        return [row for row in self.rows if row.fate in {Fate.NEW, Fate.CHANGED}]

    @cached_property
    def new_rooms(self) -> list[str]:
        known = {fold(name) for name in self.meeting.rooms.values_list("name", flat=True)}
        named = {fold(row.values["room"]): row.values["room"] for row in self.written if row.values["room"]}
        return [name for key, name in named.items() if key not in known]

    @cached_property
    def new_topics(self) -> list[str]:
        known = {fold(name) for name in Topic.objects.values_list("name", flat=True)}
        named = {fold(name): name for row in self.written for name in row.values["topics"]}
        return [name for key, name in named.items() if key not in known]

    def lines(self, fate: str = "") -> list[Line]:
        """Those of one fate, or all: two queries."""
        organizations = dict(Organization.objects.values_list("pk", "acronym"))
        partners = dict(Partner.objects.values_list("pk", "name"))
        found = [row for row in self.rows if fate in {"", row.fate}]
        return [line_of(self.meeting, row, organizations, partners) for row in found]


def preview_of(agenda_import: AgendaImport) -> Preview:
    """The rows of an import that is not written yet: three queries."""
    rows = [Row(**stored) for stored in agenda_import.rows]
    return Preview(agenda_import.meeting, judged(agenda_import.meeting, rows))


def judged(meeting: Meeting, rows: list[Row]) -> list[Row]:
    """The rows, with their fates and overlaps beside what the agenda holds by now."""
    plans = present_plans(meeting)
    decide(meeting, rows, plans)
    note_overlaps(rows, plans)
    return rows


def line_of(meeting: Meeting, row: Row, organizations: dict[int, str], partners: dict[int, str]) -> Line:
    values = row.values
    start = values.get("starts_at")
    parties = [organizations.get(one) or partners.get(other) or "" for one, other in values.get("leads", ())]
    return Line(
        number=row.line,
        fate=row.fate,
        fate_label=str(LABELS[row.fate]),
        title=values.get("title") or _("(no title)"),
        kind=str(SessionKind(values["kind"]).label),
        when="" if row.faults.keys() & {"day", "start"} else when_in_words(meeting, values["day"], start, row.minutes),
        length=_("%(minutes)d min") % {"minutes": row.minutes} if start else "",
        place=_("in all rooms") if values["everywhere"] else values["room"],
        parties=", ".join(parties),
        topics=", ".join(values["topics"]),
        faults=told(row, row.faults),
        notices=told(row, row.notices),
        differs=[
            Told(str(VALUES[name]), "", standing) for name, standing in row.differs.items() if name not in TOLD_TWICE
        ],
    )


def when_in_words(meeting: Meeting, day: int | None, start: str | None, minutes: int) -> str:
    """`Day 1, 09:00–10:30`."""
    if not start:
        return _("Day %(day)d, no time yet") % {"day": day} if day else _("no time yet")
    begins = datetime.fromisoformat(start).astimezone(meeting.zone)
    ends = (datetime.fromisoformat(start) + timedelta(minutes=minutes)).astimezone(meeting.zone)
    words = {"day": day, "start": f"{begins:%H:%M}", "end": f"{ends:%H:%M}"}
    return _("Day %(day)d, %(start)s–%(end)s") % words


def told(row: Row, sentences: dict[str, str]) -> list[Told]:
    return [
        Told(str(COLUMNS.get(column, "")), row.cells.get(column, "")[:80], sentence)
        for column, sentence in sentences.items()
    ]


def as_table(rows: Sequence[Row]) -> str:
    """The rows as a table to paste, to be corrected by hand; tabs between the cells."""
    used = [column for column in COLUMNS if any(column in row.cells for row in rows)]
    text = StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(str(COLUMNS[column]) for column in used)
    writer.writerows([row.cells.get(column, "") for column in used] for row in rows)
    return text.getvalue()
