"""Sessions that overlap in time stand side by side: which of them belong together, and where each has its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from math import inf

from meetings.models import Session

# As many as the style sheet has classes for; what is more crowded is a list.
MOST_COLUMNS, MOST_ROWS = 6, 24


@dataclass(frozen=True)
class Place:
    """Where an entry stands in the grid of its band, and how many `rows` it takes; all count from 1."""

    row: int
    rows: int
    column: int


def bands(sessions: Iterable[Session]) -> list[list[Session]]:
    """`sessions`, by their start and those without a time last, in groups in which each overlaps with some other."""
    groups: list[list[Session]] = []
    until: datetime | None = None
    for session in sessions:
        if groups and continues(groups[-1], session, until):
            groups[-1].append(session)
            until = max(until, session.ends_at) if until and session.ends_at else until
        else:
            groups.append([session])
            until = session.ends_at
    return groups


def continues(group: Sequence[Session], session: Session, until: datetime | None) -> bool:
    if session.starts_at is None or until is None:
        return session.starts_at is group[0].starts_at is None
    return session.starts_at < until


def rooms_of(sessions: Iterable[Session]) -> list[str]:
    """The names of the rooms that are in use, in the order in which the host lists them; last those it has no more."""
    positions = {session.room_name: session.room.position if session.room else inf for session in sessions}
    return sorted(filter(None, positions), key=lambda name: (positions[name], name))


def places(band: Sequence[Session], rooms: Sequence[str]) -> list[Place]:
    """Where each session of `band` stands, in columns for `rooms`; empty where side by side is no help.

    What has no room of its own, or one that is taken, stands behind the rooms.
    """
    if len(band) == 1 or band[0].starts_at is None:
        return []
    moments = sorted({moment for session in band for moment in (session.starts_at, session.ends_at)})
    free_from: dict[int, datetime] = {}
    found = []
    for session in band:
        column = next(c for c in columns(session, rooms) if free_from.get(c, session.starts_at) <= session.starts_at)
        free_from[column] = session.ends_at
        row = moments.index(session.starts_at)
        found.append(Place(row + 1, moments.index(session.ends_at) - row, column))
    return found if len(moments) <= MOST_ROWS and max(free_from) <= MOST_COLUMNS else []


def columns(session: Session, rooms: Sequence[str]) -> Iterable[int]:
    """The columns in which it may stand, the best first."""
    if session.room_name in rooms:
        yield rooms.index(session.room_name) + 1
    yield from count(len(rooms) + 1)


def breadth(found: Sequence[Place], rooms: Sequence[str]) -> int:
    """How many columns the band has."""
    return max(len(rooms), *(place.column for place in found)) if found else 1
