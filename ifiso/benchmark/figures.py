"""The figures of a measurement."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class Times:
    """How long something took each time, in milliseconds."""

    count: int
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True)
class Cold:
    """Renders in process: wall-clock times, the processor's share of the median, and the very first one."""

    times: Times
    cpu_ms: float
    first_ms: float
    queries: int
    bare: Times


@dataclass(frozen=True)
class Warm:
    """Answers over kept-alive HTTP, and those of the bare view before them."""

    times: Times
    requests_per_second: float
    queries: int
    bare: Times
    bare_requests_per_second: float


@dataclass(frozen=True)
class Size:
    """Bytes of the page's body, plain and as browsers take it."""

    raw: int
    brotli: int


@dataclass(frozen=True)
class Measured:
    name: str
    path: str
    cold: Cold
    warm: Warm
    size: Size

    @property
    def cold_ratio(self) -> float:
        """How many bare views one render costs."""
        return self.cold.times.p50_ms / self.cold.bare.p50_ms

    @property
    def warm_ratio(self) -> float:
        """The share of the bare view's rate that the finished page reaches."""
        return self.warm.requests_per_second / self.warm.bare_requests_per_second


def times(seconds: Sequence[float]) -> Times:
    """The figures of at least one duration, given in seconds."""
    ordered = sorted(seconds)
    return Times(len(ordered), percentile(ordered, 50) * 1000, percentile(ordered, 99) * 1000)


def percentile(ordered: Sequence[float], percent: int) -> float:
    """The least of the `ordered` values that `percent` of them do not exceed (nearest rank)."""
    return ordered[max(ceil(len(ordered) * percent / 100), 1) - 1]
