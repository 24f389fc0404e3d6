"""How an agenda begins: in the shape of an earlier meeting's, or of a template, moved to the days of a new one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.clocks import moment_at
from meetings.models import Meeting, Session
from meetings.models.sessions import SessionKind
from meetings.planning import days_of
from meetings.reads.agenda import agenda_zone

# What says nothing of who spoke about what.
UNIVERSAL = {SessionKind.BREAK, SessionKind.PLENARY, SessionKind.SOCIAL}


class Titles(models.TextChoices):
    """Whose titles come along; abstracts and leads never do."""

    NONE = "none", _("none: each is called after its kind")
    UNIVERSAL = "universal", _("of breaks, plenaries and social events")
    ALL = "all", _("all of them")


@dataclass(frozen=True)
class Slot:
    """A session without its content. `day` counts from 1; `late` is by how many days it begins after that day's date.

    `start` is the time on the wall of the place, `room` a name, empty for none.
    """

    day: int
    late: int
    start: time
    minutes: int
    kind: str
    title: str
    room: str = ""
    everywhere: bool = False


@dataclass(frozen=True)
class Skeleton:
    """What would come into an agenda. `rooms` are the capacities by name, `left_out` what has no day there."""

    slots: list[Slot]
    rooms: dict[str, int | None] = field(default_factory=dict)
    left_out: list[Slot] = field(default_factory=list)

    @property
    def days(self) -> dict[int, list[Slot]]:
        found: dict[int, list[Slot]] = {}
        for slot in self.slots:
            found.setdefault(slot.day, []).append(slot)
        return found


def with_times() -> Q:
    """Of a meeting: whether its released agenda tells when its sessions began."""
    return Q(sessions__starts_at__isnull=False, sessions__state=Session.State.SCHEDULED)


def sources_for(meeting: Meeting, organizations: Iterable[int]) -> list[Meeting]:
    """Meetings with a skeleton, those first that one of `organizations` hosted, then the latest: two queries."""
    own = set(Meeting.objects.filter(hosts__organization__in=organizations).values_list("pk", flat=True))
    found = Meeting.objects.published().filter(with_times()).exclude(pk=meeting.pk).distinct()
    latest = reversed(found.chronological())
    return sorted(latest, key=lambda one: one.pk not in own)


def skeleton_of(source: Meeting, target: Meeting, titles: str = Titles.NONE) -> Skeleton:
    """The days, slots, rooms and kinds of `source` as far as `target` has days; three queries."""
    sessions = source.sessions.filter(state=Session.State.SCHEDULED, starts_at__isnull=False)
    found = list(sessions.select_related("room").in_order())
    slots = list(slots_of(source, found, titles))
    rooms = {one.room_name: one.room.capacity if one.room else None for one in found if one.room_name}
    return fitted(slots, rooms, len(days_of(target)))


def fitted(slots: Sequence[Slot], rooms: dict[str, int | None], days: int) -> Skeleton:
    kept = [slot for slot in slots if slot.day <= days]
    used = {slot.room for slot in kept}
    left_out = [slot for slot in slots if slot.day > days]
    return Skeleton(kept, {name: capacity for name, capacity in rooms.items() if name in used}, left_out)


def slots_of(source: Meeting, sessions: Sequence[Session], titles: str) -> Iterator[Slot]:
    zone = agenda_zone(source)
    dates = dates_of(source, sessions, zone)
    for session in sessions:
        wall = session.starts_at.astimezone(zone)
        late = (wall.date() - dates[session.day]).days
        yield Slot(
            day=session.day,
            late=max(0, min(1, late)),
            start=wall.time().replace(second=0, microsecond=0),
            minutes=max(5, min(1440, round((session.ends_at - session.starts_at).total_seconds() / 60))),
            kind=session.kind,
            title=title_of(session, titles),
            room=session.room_name,
            everywhere=session.everywhere,
        )


def dates_of(source: Meeting, sessions: Sequence[Session], zone: ZoneInfo) -> dict[int, date]:
    """The date of each day: counted from the first, or where that is unknown, on which its first session began."""
    known = days_of(source)
    if known:
        return {session.day: known[0] + timedelta(days=session.day - 1) for session in sessions}
    dates: dict[int, date] = {}
    for session in sessions:
        began = session.starts_at.astimezone(zone).date()
        dates[session.day] = min(began, dates.get(session.day, began))
    return dates


def title_of(session: Session, titles: str) -> str:
    if titles == Titles.ALL or (titles == Titles.UNIVERSAL and session.kind in UNIVERSAL):
        return session.title
    label = str(SessionKind(session.kind).label)
    return label[:1].upper() + label[1:]


def entries_of(skeleton: Skeleton, target: Meeting) -> list[dict[str, Any]]:
    """The slots as `fill_agenda` takes them: the same number of the day, the same time on the wall of the new place.

    A time that its clocks skip is an hour later.
    """
    days = days_of(target)
    return [
        {
            "kind": slot.kind,
            "title": slot.title,
            "day": slot.day,
            "starts_at": moment_of(days[slot.day - 1], slot, target),
            "minutes": slot.minutes,
            "room": slot.room,
            "everywhere": slot.everywhere,
        }
        for slot in skeleton.slots
    ]


def moment_of(day: date, slot: Slot, target: Meeting) -> datetime:
    return moment_at(datetime.combine(day + timedelta(days=slot.late), slot.start), target.zone)
