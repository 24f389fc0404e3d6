"""Which address of the registry is which file of the copy, and how one file names another."""

import posixpath
import re
from functools import lru_cache
from hashlib import blake2b
from mimetypes import guess_extension
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from django.urls import Resolver404, resolve

INDEX = "index.html"
# The lists whose filters are links or choices. One choice at a time, page by page, is a file; more ask the registry.
FACETS = {
    "members": ("field", "country", "standing"),
    "reports": ("kind", "year"),
    "outcomes": ("state", "kind", "organization"),
    "attendance": ("kind",),
}
# Their scripts read the query themselves.
READ_BY_SCRIPTS = {"agenda", "search"}
OURS = ("ifiso.", "meetings.", "organizations.")
NO_PAGES = {"healthz", "service_worker", "demo", "demo_sign_in", "enquiry_received"}
ENDINGS = {"application/atom+xml": ".xml", "text/calendar": ".ics", "application/xml": ".xml", "image/webp": ".webp"}
PLAIN = re.compile(r"[\w-][\w.-]{0,120}")


class Address(NamedTuple):
    """What is asked of the registry; `query` holds nothing that changes nothing."""

    path: str
    query: str = ""

    def __str__(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path


def own_address(link: str, page: str) -> tuple[str, str, str] | None:
    """Path, query and fragment of a link on `page` to another page; None for what leads elsewhere.

    Whole addresses do, the registry's own among them: they are what a copy names on purpose.
    """
    try:
        parts = urlsplit(link)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if not path.startswith("/"):
        here = page.partition("?")[0]
        path = posixpath.normpath(posixpath.join(here.rpartition("/")[0], path)) if path else here
    return path, parts.query, parts.fragment


# Every page has the same forty links to the front of the house, and finding the view of one takes long.
@lru_cache(maxsize=65_536)
def public_address(path: str, query: str) -> Address | None:
    """The address under which the copy keeps what the registry answers there; None for what it leaves out."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    name = match.url_name or ""
    is_open = not getattr(match.func, "login_required", True) and match.func.__module__.startswith(OURS)
    if not is_open or name in NO_PAGES or "token" in match.kwargs:
        return None
    if name in READ_BY_SCRIPTS or not query:
        return Address(path)
    asked = {key: value for key, value in parse_qsl(query) if value and (key, value) != ("page", "1")}
    chosen = [key for key in asked if key != "page"]
    if len(chosen) > 1 or not set(chosen) <= set(FACETS.get(name, ())) or name not in FACETS:
        return None if asked else Address(path)
    return Address(path, urlencode({key: asked[key] for key in (*chosen, "page") if key in asked}))


def place_of(address: Address, content_type: str, filename: str = "") -> str:
    """Where the answer is kept, from the copy's own folder: `reports/kind=news/page=2/index.html`."""
    folder = address.path.strip("/")
    choices = [f"{safe(key)}={safe(value)}" for key, value in parse_qsl(address.query)]
    media = content_type.partition(";")[0]
    if media == "text/html":
        return "/".join(filter(None, [folder, *choices, INDEX]))
    if filename:
        return f"{folder}/{safe(filename)}"
    if "." in posixpath.basename(folder) and not address.path.endswith("/"):
        return folder
    return folder + (ENDINGS.get(media) or guess_extension(media) or ".bin")


def safe(name: str) -> str:
    """`name` where every file system keeps it as it is, else a short name of its own."""
    return name if PLAIN.fullmatch(name) and name.isascii() else blake2b(name.encode(), digest_size=6).hexdigest()


def way(place: str, target: str) -> str:
    """The relative link from one file of the copy to another."""
    here, there = place.split("/")[:-1], target.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return quote("/".join([".."] * (len(here) - shared) + there[shared:]), safe="/=~")
