"""From latitude and longitude to the units of the map outlines in static/maps.

The outlines were drawn with the same formulas (static/maps/README.md), so a point falls where its coast is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import asin, cos, pi, radians, sin, sqrt

EARTH_RADIUS = 6371.0  # km, a sphere


@dataclass(frozen=True)
class Outline:
    """A map's file, its size in its own units, and the way from degrees to these units."""

    path: str
    width: int
    height: int
    has_borders: bool
    smallest_view: int
    _project: Callable[[float, float], tuple[float, float]]

    def project(self, latitude: float, longitude: float) -> tuple[float, float]:
        """The place of a point given in degrees, as x to the right and y downwards, in the outline's units."""
        return self._project(radians(latitude), radians(longitude))

    def holds(self, latitude: float, longitude: float) -> bool:
        x, y = self.project(latitude, longitude)
        return 0 <= x <= self.width and 0 <= y <= self.height


def lambert_azimuthal(
    latitude: float, longitude: float, *, centre: tuple[float, float], origin: tuple[float, float], unit: float
) -> tuple[float, float]:
    """Lambert's azimuthal equal-area projection: angles in radians, `centre` in degrees, `unit` in km."""
    middle, turned = radians(centre[0]), longitude - radians(centre[1])
    nearness = sin(middle) * sin(latitude) + cos(middle) * cos(latitude) * cos(turned)
    if nearness < -0.999999:  # the other end of the world is the whole rim of the map: any point of it will do
        return origin[0] + 2 * EARTH_RADIUS / unit, origin[1]
    scale = EARTH_RADIUS / unit * sqrt(2 / (1 + nearness))
    east = cos(latitude) * sin(turned)
    north = cos(middle) * sin(latitude) - sin(middle) * cos(latitude) * cos(turned)
    return origin[0] + scale * east, origin[1] - scale * north


def equal_earth(
    latitude: float, longitude: float, *, meridian: float, origin: tuple[float, float], unit: float
) -> tuple[float, float]:
    """The Equal Earth projection (Savric, Patterson and Jenny, 2018): angles in radians, `meridian` in degrees."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    turned = (longitude - radians(meridian) + pi) % (2 * pi) - pi
    theta = asin(sqrt(3) / 2 * sin(latitude))
    slope = a1 + 3 * a2 * theta**2 + theta**6 * (7 * a3 + 9 * a4 * theta**2)
    east = 2 * turned * cos(theta) / (sqrt(3) * slope)
    north = theta * (a1 + a2 * theta**2 + theta**6 * (a3 + a4 * theta**2))
    scale = EARTH_RADIUS / unit
    return origin[0] + scale * east, origin[1] - scale * north


EUROPE = Outline(
    path="maps/europe.svg",
    width=2200,
    height=1500,
    has_borders=True,
    smallest_view=900,
    _project=partial(lambert_azimuthal, centre=(50, 15), origin=(1000, 800), unit=3),
)
WORLD = Outline(
    path="maps/world.svg",
    width=1720,
    height=750,
    has_borders=False,
    smallest_view=400,
    _project=partial(equal_earth, meridian=11, origin=(860, 430), unit=20),
)
