"""The public registry as a site of files, in which every link leads to a file or to the registry itself."""

import pickle
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from csp.utils import build_policy
from django.conf import settings
from django.template.loader import render_to_string

from ifiso.copies import Copy, copying
from ifiso.export.assets import write_assets
from ifiso.export.finder import write_things, write_words
from ifiso.export.gathering import BATCH, STATIC, Found, Workers, cut, gather
from ifiso.export.links import with_addresses
from ifiso.export.places import READ_BY_SCRIPTS, Address, own_address, public_address, way
from ifiso.public import public_files, public_pages

Tell = Callable[[str], None]
Places = dict[Address, str]
# A browser takes these from a header only.
HEADERS_ALONE = ("frame-ancestors", "report-uri", "sandbox")
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def copy_of_today(day: date) -> Copy:
    parts = sorted(part.strip() for part in build_policy().split(";") if part.strip())
    policy = "; ".join(part for part in parts if not part.startswith(HEADERS_ALONE))
    return Copy(settings.BASE_URL, day, policy)


def write_site(folder: Path, copy: Copy, address: str, crowd: Workers, tell: Tell) -> int:
    """Write every public page and file below `folder`; how many there are.

    `address` is where the copy will be served, for its sitemap; empty for one that does not know.
    """
    with TemporaryDirectory(prefix=".raw-", dir=folder.parent) as raw:
        # Begun first, because it is the longest of all single pieces of work.
        words = crowd.imap(write_words, [folder / "search"])
        seeds = [*public_pages(), *public_files()]
        found = gather(seeds, copy, Path(raw), crowd, lambda done: tell(f"{done} pages asked for"))
        places = {answer.address: answer.place for answer in found}
        # Each process reads them once; sent along with every batch they would be most of the work.
        table = Path(raw, "places")
        table.write_bytes(pickle.dumps(places))
        done = 0
        for written in crowd.imap(partial(write_answers, folder, table), cut(found, BATCH)):
            done += written
            tell(f"{done} of {len(found)} pages written")
    tell("styles and pictures")
    write_assets({path for answer in found for path in answer.assets}, folder)
    tell("words to search for")
    (rows,) = words
    write_things(folder / "search", rows, partial(lead, places, "search/index.html", "/search/"))
    write_rest(folder, copy, address, [answer for answer in found if answer.is_page])
    return len(found)


@lru_cache(maxsize=1)
def places_in(table: Path) -> Places:
    return pickle.loads(table.read_bytes())  # noqa: S301 - our own, from a folder of this run


def write_answers(folder: Path, table: Path, found: Sequence[Found]) -> int:
    places = places_in(table)
    for answer in found:
        target = folder / answer.place
        target.parent.mkdir(parents=True, exist_ok=True)
        if not answer.is_page:
            Path(answer.raw).rename(target)
            continue
        page = Path(answer.raw).read_text(encoding="utf-8")
        written = with_addresses(page, partial(lead, places, answer.place, str(answer.address)))
        target.write_text(written, encoding="utf-8", newline="")
    return len(found)


def lead(places: Places, place: str, page: str, link: str) -> str:
    """Where `link` on `page`, which is kept at `place`, leads in the copy: to a file, else to the registry."""
    own = own_address(link, page)
    if own is None or link.startswith("#"):
        return link
    path, query, fragment = own
    anchor = f"#{fragment}" if fragment else ""
    if path.startswith(STATIC):
        return way(place, path.lstrip("/")) + anchor
    asked = public_address(path, query)
    if asked not in places:
        return f"{settings.BASE_URL}{path}{f'?{query}' if query else ''}{anchor}"
    kept = f"?{query}" if query and reads_queries(path) else ""
    return way(place, places[asked]) + kept + anchor


def reads_queries(path: str) -> bool:
    return path.strip("/").rpartition("/")[2] in READ_BY_SCRIPTS


def write_rest(folder: Path, copy: Copy, address: str, pages: Sequence[Found]) -> None:
    """The page for what is missing, and the sitemap."""
    base = address or copy.origin + "/"
    with copying(copy):
        missing = render_to_string("404.html", {"base_url": copy.origin, "copy": copy, "citations": ()})
    places: Places = {answer.address: answer.place for answer in pages}

    def changed(link: str) -> str:
        # Such a page stands at any depth, so only whole addresses lead on: without one they are the registry's own.
        target = lead(places, "404.html", "/404.html", link)
        if target.startswith("#") or urlsplit(target).scheme:
            return target
        return address + target if address or link.startswith(STATIC) else base.rstrip("/") + link

    (folder / "404.html").write_text(with_addresses(missing, changed), encoding="utf-8", newline="")
    if address:
        listed = [address + answer.place.removesuffix("index.html") for answer in pages if not answer.address.query]
    else:
        listed = [base.rstrip("/") + answer.address.path for answer in pages if not answer.address.query]
    (folder / "sitemap.xml").write_text(sitemap(listed), encoding="utf-8")


def sitemap(addresses: Iterable[str]) -> str:
    urls = "\n".join(f"<url><loc>{escape(address)}</loc></url>" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAP}">\n{urls}\n</urlset>\n'
