"""One search: for everybody over what is public, for those signed in over what they may see."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ifiso.copies import copy_at_hand
from ifiso.facets import Facet, Narrowed
from meetings.models import SearchEntry
from meetings.search.audience import entries_for
from meetings.search.engines import by_index
from meetings.search.finding import Cell, Search
from meetings.tasks import keep_search_fresh
from organizations.clock import today
from organizations.models import User
from organizations.pages import public_page

LONGEST_QUERY = 200
PAGE_SIZE = 20
FACETS = [
    Facet("kind", _("Kind"), lambda row: [row.kind], lambda kind: str(SearchEntry.Kind(kind).label).capitalize()),
    Facet("year", _("Year"), lambda row: [str(row.year)] if row.year else [], key=lambda year: -int(year)),
]


class Results(Narrowed):
    """What a search left, narrowed further; its links keep what was searched for. Its rows are cells."""

    def __init__(self, search: Search, query: str, asked: Mapping[str, str]):
        super().__init__(search.cells, FACETS, asked)
        self.search = search
        self.q = query

    def weight(self, row: Cell) -> int:
        return row.number

    def page(self, number: str | None, size: int = PAGE_SIZE) -> Page:
        """The keys of the entries on the page of that number."""
        known = {name: value for name, value in self.asked.items() if value in self._known[name]}
        pages = Paginator(self.search.best(**known) if self.rows else [], size)
        pages.count = sum(map(self.weight, self.rows))
        return pages.get_page(number)

    def query(self, **changes: str) -> str:
        return super().query(**{"q": self.q, **changes})


@public_page
def search(request: HttpRequest) -> HttpResponse:
    if copy_at_hand():
        return render(request, "meetings/search.html", {"kinds": list(SearchEntry.Kind)})
    return render(request, "meetings/search.html", found_by(request, AnonymousUser()))


@never_cache
@require_safe
def desk_search(request: HttpRequest) -> HttpResponse:
    return render(request, "meetings/desk_search.html", found_by(request, request.user))


def found_by(request: HttpRequest, user: User | AnonymousUser) -> dict[str, Any]:
    """What the page of results shows; nothing yet where nothing was asked."""
    stale = keep_search_fresh()
    query = request.GET.get("q", "").replace("\0", "")[:LONGEST_QUERY].strip()
    search = Search(query, entries_for(user, today()), stale=stale)
    with by_index():
        narrowed = Results(search, query, request.GET)
        page = narrowed.page(request.GET.get("page"))
        return {
            "query": query,
            "asked": bool(search.words),
            "menus": narrowed.useful_menus,
            "page": page,
            "hits": search.hits(list(page)),
            "corrected": search.corrected,
            "narrowed": bool(narrowed.asked),
        }
