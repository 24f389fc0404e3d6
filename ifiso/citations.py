"""Footnotes of a page: each source gets a number where it is first cited, and stands once in the list below."""

from collections.abc import Iterator
from typing import Any


class Citations:
    """The sources cited on one page, in the order of their first mention. A source is any object with a `pk`."""

    def __init__(self):
        self._numbers: dict[Any, int] = {}
        self._cited: list[Any] = []

    def number(self, source: Any) -> int:
        """The footnote's number, from 1."""
        if source.pk not in self._numbers:
            self._cited.append(source)
            self._numbers[source.pk] = len(self._cited)
        return self._numbers[source.pk]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._cited)

    def __bool__(self) -> bool:
        return bool(self._cited)
