"""Where the forum has met: the places of the map."""

from collections.abc import Iterable
from functools import lru_cache

from ifiso.mapping import Place, PlaceMap, PlaceMeeting, place_map
from meetings.models import Meeting


def map_of(held: Iterable[tuple[Meeting, str]]) -> PlaceMap | None:
    """The map of meetings, each with its URL, the oldest first; None where no place is known."""
    towns: dict[tuple[str, float, float], list[PlaceMeeting]] = {}
    for meeting, url in held:
        if meeting.city and meeting.latitude is not None and meeting.longitude is not None:
            town = (meeting.city, float(meeting.latitude), float(meeting.longitude))
            towns.setdefault(town, []).append(PlaceMeeting(meeting.name, url, meeting.season))
    return drawn(tuple(Place(*town, tuple(meetings)) for town, meetings in towns.items())) if towns else None


@lru_cache(maxsize=8)
def drawn(places: tuple[Place, ...]) -> PlaceMap:
    """Placing labels takes longer than the rest of the page, and places change twice a year."""
    return place_map(places)
