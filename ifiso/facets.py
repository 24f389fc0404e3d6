"""Filters of a list as plain links, each with the number of rows that it would leave; their state is in the address."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ifiso.copies import copy_at_hand

PAGE_SIZE = 30
LONG = 12


@dataclass(frozen=True)
class Facet:
    """One way to narrow a list: `values` gives a row's values, `label` what readers call a value.

    Choices stand in the order of `key`, a function of a value.
    """

    name: str
    title: str | Promise
    values: Callable[[Any], Collection[str]]
    label: Callable[[str], str] = str
    key: Callable[[str], Any] = str


@dataclass(frozen=True)
class Choice:
    """A link that narrows the list: `query` is where it leads, `count` the rows that it would leave."""

    value: str
    label: str
    count: int
    query: str
    chosen: bool


@dataclass(frozen=True)
class Menu:
    """The choices of one facet, "All" first."""

    name: str
    title: str | Promise
    choices: Sequence[Choice]

    @property
    def is_long(self) -> bool:
        return len(self.choices) > LONG

    @property
    def chosen(self) -> Choice | None:
        """The choice that is made, None where it is "All" or one that no row has."""
        return next((choice for choice in self.choices[1:] if choice.chosen), None)


class Narrowed:
    """`rows` narrowed by what `asked`, a query string's parameters, chooses of `facets`.

    `searched` are those of the rows that a search left, if there is one. A value that no row has leaves nothing, and no
    link carries it on. In a copy of the registry, where each list is a file of its own, one choice is made at a time;
    long menus are then for the whole list, to which "All" leads back, for each of their choices is a file as well.
    """

    def __init__(
        self,
        rows: Sequence[Any],
        facets: Sequence[Facet],
        asked: Mapping[str, str],
        searched: Sequence[Any] | None = None,
    ):
        self.all_rows = rows
        self.searched = rows if searched is None else searched
        self.facets = facets
        self.asked = {facet.name: asked[facet.name] for facet in facets if asked.get(facet.name)}
        self.one_at_a_time = copy_at_hand() is not None

    @cached_property
    def rows(self) -> list[Any]:
        return self._matching(self.facets)

    @cached_property
    def menus(self) -> list[Menu]:
        """One menu for each facet; its counts hold under the choices made in the others."""
        return [self._menu(facet) for facet in self.facets]

    @property
    def useful_menus(self) -> list[Menu]:
        """Those that offer more than one choice, or have one made that could be taken back."""
        return [menu for menu in self.menus if len(menu.choices) > 2 or menu.name in self.asked]

    def weight(self, row: Any) -> int:
        """For how many things a row stands."""
        return 1

    def page(self, number: str | None, size: int = PAGE_SIZE) -> Page:
        """The page of that number; the first where it is none, the last where it is too high."""
        return Paginator(self.rows, size).get_page(number)

    def query(self, **changes: str) -> str:
        """The query string of the choices made, with `changes`; an empty value takes a choice back."""
        kept = {} if self.one_at_a_time else self.asked
        made = {name: value for name, value in kept.items() if value in self._known[name]}
        values = {**dict.fromkeys(self._known, ""), **made, **changes}
        return "?" + urlencode({name: value for name, value in values.items() if value})

    @cached_property
    def _known(self) -> dict[str, set[str]]:
        return {facet.name: {v for row in self.all_rows for v in facet.values(row)} for facet in self.facets}

    def _matching(self, facets: Sequence[Facet]) -> list[Any]:
        wanted = [(facet, self.asked[facet.name]) for facet in facets if facet.name in self.asked]
        return [row for row in self.searched if all(value in facet.values(row) for facet, value in wanted)]

    def _menu(self, facet: Facet) -> Menu:
        rows = self._matching([other for other in self.facets if other is not facet and not self.one_at_a_time])
        counts: Counter[str] = Counter()
        for row in rows:
            counts.update(dict.fromkeys(facet.values(row), self.weight(row)))
        asked = self.asked.get(facet.name, "")
        shown = sorted(self._known[facet.name] & {*counts, asked}, key=facet.key)
        if self.one_at_a_time and self.asked and len(shown) > LONG:
            shown = [value for value in shown if value == asked]
        all_rows = Choice("", _("All"), sum(map(self.weight, rows)), self.query(**{facet.name: ""}), not asked)
        choices = [
            Choice(value, facet.label(value), counts[value], self.query(**{facet.name: value}), value == asked)
            for value in shown
        ]
        return Menu(facet.name, facet.title, [all_rows, *choices])
