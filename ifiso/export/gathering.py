"""Every public page, asked for as a stranger would, and whatever these link to."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from hashlib import blake2b
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.db import connections
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from ifiso.copies import Copy, copying
from ifiso.export.links import addresses_in
from ifiso.export.places import Address, own_address, place_of, public_address

BATCH = 100
STATIC = "/static/"


@dataclass(frozen=True)
class Found:
    """An answer kept in the file `raw`: its place in the copy, and what it links to."""

    address: Address
    place: str
    content_type: str
    raw: str
    pages: frozenset[Address] = frozenset()
    assets: frozenset[str] = frozenset()

    @property
    def is_page(self) -> bool:
        return self.content_type.startswith("text/html")


class Workers(Protocol):
    def imap(self, job: Callable[[Any], Any], items: Iterable[Any]) -> Iterable[Any]: ...


class Alone:
    """This process does it all."""

    def imap(self, job, items):
        return map(job, items)


@contextmanager
def workers(processes: int) -> Iterator[Workers]:
    """So many processes of this program, where the system can make them; each opens the database for itself."""
    if processes == 1 or "fork" not in get_all_start_methods():
        yield Alone()
        return
    # What is loaded by now lives as long as they do: their collectors need not walk through it again and again.
    application()
    gc.collect()
    gc.freeze()
    connections.close_all()
    with get_context("fork").Pool(processes) as pool:
        yield pool


def gather(seeds: Iterable[str], copy: Copy, folder: Path, crowd: Workers, tell: Callable[[int], None]) -> list[Found]:
    """All answers, in the order of their addresses; what is no longer there when asked for is left out."""
    ahead = {Address(path) for path in seeds}
    seen, found = set(ahead), []
    while ahead:
        batches = cut(sorted(ahead), BATCH)
        ahead = set()
        for answers in crowd.imap(partial(ask_for, copy, folder), batches):
            found += answers
            tell(len(found))
            ahead |= {page for answer in answers for page in answer.pages} - seen
        seen |= ahead
    return sorted(found, key=lambda answer: answer.address)


def cut(items: Sequence[Any], size: int) -> list[Sequence[Any]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def ask_for(copy: Copy, folder: Path, addresses: Sequence[Address]) -> list[Found]:
    with copying(copy):
        answers = ((address, answer_to(address)) for address in addresses)
        return [kept(address, answer, folder) for address, answer in answers if answer.status_code == 200]


@cache
def application() -> BaseHandler:
    """This process's own, without a server around it."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def answer_to(address: Address) -> HttpResponseBase:
    host = urlsplit(settings.BASE_URL)
    factory = RequestFactory(SERVER_NAME=host.hostname, SERVER_PORT=str(host.port or 80))
    return application().get_response(factory.get(str(address), secure=host.scheme == "https"))


def kept(address: Address, answer: HttpResponseBase, folder: Path) -> Found:
    raw = folder / blake2b(str(address).encode(), digest_size=12).hexdigest()
    with raw.open("wb") as file:
        file.writelines(answer)
    # Closing the answer itself would end a request that no server has begun, and the connection with it.
    if isinstance(answer, FileResponse) and answer.file_to_stream:
        answer.file_to_stream.close()
    content_type = answer.headers["Content-Type"]
    place = place_of(address, content_type, filename_of(answer))
    if not content_type.startswith("text/html"):
        return Found(address, place, content_type, str(raw))
    pages, assets = set(), set()
    for link in addresses_in(raw.read_text(encoding="utf-8")):
        if own := own_address(link, address.path):
            path, query, _fragment = own
            if path.startswith(STATIC):
                assets.add(path)
            elif page := public_address(path, query):
                pages.add(page)
    return Found(address, place, content_type, str(raw), frozenset(pages), frozenset(assets))


def filename_of(answer: HttpResponseBase) -> str:
    """`minutes.pdf` of `attachment; filename="minutes.pdf"`; empty where the answer names none."""
    _kind, _, name = answer.headers.get("Content-Disposition", "").partition('filename="')
    return name.rpartition('"')[0]
