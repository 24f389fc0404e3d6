"""Where entries that share a column at the same time stand in it: side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Span:
    """What lies in `column`, in minutes; column None goes across all of them."""

    key: int
    column: int | None
    start: int
    end: int


@dataclass(frozen=True)
class Lane:
    """The first of one, or another of several beside each other. `crossed`: it shares time with something across."""

    index: int = 0
    of: int = 1
    crossed: bool = False


def lanes_of(spans: Iterable[Span]) -> dict[int, Lane]:
    """The lane of each span by its key."""
    columns: dict[int | None, list[Span]] = {}
    for span in sorted(spans, key=lambda span: (span.start, -span.end, span.key)):
        columns.setdefault(span.column, []).append(span)
    lanes: dict[int, Lane] = {}
    for column in columns.values():
        for cluster in clusters(column):
            lanes |= side_by_side(cluster)
    across = columns.pop(None, [])
    for wide in across:
        for span in (span for column in columns.values() for span in column if overlap(wide, span)):
            for key in (wide.key, span.key):
                lanes[key] = replace(lanes[key], crossed=True)
    return lanes


def overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def clusters(spans: Sequence[Span]) -> list[list[Span]]:
    """`spans`, by their start, in groups of which none shares time with another."""
    groups: list[list[Span]] = []
    end = 0
    for span in spans:
        if groups and span.start < end:
            groups[-1].append(span)
        else:
            groups.append([span])
            end = 0
        end = max(end, span.end)
    return groups


def side_by_side(cluster: Sequence[Span]) -> dict[int, Lane]:
    """Each in the first lane that is free by then."""
    ends: list[int] = []
    lane_of: dict[int, int] = {}
    for span in cluster:
        lane = next((lane for lane, end in enumerate(ends) if end <= span.start), len(ends))
        ends[lane : lane + 1] = [span.end]
        lane_of[span.key] = lane
    return {key: Lane(lane, len(ends)) for key, lane in lane_of.items()}
