"""Public pages are functions of the registry's content alone, so each is rendered once and then kept as finished bytes.

A page is kept per process under the content version that it was made from; every action raises that version in its own
transaction, so one primary-key query keeps every worker on every machine right. Because phases follow the calendar,
a page also expires at each quarter of an hour: every zone's midnight falls on one.
"""

import gzip
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import wraps
from hashlib import blake2b
from threading import Lock

import brotli
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from ifiso.copies import copy_at_hand
from organizations.models import ContentVersion

ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
    "identity": lambda body: body,
}
LONGEST_QUERY = 300
QUARTER_OF_AN_HOUR = 900


@dataclass
class FinishedPage:
    """The bytes of one page, in each encoding that somebody asked for."""

    body: bytes
    content_type: str
    vary: str
    encoded: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self):
        self.digest = blake2b(self.body, digest_size=12).hexdigest()

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page in the best encoding that the browser takes, or 304 where it has these very bytes."""
        encoding = best_encoding(request.headers.get("Accept-Encoding", ""))
        etag = f'"{self.digest}-{encoding}"'
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if "*" in known or etag in {tag.removeprefix("W/") for tag in known}:
            response: HttpResponse = HttpResponseNotModified()
        else:
            if encoding not in self.encoded:
                self.encoded[encoding] = ENCODERS[encoding](self.body)
            response = HttpResponse(self.encoded[encoding], content_type=self.content_type)
            if encoding != "identity":
                response.headers["Content-Encoding"] = encoding
            response.headers["Content-Length"] = str(len(self.encoded[encoding]))
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "no-cache"
        patch_vary_headers(response, ["Accept-Encoding", *filter(None, self.vary.split(", "))])
        return response


class Shelf:
    """Finished pages by key, the least recently used dropped first. Shared by the threads of one process."""

    def __init__(self, size: int):
        self.size = size
        self.pages: OrderedDict[Hashable, FinishedPage] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Hashable) -> FinishedPage | None:
        with self.lock:
            if key in self.pages:
                self.pages.move_to_end(key)
            return self.pages.get(key)

    def put(self, key: Hashable, page: FinishedPage) -> None:
        with self.lock:
            self.pages[key] = page
            while len(self.pages) > self.size:
                self.pages.popitem(last=False)

    def clear(self) -> None:
        with self.lock:
            self.pages.clear()


shelf = Shelf(size=1000)


def best_encoding(accepted: str) -> str:
    """`br`, `gzip` or `identity`, whichever of them the Accept-Encoding header takes, in this order."""
    offers = {}
    for offer in accepted.lower().split(","):
        name, _, quality = offer.partition(";")
        offers[name.strip()] = quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return next((name for name in ("br", "gzip") if offers.get(name)), "identity")


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Opens a view to everybody and keeps its answers as finished bytes.

    The view sees an anonymous visitor whoever asks: what a role adds lives on its own pages. For a copy of
    the registry nothing is kept, because nobody asks for it twice.
    """

    @login_not_required
    @require_safe
    @wraps(view)
    def finished(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        request.user = AnonymousUser()
        if copy_at_hand():
            return view(request, *args, **kwargs)
        clock = int(time.time()) // QUARTER_OF_AN_HOUR
        key = (request.get_full_path(), bool(request.htmx), ContentVersion.current(), clock)
        page = shelf.get(key)
        if page is None:
            response = view(request, *args, **kwargs)
            if response.status_code != 200:
                return response
            page = FinishedPage(response.content, response.headers["Content-Type"], response.headers.get("Vary", ""))
            if len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY:
                shelf.put(key, page)
        return page.answer(request)

    return finished
