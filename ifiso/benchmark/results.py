"""What was measured, for people and for programs."""

import os
import platform
from collections.abc import Sequence
from dataclasses import asdict

import django
from django.db import connection

from ifiso.benchmark.figures import Measured
from ifiso.serving import THREADS, WORKERS

HEADINGS = (
    ("", "cold", "", "", "", "", "queries", "", "warm", "", "", "", "bytes", ""),
    (
        *("page", "p50 ms", "p99 ms", "cpu ms", "first ms", "× bare", "cold", "warm"),
        *("req/s", "of bare", "p50 ms", "p99 ms", "raw", "brotli"),
    ),
)


def as_data(measured: Sequence[Measured], *, sizes: dict, concurrency: int, seconds: float) -> dict:
    """Everything as plain data: times in milliseconds, sizes in bytes."""
    return {
        "python": platform.python_version(),
        "django": django.get_version(),
        "database": f"{connection.vendor} {'.'.join(map(str, connection.get_database_version()))}",
        "processors": os.cpu_count(),
        "server": {"workers": WORKERS, "threads": THREADS},
        "rows": sizes,
        "concurrency": concurrency,
        "seconds": seconds,
        "pages": [asdict(page) | {"cold_ratio": page.cold_ratio, "warm_ratio": page.warm_ratio} for page in measured],
    }


def as_table(measured: Sequence[Measured]) -> str:
    """One line for each page, the numbers right-aligned below their headings."""
    lines = [*HEADINGS, *map(cells, measured)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(aligned(line, widths) for line in lines)


def cells(page: Measured) -> tuple[str, ...]:
    cold, warm = page.cold, page.warm
    return (
        page.name,
        f"{cold.times.p50_ms:.1f}",
        f"{cold.times.p99_ms:.1f}",
        f"{cold.cpu_ms:.1f}",
        f"{cold.first_ms:.1f}",
        f"{page.cold_ratio:.0f}",
        str(cold.queries),
        str(warm.queries),
        f"{warm.requests_per_second:.0f}",
        f"{page.warm_ratio:.0%}",
        f"{warm.times.p50_ms:.1f}",
        f"{warm.times.p99_ms:.1f}",
        f"{page.size.raw:,}",
        f"{page.size.brotli:,}",
    )


def aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    name, *numbers = line
    padded = (f"{number:>{width}}" for number, width in zip(numbers, widths[1:], strict=True))
    return "  ".join([f"{name:<{widths[0]}}", *padded]).rstrip()
