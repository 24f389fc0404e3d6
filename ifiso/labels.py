"""Where the labels of a drawing go, so that they cover neither each other nor the points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# The eight sides in the order in which a reader expects a label: (step right, step down, text-anchor).
SIDES = [
    (1, 0, "start"),
    (0, -1, "middle"),
    (-1, 0, "end"),
    (0, 1, "middle"),
    (1, -1, "start"),
    (1, 1, "start"),
    (-1, -1, "end"),
    (-1, 1, "end"),
]
ROUNDS = 3


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        """The area that two boxes share."""
        if not self.meets(other):
            return 0
        width = min(self.right, other.right) - max(self.left, other.left)
        return width * (min(self.bottom, other.bottom) - max(self.top, other.top))

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def outside(self, frame: "Box") -> float:
        """The area that sticks out of a frame."""
        return (self.right - self.left) * (self.bottom - self.top) - self.overlap(frame)


@dataclass(frozen=True)
class Mark:
    """A point with the size of its label: all lengths in the units of the drawing.

    `reach` is how far the point's own drawing extends to the left and right, where that is more than its radius.
    """

    x: float
    y: float
    radius: float
    width: float
    height: float
    reach: tuple[float, float] = (0, 0)

    @property
    def box(self) -> Box:
        left, right = (max(self.radius, reach) for reach in self.reach)
        return Box(self.x - left, self.y - self.radius, self.x + right, self.y + self.radius)


@dataclass(frozen=True)
class Spot:
    """A label's place: x for the given text-anchor, y for its vertical middle."""

    x: int
    y: int
    anchor: str
    box: Box


def place_labels(marks: Sequence[Mark], frame: Box) -> list[Spot]:
    """One spot for each mark, in the order of the marks; the same marks always give the same spots.

    Each label in turn takes the best of eight sides of its mark, and in further rounds reconsiders it, now that
    the others stand.
    """
    spots: list[Spot | None] = [None] * len(marks)
    points = [mark.box for mark in marks]
    for _ in range(ROUNDS):
        for index, mark in enumerate(marks):
            others = [spot.box for i, spot in enumerate(spots) if spot and i != index]
            spots[index] = best_spot(mark, others + points, frame)
    return [spot for spot in spots if spot]


def best_spot(mark: Mark, taken: Sequence[Box], frame: Box) -> Spot:
    spots = list(spots_around(mark))
    around = Box(
        min(spot.box.left for spot in spots),
        min(spot.box.top for spot in spots),
        max(spot.box.right for spot in spots),
        max(spot.box.bottom for spot in spots),
    )
    near = [box for box in taken if box.meets(around)]
    return min(spots, key=lambda spot: cost(spot.box, near, frame))


def spots_around(mark: Mark) -> Iterator[Spot]:
    gap = 4
    for right, down, anchor in SIDES:
        reach = (mark.radius + gap) * (0.7 if right and down else 1)
        x = mark.x + right * reach
        middle = mark.y + down * (reach + mark.height / 2) * (0.8 if right and down else 1)
        left = {"start": x, "middle": x - mark.width / 2, "end": x - mark.width}[anchor]
        box = Box(left, middle - mark.height / 2, left + mark.width, middle + mark.height / 2)
        yield Spot(round(x), round(middle), anchor, box)


def cost(box: Box, taken: Sequence[Box], frame: Box) -> float:
    """Area lost to others, and ten times that for what nobody could read beyond the frame."""
    return sum(box.overlap(other) for other in taken) + 10 * box.outside(frame)
