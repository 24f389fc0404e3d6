"""Pages that are written into a copy of the registry, to be read where no registry answers.

They show no form that somebody would have to receive, and name no persons: who agreed to be named can take that back
from the registry, but not from copies of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Copy:
    """The copy of the registry at `origin` (https://registry.example.org) as of `day`.

    `policy` is the Content Security Policy that its pages carry themselves.
    """

    origin: str
    day: date
    policy: str


_copy: ContextVar[Copy | None] = ContextVar("copy", default=None)


def copy_at_hand() -> Copy | None:
    """The copy for which a page is being made; None for the registry itself."""
    return _copy.get()


@contextmanager
def copying(copy: Copy) -> Iterator[None]:
    token = _copy.set(copy)
    try:
        yield
    finally:
        _copy.reset(token)
