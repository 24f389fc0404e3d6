"""An agenda as its pages show it: by day, then by time, everything in the meeting's own zone and already in words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from meetings.models import Lead, Meeting, Outcome, Session, Topic
from meetings.models.meetings import zone_named
from meetings.reads.bands import MOST_COLUMNS, Place, bands, breadth, places, rooms_of
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

    `begins` and `ends` are the same moments for machines, like 2016-11-17T09:30Z, or empty. `trace` is what releases
    made of it, as far as visitors should know.
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
    trace: Any = None
    place: Place | None = None


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
    def count(self) -> int:
        """How many sessions there are, breaks aside."""
        return sum(not entry.is_break for day in self.days for entry in day.entries)


def sessions_of(meeting: Meeting) -> list[Session]:
    """The public sessions in their order, with what an entry needs: three queries."""
    leads = Lead.objects.select_related("organization", "partner").order_by("pk")
    sessions = meeting.sessions.public().in_order().select_related("room", "source")
    found = list(sessions.prefetch_related(Prefetch("leads", leads), "topics"))
    for session in found:
        session.meeting = meeting
    return found


def agenda_zone(meeting: Meeting) -> ZoneInfo:
    """The zone of all times that everybody reads: that of the last release, else the meeting's own; one query.

    A zone that is corrected afterwards shifts nothing until the next release.
    """
    released = meeting.releases.order_by("-number").values_list("time_zone", flat=True).first()
    return zone_named(released) if released else meeting.zone


def agenda_of(
    meeting: Meeting,
    sessions: Iterable[Session],
    outcomes: Iterable[Outcome] = (),
    *,
    zone: ZoneInfo | None = None,
    traces: Mapping[UUID, Any] | None = None,
) -> Agenda:
    """The agenda of `sessions`, which come in their order (`SessionQuerySet.in_order`).

    `zone` is that of `agenda_zone`, where it is known already; `traces` are by the sessions' uid.
    """
    sessions, zone = list(sessions), zone or agenda_zone(meeting)
    concluded: dict[int | None, list[Outcome]] = {}
    for outcome in outcomes:
        concluded.setdefault(outcome.session_id, []).append(outcome)
    sources = {session.source for session in sessions}
    shared = sources.pop() if len(sources) == 1 else None
    entries = {session: entry_of(session, zone, concluded, shared, traces or {}) for session in sessions}
    by_day = groupby(sessions, key=lambda session: session.day)
    days = [day_of(meeting, number, list(group), entries, zone) for number, group in by_day]
    days.sort(key=lambda day: (day.number is None, day.number))
    return Agenda(days, zone_in_words(zone, sessions), zone.key, shared)


def day_of(
    meeting: Meeting, number: int | None, sessions: Sequence[Session], entries: Mapping[Session, Entry], zone: ZoneInfo
) -> Day:
    day, rooms = date_of(meeting, number, sessions, zone), rooms_of(sessions)
    slots = []
    for band in bands(sessions):
        columns = rooms if len(rooms) < MOST_COLUMNS else rooms_of(band)
        found = places(band, columns)
        shown = [entries[session] for session in band]
        shown = [replace(entry, place=place) for entry, place in zip(shown, found, strict=True)] if found else shown
        moment = band[0].starts_at
        late = bool(moment and day and moment.astimezone(zone).date() > day)
        slots.append(Slot(shown[0].start, shown, late, breadth(found, columns)))
    return Day(number, day, slots)


def date_of(meeting: Meeting, number: int | None, sessions: Iterable[Session], zone: ZoneInfo) -> date | None:
    """The date of a day of the meeting: counted from its first day, else the date on which its first session begins."""
    if number is None:
        return None
    if meeting.starts_on and meeting.starts_on.is_day:
        return meeting.starts_on.earliest + timedelta(days=number - 1)
    return min((s.starts_at.astimezone(zone).date() for s in sessions if s.starts_at), default=None)


def entry_of(
    session: Session, zone: ZoneInfo, concluded: dict, shared: Source | None, traces: Mapping[UUID, Any]
) -> Entry:
    start = session.starts_at and session.starts_at.astimezone(zone)
    end = session.ends_at and session.ends_at.astimezone(zone)
    return Entry(
        pk=session.pk,
        uid=session.uid,
        url=session.get_absolute_url(),
        title=session.title,
        kind=str(Session.Kind(session.kind).label),
        kind_key=session.kind,
        abstract=session.abstract,
        room=session.room.name if session.room else "",
        everywhere=session.everywhere,
        leaders=[leader_of(lead) for lead in session.leads.all()],
        topics=list(session.topics.all()),
        outcomes=concluded.get(session.pk, ()),
        source=None if session.source == shared else session.source,
        is_break=session.kind == Session.Kind.BREAK,
        cancelled=session.state == Session.State.CANCELLED,
        start=f"{start:%H:%M}" if start else "",
        end=f"{end:%H:%M}" if end else "",
        next_day=bool(start and end and end.date() > start.date()),
        begins=moment_of(start),
        ends=moment_of(end),
        trace=traces.get(session.uid),
    )


def moment_of(moment: datetime | None) -> str:
    """`2016-11-17T09:30Z`, or empty."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}" if moment else ""


def leader_of(lead: Lead) -> Leader:
    if lead.organization:
        body = lead.organization
        return Leader(body.acronym, body.get_absolute_url(), body.slug)
    return Leader(str(lead.partner), lead.partner.get_absolute_url(), f"partner-{lead.partner.slug}")


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
