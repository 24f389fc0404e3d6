"""Footnotes of a page: each source gets a number where it is first cited, and stands once in the list below."""

from typing import Any


class Citations:
    """The sources cited on one page, in the order of their first mention. A source is any object with a `pk`."""

    def __init__(self):
        self._cited: dict[Any, Any] = {}

    def number(self, source: Any) -> int:
        """The footnote's number, from 1."""
        self._cited.setdefault(source.pk, source)
        return list(self._cited).index(source.pk) + 1

    def __iter__(self):
        return iter(self._cited.values())

    def __bool__(self):
        return bool(self._cited)
