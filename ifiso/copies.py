"""Pages that are written into a copy of the registry, to be read where no registry answers.

They show no form that somebody would have to receive, and name no persons: who agreed to be named can take that back
from the registry, but not from copies of it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Copy:
    """The copy of the registry at `origin` (https://registry.example.org) as of `day`.

    `policy` is the Content Security Policy that its pages carry themselves.
    """

    origin: str
    day: date
    policy: str


_copy: ContextVar[Copy | None] = ContextVar("copy", default=None)
_answers: ContextVar[dict[Any, Any]] = ContextVar("answers")


def copy_at_hand() -> Copy | None:
    """The copy for which a page is being made; None for the registry itself."""
    return _copy.get()


@contextmanager
def copying(copy: Copy) -> Iterator[None]:
    token, answers = _copy.set(copy), _answers.set({})
    try:
        yield
    finally:
        _copy.reset(token)
        _answers.reset(answers)


def read_once(read: Callable[P, R]) -> Callable[P, R]:
    """Has `read` answer while `copying` what it answered to the same arguments before; nobody may change the answers.

    For what many pages need: a copy shows one moment, so it is the same for all of them.
    """

    @wraps(read)
    def answer(*args: P.args, **named: P.kwargs) -> R:
        if copy_at_hand() is None:
            return read(*args, **named)
        answers, question = _answers.get(), (read, args, *named.items())
        if question not in answers:
            answers[question] = read(*args, **named)
        return answers[question]

    return answer
