"""An agenda as its pages show it: by day, then by time, everything in the meeting's own zone and already in words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from meetings.models import Lead, Meeting, Outcome, Session
from meetings.models.meetings import zone_named
from organizations.models import Source


@dataclass(frozen=True)
class Leader:
    """An organization or a partner that leads a session; `url` may be empty."""

    name: str
    url: str


@dataclass(frozen=True)
class Entry:
    """A session. `start` and `end` are like 09:30, or empty; `next_day` tells that it ends after midnight."""

    pk: int
    title: str
    kind: str
    abstract: str
    room: str
    leaders: Sequence[Leader]
    outcomes: Sequence[Outcome]
    source: Source | None
    is_break: bool
    cancelled: bool
    start: str
    end: str
    next_day: bool


@dataclass(frozen=True)
class Slot:
    """What begins at one moment: one session, or several in parallel. `start` is empty for those without a time."""

    start: str
    entries: Sequence[Entry]
    after_midnight: bool = False

    @property
    def common_end(self) -> Entry | None:
        """An entry whose end is that of all, or None where they end at different times."""
        return self.entries[0] if len({(entry.end, entry.next_day) for entry in self.entries}) == 1 else None

    @property
    def parallel(self) -> bool:
        return len(self.entries) > 1 and bool(self.start)


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
    def kinds(self) -> list[tuple[str, int]]:
        """How many sessions of each kind take place, breaks aside, the most frequent first."""
        return Counter(e.kind for e in self.entries if not (e.is_break or e.cancelled)).most_common()


@dataclass(frozen=True)
class Agenda:
    """`zone` names the zone of all times, and is empty where none is known; `source` is the one that all share."""

    days: Sequence[Day] = ()
    zone: str = ""
    source: Source | None = None

    @property
    def count(self) -> int:
        """How many sessions there are, breaks aside."""
        return sum(not entry.is_break for day in self.days for entry in day.entries)


def sessions_of(meeting: Meeting) -> list[Session]:
    """The public sessions in their order, with what an entry needs: two queries."""
    leads = Lead.objects.select_related("organization", "partner").order_by("pk")
    sessions = meeting.sessions.public().in_order().select_related("room", "source")
    return list(sessions.prefetch_related(Prefetch("leads", leads)))


def agenda_zone(meeting: Meeting) -> ZoneInfo:
    """The zone of all times that everybody reads: that of the last release, else the meeting's own; one query.

    A zone that is corrected afterwards shifts nothing until the next release.
    """
    released = meeting.releases.order_by("-number").values_list("time_zone", flat=True).first()
    return zone_named(released) if released else meeting.zone


def agenda_of(meeting: Meeting, sessions: Iterable[Session], outcomes: Iterable[Outcome] = ()) -> Agenda:
    """The agenda of `sessions`, which come in their order (`SessionQuerySet.in_order`)."""
    sessions, zone = list(sessions), agenda_zone(meeting)
    concluded: dict[int | None, list[Outcome]] = {}
    for outcome in outcomes:
        concluded.setdefault(outcome.session_id, []).append(outcome)
    sources = {session.source for session in sessions}
    shared = sources.pop() if len(sources) == 1 else None
    days = [
        day_of(meeting, number, [(session, entry_of(session, zone, concluded, shared)) for session in group], zone)
        for number, group in groupby(sessions, key=lambda session: session.day)
    ]
    days.sort(key=lambda day: (day.number is None, day.number))
    return Agenda(days, zone_in_words(zone, sessions), shared)


def day_of(meeting: Meeting, number: int | None, pairs: Sequence[tuple[Session, Entry]], zone: ZoneInfo) -> Day:
    day = date_of(meeting, number, [session for session, _entry in pairs], zone)
    slots = []
    for moment, group in groupby(pairs, key=lambda pair: pair[0].starts_at):
        entries = [entry for _session, entry in group]
        late = bool(moment and day and moment.astimezone(zone).date() > day)
        slots.append(Slot(entries[0].start, entries, late))
    return Day(number, day, slots)


def date_of(meeting: Meeting, number: int | None, sessions: Iterable[Session], zone: ZoneInfo) -> date | None:
    """The date of a day of the meeting: counted from its first day, else the date on which its first session begins."""
    if number is None:
        return None
    if meeting.starts_on and meeting.starts_on.is_day:
        return meeting.starts_on.earliest + timedelta(days=number - 1)
    return min((s.starts_at.astimezone(zone).date() for s in sessions if s.starts_at), default=None)


def entry_of(session: Session, zone: ZoneInfo, concluded: dict, shared: Source | None) -> Entry:
    start = session.starts_at and session.starts_at.astimezone(zone)
    end = session.ends_at and session.ends_at.astimezone(zone)
    return Entry(
        pk=session.pk,
        title=session.title,
        kind=str(Session.Kind(session.kind).label),
        abstract=session.abstract,
        room=session.room.name if session.room else "",
        leaders=[leader_of(lead) for lead in session.leads.all()],
        outcomes=concluded.get(session.pk, ()),
        source=None if session.source == shared else session.source,
        is_break=session.kind == Session.Kind.BREAK,
        cancelled=session.state == Session.State.CANCELLED,
        start=f"{start:%H:%M}" if start else "",
        end=f"{end:%H:%M}" if end else "",
        next_day=bool(start and end and end.date() > start.date()),
    )


def leader_of(lead: Lead) -> Leader:
    if lead.organization:
        return Leader(lead.organization.acronym, lead.organization.get_absolute_url())
    return Leader(str(lead.partner), lead.partner.get_absolute_url() if lead.partner else "")


def zone_in_words(zone: ZoneInfo, sessions: Iterable[Session]) -> str:
    """`Lisbon time (UTC+00:00)`; both offsets where the clocks change during the meeting; empty without times."""
    moments = sorted(session.starts_at.astimezone(zone) for session in sessions if session.starts_at)
    if not moments:
        return ""
    place = zone.key.rpartition("/")[2].replace("_", " ")
    before, after = offset_in_words(moments[0]), offset_in_words(moments[-1])
    if before == after:
        return _("%(place)s time (%(offset)s)") % {"place": place, "offset": before}
    changed = next(moment for moment in moments if offset_in_words(moment) == after)
    return _("%(place)s time (%(before)s, from %(day)d %(month)s %(after)s)") % {
        "place": place,
        "before": before,
        "after": after,
        "day": changed.day,
        "month": MONTHS[changed.month],
    }


def offset_in_words(moment: datetime) -> str:
    """`UTC+05:45`."""
    digits = f"{moment:%z}"
    return f"UTC{digits[:3]}:{digits[3:5]}"
