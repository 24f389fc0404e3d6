"""A copy of the registry on a plain file server, in a folder below its root, and a visitor who follows every link."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from ifiso.export.links import addresses_in, addresses_in_style


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of `folder` on a server for files, which serves the folder around it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder.parent)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/{folder.name}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Crawler:
    """Follows all that lies below `base`; `broken` tells what is missing, `elsewhere` what leads away."""

    def __init__(self, base: str):
        self.base = base
        self.connection = HTTPConnection(urlsplit(base).netloc, timeout=30)
        self.pages: dict[str, str] = {}
        self.broken: set[tuple[str, str]] = set()
        self.elsewhere: set[str] = set()
        self.outside: set[str] = set()

    def crawl(self) -> "Crawler":
        ahead, seen = [(self.base, "")], {self.base}
        while ahead:
            address, where = ahead.pop()
            for link in self.links(address, where):
                target = urldefrag(urljoin(address, link)).url
                if not target.startswith(self.base):
                    near = urlsplit(target).netloc == urlsplit(self.base).netloc
                    (self.outside if near else self.elsewhere).add(target)
                elif target not in seen:
                    seen.add(target)
                    ahead.append((target, address))
        return self

    def links(self, address: str, where: str) -> list[str]:
        parts = urlsplit(address)
        self.connection.request("GET", f"{parts.path}?{parts.query}")
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            self.broken.add((where, address))
            return []
        kind = response.headers.get_content_type()
        if kind == "text/html":
            self.pages[address] = body.decode()
            return list(addresses_in(body.decode()))
        return list(addresses_in_style(body.decode())) if kind == "text/css" else []
