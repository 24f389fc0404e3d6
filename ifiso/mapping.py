"""A map of places where meetings were held, as figures for an SVG template (meetings/_map.html)."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from ifiso.labels import Box, Mark, Spot, place_labels
from ifiso.projections import EUROPE, WORLD, Outline

WIDTH = 720  # of the drawing; a label's size in CSS is in the same units
LABEL_HEIGHT, LETTER_WIDTH = 18, 8.6
NUMBER_HEIGHT, DIGIT_WIDTH = 32, 19
NARROW_DOT = 1.4  # how much figures.css enlarges a dot where it shows numbers
MARGIN = 0.14  # of the span of the places, around them
SQUAREST, WIDEST = 1.15, 1.6


class PlaceMeeting(NamedTuple):
    label: str
    url: str
    season: str  # "autumn", "spring" or "" for a meeting outside the seasons


@dataclass(frozen=True)
class Place:
    """A town, its coordinates in degrees, and what was held there, oldest first."""

    name: str
    latitude: float
    longitude: float
    meetings: Sequence[PlaceMeeting]


@dataclass(frozen=True)
class MapPoint:
    """A place on the drawing: `label` is for wide screens, `badge` holds its number where names do not fit."""

    number: int
    name: str
    meetings: Sequence[PlaceMeeting]
    season: str
    x: int
    y: int
    radius: int
    label: Spot
    badge: Spot

    @property
    def anchor(self) -> str:
        """The fragment of the place's entry in the list beside the map."""
        return f"place-{self.number}"

    @property
    def url(self) -> str:
        return self.meetings[0].url if len(self.meetings) == 1 else f"#{self.anchor}"

    @property
    def meeting_labels(self) -> str:
        return ", ".join(meeting.label for meeting in self.meetings)


@dataclass(frozen=True)
class MapDrawing:
    """All lengths in the drawing's own units; `transform` brings the outline into them."""

    outline: Outline
    width: int
    height: int
    transform: str
    points: Sequence[MapPoint]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True)
class PlaceMap:
    """One drawing of Europe, one of the world for what lies beyond, or both; `points` in the order of the places."""

    drawings: Sequence[MapDrawing]

    @property
    def points(self) -> list[MapPoint]:
        return sorted((point for drawing in self.drawings for point in drawing.points), key=lambda point: point.number)


Numbered = tuple[int, Place]


def place_map(places: Sequence[Place]) -> PlaceMap:
    """The map of these places, numbered from 1 in their order; of no places, a bare Europe.

    Each view is cut to its places, so that near ones stand apart.
    """
    numbered = list(enumerate(places, start=1))
    near = [(number, place) for number, place in numbered if EUROPE.holds(place.latitude, place.longitude)]
    far = [entry for entry in numbered if entry not in near]
    drawings = [drawing_of(near, EUROPE)] if near or not far else []
    return PlaceMap(drawings + ([drawing_of(far, WORLD)] if far else []))


def drawing_of(places: Sequence[Numbered], outline: Outline) -> MapDrawing:
    spots = [outline.project(place.latitude, place.longitude) for _, place in places]
    view = view_around(spots, outline)
    scale = WIDTH / (view.right - view.left)
    height = round((view.bottom - view.top) * scale)
    at = [(round((x - view.left) * scale), round((y - view.top) * scale)) for x, y in spots]
    return MapDrawing(
        outline=outline,
        width=WIDTH,
        height=height,
        transform=f"scale({scale:.4f}) translate({-view.left:.1f} {-view.top:.1f})",
        points=map_points(places, at, Box(0, 0, WIDTH, height)),
    )


def map_points(places: Sequence[Numbered], at: Sequence[tuple[int, int]], frame: Box) -> list[MapPoint]:
    dots = [
        (number, place, x, y, round(4 + 2.5 * sqrt(len(place.meetings))))
        for (number, place), (x, y) in zip(places, at, strict=True)
    ]
    names = [Mark(x, y, radius, len(place.name) * LETTER_WIDTH, LABEL_HEIGHT) for _, place, x, y, radius in dots]
    numbers = [
        Mark(x, y, radius * NARROW_DOT, len(str(number)) * DIGIT_WIDTH, NUMBER_HEIGHT)
        for number, _, x, y, radius in dots
    ]
    spots = zip(dots, place_labels(names, frame), place_labels(numbers, frame), strict=True)
    return [
        MapPoint(number, place.name, place.meetings, season_of(place), x, y, radius, label, badge)
        for (number, place, x, y, radius), label, badge in spots
    ]


def season_of(place: Place) -> str:
    """The season that a place stands for; "both" if it saw both, "other" if none of its meetings has one."""
    seasons = {meeting.season for meeting in place.meetings if meeting.season}
    return "both" if len(seasons) > 1 else next(iter(seasons), "other")


def view_around(spots: Sequence[tuple[float, float]], outline: Outline) -> Box:
    """The part of the outline that shows the spots with a margin, neither too tall nor too flat."""
    if not spots:
        return Box(0, 0, outline.width, outline.height)
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    span = max(max(xs) - min(xs), max(ys) - min(ys), outline.smallest_view)
    width = max(xs) - min(xs) + 2 * MARGIN * span
    height = max(ys) - min(ys) + 2 * MARGIN * span
    width = min(max(width, SQUAREST * height, outline.smallest_view), outline.width)
    height = min(max(height, width / WIDEST), outline.height)
    left = within((max(xs) + min(xs) - width) / 2, outline.width - width)
    top = within((max(ys) + min(ys) - height) / 2, outline.height - height)
    return Box(left, top, left + width, top + height)


def within(value: float, highest: float) -> float:
    return min(max(value, 0), highest)
