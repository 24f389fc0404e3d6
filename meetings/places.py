"""Where the forum has met: the places of the map."""

from collections.abc import Iterable
from functools import lru_cache

from ifiso.mapping import Place, PlaceMap, PlaceMeeting, place_map
from meetings.models import Meeting


def map_of(meetings: Iterable[Meeting]) -> PlaceMap | None:
    """The map of the meetings whose place is known, or None if there is none. `meetings` come oldest first."""
    held: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        if meeting.city and meeting.latitude is not None and meeting.longitude is not None:
            held.setdefault(meeting.where, []).append(meeting)
    places = (place_of(meetings) for meetings in held.values())
    return drawn(tuple(places)) if held else None


def place_of(meetings: list[Meeting]) -> Place:
    """The place of meetings in one town."""
    first = meetings[0]
    entries = tuple(PlaceMeeting(meeting.name, meeting.get_absolute_url(), meeting.season) for meeting in meetings)
    return Place(first.city, float(first.latitude or 0), float(first.longitude or 0), entries)


@lru_cache(maxsize=8)
def drawn(places: tuple[Place, ...]) -> PlaceMap:
    """Placing labels takes longer than the rest of the page, and places change twice a year."""
    return place_map(places)
