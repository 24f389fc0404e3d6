"""The server's own time, measured in this process: the WSGI application, middleware included, and nothing of a network.

Before each render the shelf of finished pages is emptied, which is what a raised content version comes to, without the
write; so the time is that of the view, its queries, its template and its compression. Connections, compiled templates
and what a process learns once stay, as they do in a server: what the very first request costs is told apart.
"""

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from ifiso.benchmark.figures import Cold, Size, times
from ifiso.benchmark.pages import BARE, Page
from organizations.pages import shelf

MOST_RENDERS, FEWEST_RENDERS = 200, 3


class UnexpectedAnswerError(Exception):
    """A page that cannot be measured, because it is no page."""


@dataclass
class Visitor:
    """Asks the application as a server would; `status` is that of the last answer."""

    application: Callable
    status: str = ""

    def get(self, path: str, encoding: str = "br") -> bytes:
        """The body, in `encoding`; UnexpectedAnswerError unless the status is 200."""
        environ = RequestFactory(SERVER_NAME="localhost").get(path, HTTP_ACCEPT_ENCODING=encoding).environ
        environ["wsgi.errors"] = io.StringIO()
        response = self.application(environ, self.start)
        body = b"".join(response)
        response.close()
        if self.status != "200 OK":
            raise UnexpectedAnswerError(f"{path} answered {self.status}")
        return body

    def start(self, status, headers, exc_info=None):
        self.status = status

    def timed(self, path: str) -> tuple[float, float]:
        """Wall-clock and processor seconds of one answer, made anew."""
        shelf.clear()
        wall, cpu = time.perf_counter(), time.process_time()
        self.get(path)
        return time.perf_counter() - wall, time.process_time() - cpu

    def queries(self, path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            self.get(path)
        return len(queries)


def visitor() -> Visitor:
    """A visitor of this process's own application, whose first start is over."""
    guest = Visitor(get_wsgi_application())
    guest.get(BARE.path)
    return guest


def measure(guest: Visitor, page: Page, seconds: float) -> tuple[Cold, int, Size]:
    """The cold figures, the number of queries once the page is finished, and its size.

    Renders for about `seconds`, at most 200 times, each beside a bare view.
    """
    first, _cpu = guest.timed(page.path)
    size = Size(len(guest.get(page.path, "identity")), len(guest.get(page.path)))
    warm_queries = guest.queries(page.path)
    shelf.clear()
    cold_queries = guest.queries(page.path)
    renders, bares, end = [], [], time.perf_counter() + seconds
    while len(renders) < FEWEST_RENDERS or (time.perf_counter() < end and len(renders) < MOST_RENDERS):
        bares.append(guest.timed(BARE.path)[0])
        renders.append(guest.timed(page.path))
    cpu_ms = median(cpu for _wall, cpu in renders) * 1000
    cold = Cold(times([wall for wall, _cpu in renders]), cpu_ms, first * 1000, cold_queries, times(bares))
    return cold, warm_queries, size
