"""Dated figures of several sources as a small chart, in figures for an SVG template (_chart.html)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10
from statistics import median

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ifiso.labels import Box, Mark, Spot, place_labels

OFF_SCALE = 4  # times the median: such a value would press all others into one line
OFF_SCALE_Y, GAP_Y = 16, 60
RADIUS, EDGE = 5, 24
LINE_HEIGHT = 17
MILLION = 1_000_000


@dataclass(frozen=True)
class Point:
    """A figure as one source gives it, for a day between `earliest` and `latest`.

    `label` is the date as shown ("April 2014"), `worded` the figure in the source's words, `source` its short title.
    """

    value: float
    earliest: date
    latest: date
    label: str
    worded: str
    source: str


@dataclass(frozen=True)
class Dot:
    """A point on the drawing; the whisker from `x_from` to `x_to` says how exact its date is."""

    point: Point
    x: int
    y: int
    x_from: int
    x_to: int
    text: str
    label: Spot
    off_scale: bool

    @property
    def whisker(self) -> bool:
        return self.x_to - self.x_from > 2 * RADIUS

    @property
    def arrow(self) -> str:
        """The corners of the triangle that stands for a point beyond the scale."""
        return f"{self.x - 7},{self.y + 6} {self.x + 7},{self.y + 6} {self.x},{self.y - 7}"

    @property
    def source_y(self) -> int:
        return self.label.y + LINE_HEIGHT // 2

    @property
    def value_y(self) -> int:
        return self.label.y - LINE_HEIGHT // 2


@dataclass(frozen=True)
class Tick:
    at: int
    text: str


@dataclass(frozen=True)
class Scale:
    """Days and values to x and y within an area: the years `first` to `last` across, the values low to high upwards."""

    area: Box
    first: int
    last: int
    low: float
    high: float

    def x(self, day: date) -> int:
        start, end = date(self.first, 1, 1), date(self.last, 1, 1)
        return round(self.area.left + (day - start) / (end - start) * (self.area.right - self.area.left))

    def y(self, value: float) -> int:
        share = (value - self.low) / (self.high - self.low)
        return round(self.area.bottom - share * (self.area.bottom - self.area.top))


@dataclass(frozen=True)
class Plot:
    """One drawing: lengths in CSS pixels at the width that it is made for.

    `gap` is the height of the line above which the scale no longer holds, None where it holds for all points.
    """

    width: int
    height: int
    left: int
    right: int
    bottom: int
    gap: int | None
    years: Sequence[Tick]
    values: Sequence[Tick]
    dots: Sequence[Dot]
    with_sources: bool

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


@dataclass(frozen=True)
class Chart:
    """The same points drawn for a wide and for a narrow column; `off_scale` holds those beyond the scale."""

    wide: Plot
    narrow: Plot
    off_scale: Sequence[Point]


def dated_chart(points: Sequence[Point]) -> Chart:
    """The chart of at least one point. Raises ValueError for none."""
    if not points:
        raise ValueError("a chart needs at least one point")
    limit = OFF_SCALE * median(point.value for point in points)
    return Chart(
        wide=plot(points, limit, width=640, height=260, with_sources=True),
        narrow=plot(points, limit, width=320, height=240, with_sources=False),
        off_scale=[point for point in points if point.value > limit],
    )


def plot(points: Sequence[Point], limit: float, *, width: int, height: int, with_sources: bool) -> Plot:
    """One drawing of the points; those above `limit` are marked at the upper edge."""
    values = value_ticks([point.value for point in points if point.value <= limit])
    first, last = min(point.earliest for point in points).year, max(point.latest for point in points).year + 1
    left, right, bottom = (86 if values[-1] >= MILLION else 40), width - EDGE, height - 30
    broken = any(point.value > limit for point in points)
    scale = Scale(Box(left, GAP_Y + 20 if broken else 24, right, bottom), first, last, values[0], values[-1])
    return Plot(
        width=width,
        height=height,
        left=left,
        right=right,
        bottom=bottom,
        gap=GAP_Y if broken else None,
        years=[Tick(scale.x(date(year, 1, 1)), str(year)) for year in year_ticks(first, last, width // 60)],
        values=[Tick(scale.y(value), short_number(value)) for value in values],
        dots=dots_on(scale, points, limit, with_sources),
        with_sources=with_sources,
    )


def dots_on(scale: Scale, points: Sequence[Point], limit: float, with_sources: bool) -> list[Dot]:
    at = [(scale.x(middle(point)), scale.y(point.value) if point.value <= limit else OFF_SCALE_Y) for point in points]
    marks = [
        Mark(
            x,
            y,
            RADIUS + 1,
            label_width(point, with_sources),
            LINE_HEIGHT * (2 if with_sources else 1),
            (x - scale.x(point.earliest), scale.x(point.latest) - x),
        )
        for point, (x, y) in zip(points, at, strict=True)
    ]
    frame = Box(scale.area.left, 0, scale.area.right + EDGE, scale.area.bottom)
    return [
        Dot(
            point=point,
            x=x,
            y=y,
            x_from=scale.x(point.earliest),
            x_to=scale.x(point.latest),
            text=short_number(point.value),
            label=label,
            off_scale=point.value > limit,
        )
        for point, (x, y), label in zip(points, at, place_labels(marks, frame), strict=True)
    ]


def middle(point: Point) -> date:
    return point.earliest + (point.latest - point.earliest) / 2


def label_width(point: Point, with_source: bool) -> float:
    return max(len(short_number(point.value)) * 9, len(point.source) * 8.5 if with_source else 0)


def value_ticks(values: Sequence[float]) -> list[float]:
    """Two to six round numbers around the values; from nought on where they are all alike."""
    low, high = min(values), max(values)
    low = 0 if low == high else low
    step = round_step((high - low or 1) / 2)
    first, last = floor(low / step), ceil(high / step)
    first -= 1 if first and first * step == low else 0
    last += 1 if last * step == high else 0
    return [count * step for count in range(first, last + 1)]


def round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, ... that is not below `least`."""
    power = 10 ** max(floor(log10(least)), 0)
    return next(power * digit for digit in (1, 2, 5, 10) if power * digit >= least)


def year_ticks(first: int, last: int, most: int) -> range:
    return range(first, last + 1, max(ceil((last - first) / most), 1))


def short_number(value: float) -> str:
    if value < MILLION:
        return number_format(value, decimal_pos=0, force_grouping=True)
    millions = value / MILLION
    return _("%(count)s million") % {"count": number_format(millions, decimal_pos=0 if millions.is_integer() else 1)}
