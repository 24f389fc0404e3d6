"""The parts of an agenda as its pages show it: frozen, and already in words."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from meetings.changes import Trace
from meetings.models import Outcome, Topic
from meetings.reads.bands import Place
from organizations.models import Source


@dataclass(frozen=True)
class Leader:
    """An organization or a partner that leads a session; `url` may be empty, `key` is what a filter calls it."""

    name: str
    url: str
    key: str


@dataclass(frozen=True)
class Entry:
    """A session. `start` and `end` are like 09:30, or empty; `next_day` tells that it ends after midnight.

    `begins` and `ends` are the same moments for machines, like 2016-11-17T09:30Z, or empty. What a filter leaves out
    is `hidden`.
    """

    pk: int
    uid: UUID
    url: str
    title: str
    kind: str
    kind_key: str
    abstract: str
    room: str
    everywhere: bool
    leaders: Sequence[Leader]
    topics: Sequence[Topic]
    outcomes: Sequence[Outcome]
    source: Source | None
    is_break: bool
    cancelled: bool
    start: str
    end: str
    next_day: bool
    begins: str
    ends: str
    trace: Trace | None = None
    place: Place | None = None
    hidden: bool = False

    @property
    def topic_keys(self) -> str:
        return " ".join(topic.slug for topic in self.topics)

    @property
    def leader_keys(self) -> str:
        return " ".join(leader.key for leader in self.leaders)

    @property
    def in_grid(self) -> str:
        """The classes by which the style sheet puts it into the grid of its slot."""
        return f" c{self.place.column} r{self.place.row} s{self.place.rows}" if self.place else ""


@dataclass(frozen=True)
class Slot:
    """Sessions that overlap in time, or one alone. `start` is empty for those without a time.

    They stand side by side in a grid of so many `columns`; 1 means one below the other.
    """

    start: str
    entries: Sequence[Entry]
    after_midnight: bool = False
    columns: int = 1

    @property
    def common_end(self) -> Entry | None:
        """An entry whose times are those of all, or None where they differ."""
        return self.entries[0] if len({(entry.begins, entry.ends) for entry in self.entries}) == 1 else None

    @property
    def parallel(self) -> bool:
        return len(self.entries) > 1 and bool(self.start)

    @property
    def hidden(self) -> bool:
        return all(entry.hidden for entry in self.entries)


@dataclass(frozen=True)
class Day:
    """`number` is None for sessions of which not even the day is known, `date` where the meeting's dates are not."""

    number: int | None
    date: date | None
    slots: Sequence[Slot]

    @property
    def anchor(self) -> str:
        return f"day-{self.number}" if self.number else "day-unknown"

    @property
    def name(self) -> str:
        return _("Day %(number)d") % {"number": self.number} if self.number else _("Day unknown")

    @property
    def written(self) -> str:
        """`Thursday 17 November`."""
        if self.date is None:
            return ""
        words = {"weekday": WEEKDAYS[self.date.weekday()], "day": self.date.day, "month": MONTHS[self.date.month]}
        return _("%(weekday)s %(day)d %(month)s") % words

    @property
    def short(self) -> str:
        """`Thu 17`, for the navigation."""
        if self.date is None:
            return self.name
        return _("%(weekday)s %(day)d") % {"weekday": WEEKDAYS_ABBR[self.date.weekday()], "day": self.date.day}

    @property
    def timed(self) -> bool:
        return any(slot.start for slot in self.slots)

    @property
    def entries(self) -> list[Entry]:
        return [entry for slot in self.slots for entry in slot.entries]

    @property
    def hidden(self) -> bool:
        return all(slot.hidden for slot in self.slots)

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """How many sessions of each kind take place, breaks aside, the most frequent first."""
        return Counter(e.kind for e in self.entries if not (e.is_break or e.cancelled)).most_common()


@dataclass(frozen=True)
class Agenda:
    """`zone` names the zone of all times, and is empty where none is known; `zone_key` is like Europe/Lisbon.

    `source` is the one that all share.
    """

    days: Sequence[Day] = ()
    zone: str = ""
    zone_key: str = ""
    source: Source | None = None

    @property
    def entries(self) -> list[Entry]:
        return [entry for day in self.days for entry in day.entries]

    @property
    def moments(self) -> str:
        """The starts of the first and of the last session, for machines; empty where no time is known."""
        begins = [entry.begins for entry in self.entries if entry.begins]
        return " ".join(begins[:: max(len(begins) - 1, 1)][:2])

    @property
    def count(self) -> int:
        """How many sessions there are, breaks aside."""
        return sum(not entry.is_break for day in self.days for entry in day.entries)

    def narrowed_to(self, keys: Collection[int]) -> "Agenda":
        """The same agenda with all sessions hidden but those with these primary keys."""

        def without_others(slot: Slot) -> Slot:
            return replace(slot, entries=[replace(entry, hidden=entry.pk not in keys) for entry in slot.entries])

        days = [replace(day, slots=[without_others(slot) for slot in day.slots]) for day in self.days]
        return replace(self, days=days)
