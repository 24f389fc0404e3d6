"""Releases of agendas as their pages show them: each with its own clocks, whatever has changed since."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, zip_longest
from uuid import UUID

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ifiso.addresses import address
from ifiso.moments import in_words, zone_in_words
from meetings.changes import Change, Frozen, Kind, changes_in
from meetings.models import AgendaRelease, Meeting, Session
from meetings.models.meetings import zone_named
from meetings.planning import DAY_TURNS_AT, first_day
from meetings.reads.wording import day_in_words


@dataclass(frozen=True)
class Group:
    """Changes of one kind, under one heading."""

    kind: Kind
    changes: Sequence[Change]

    @property
    def label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True)
class Line:
    """An entry. `time` is like 09:00–10:30 or empty; `url` leads to the session while it is on the agenda."""

    title: str
    url: str
    time: str
    kind: str
    place: str
    leads: str
    is_break: bool
    cancelled: bool


@dataclass(frozen=True)
class Day:
    name: str
    written: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class ReleaseInWords:
    """One release beside the one before, whose zone is `zone_before` where it was another."""

    release: AgendaRelease
    released: str
    zone: str
    zone_before: str = ""

    @cached_property
    def changes(self) -> list[Change]:
        return changes_in(self.release)

    @property
    def groups(self) -> list[Group]:
        return grouped(self.changes)

    @property
    def all_new(self) -> bool:
        """Whether the first release told of nothing else, so that a list of changes would be the agenda once more."""
        return self.release.number == 1 and {change.kind for change in self.changes} == {Kind.NEW}

    @property
    def summary(self) -> str:
        """How much changed, for lists."""
        if not self.changes:
            return ""
        count = len({change.uid for change in self.changes})
        if all(change.kind == Kind.NEW for change in self.changes):
            return ngettext("%(count)d new session", "%(count)d new sessions", count) % {"count": count}
        return ngettext("%(count)d session changed", "%(count)d sessions changed", count) % {"count": count}


def grouped(changes: Iterable[Change]) -> list[Group]:
    """By kind; they come in that order."""
    return [Group(Kind(kind), list(group)) for kind, group in groupby(changes, key=lambda change: change.kind)]


def releases_of(meeting: Meeting) -> list[ReleaseInWords]:
    """All of them, the last one first; one query."""
    releases = list(meeting.releases.order_by("-number").defer("content"))
    before = zip_longest(releases, releases[1:])
    return [release_in_words(release, earlier.time_zone if earlier else "") for release, earlier in before]


def release_in_words(release: AgendaRelease, zone_before: str) -> ReleaseInWords:
    zone = zone_named(release.time_zone)
    changed = zone_before and zone_before != release.time_zone
    return ReleaseInWords(
        release=release,
        released=in_words(release.released_at, zone),
        zone=zone_in_words(zone),
        zone_before=zone_in_words(zone_named(zone_before)) if changed else "",
    )


def days_in(release: AgendaRelease) -> list[Day]:
    """What the release said, day by day; one query, for the sessions that can still be looked at."""
    there = set(release.meeting.sessions.public().values_list("uid", flat=True))
    days = groupby(release.content, key=lambda entry: entry["day"])
    return [day_in(release, number, list(entries), there) for number, entries in days]


def day_in(release: AgendaRelease, number: int | None, entries: Sequence[Frozen], there: Collection[UUID]) -> Day:
    dates = [day_of(start) for entry in entries if (start := clock(entry["starts_at"], release))]
    day = min(dates, default=None)
    first = first_day(release.meeting)
    if day is None and number and first:
        day = first + timedelta(days=number - 1)
    name = _("Day %(number)d") % {"number": number} if number else _("Day unknown")
    return Day(name, day_in_words(day) if day else "", [line_of(entry, release, there) for entry in entries])


def clock(moment: str | None, release: AgendaRelease) -> datetime | None:
    """The moment as the clocks of the release show it."""
    return datetime.fromisoformat(moment).astimezone(zone_named(release.time_zone)) if moment else None


def day_of(start: datetime) -> date:
    """The day that an entry closes which begins after midnight, or else its own."""
    return (start.replace(tzinfo=None) - timedelta(hours=DAY_TURNS_AT)).date()


def line_of(entry: Frozen, release: AgendaRelease, there: Collection[UUID]) -> Line:
    known = UUID(entry["uid"]) in there
    return Line(
        title=entry["title"],
        url=address("session", release.meeting.slug, entry["session"]) if known else "",
        time=hours_in_words(entry, release),
        kind=str(Session.Kind(entry["kind"]).label),
        place=_("all rooms") if entry["everywhere"] else entry["room"],
        leads=", ".join(lead["label"] for lead in entry["leads"]),
        is_break=entry["kind"] == Session.Kind.BREAK,
        cancelled=entry["state"] == Session.State.CANCELLED,
    )


def hours_in_words(entry: Frozen, release: AgendaRelease) -> str:
    start, end = clock(entry["starts_at"], release), clock(entry["ends_at"], release)
    return f"{start:%H:%M}–{end:%H:%M}" if start and end else ""
