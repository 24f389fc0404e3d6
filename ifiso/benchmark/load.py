"""A load of kept-alive connections to this machine's own server.

It speaks just enough HTTP to cost far less than what it measures, and it ends by itself: after so many seconds, so many
requests, or the first answer that is not the page.
"""

import re
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from ifiso.benchmark.figures import Times, times

PATIENCE = 30  # seconds for one answer
MOST_REQUESTS = 100_000  # per connection
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class BrokenAnswerError(Exception):
    """The server closed the connection or answered something else than the page."""


class Connection:
    """One kept-alive connection to 127.0.0.1:`port` that asks for `path` again and again."""

    def __init__(self, port: int, path: str):
        self.path = path
        head = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: br\r\n\r\n"
        self.request = head.encode("ascii")
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def fetch(self) -> bytes:
        """The body of one answer as it came; BrokenAnswerError unless it is a whole 200."""
        self.socket.sendall(self.request)
        received = b""
        while b"\r\n\r\n" not in received:
            received += self.receive()
        head, _, body = received.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        if not head.startswith(b"HTTP/1.1 200 ") or length is None:
            status = head.partition(b"\r\n")[0].decode("latin-1")
            raise BrokenAnswerError(f"{self.path} answered {status}")
        while len(body) < int(length[1]):
            body += self.receive()
        return body

    def receive(self) -> bytes:
        received = self.socket.recv(262_144)
        if not received:
            raise BrokenAnswerError(f"The server closed the connection instead of sending {self.path}")
        return received


def measure(port: int, path: str, *, connections: int, seconds: float) -> tuple[Times, float]:
    """How long answers to `path` take on that many connections at once for about `seconds`, and answers per second."""
    barrier = threading.Barrier(connections)
    with ThreadPoolExecutor(connections) as threads:
        runs = list(threads.map(partial(run, port, path, barrier), [seconds] * connections))
    elapsed = max(end for _durations, _start, end in runs) - min(start for _durations, start, _end in runs)
    durations = [duration for durations, _start, _end in runs for duration in durations]
    return times(durations), len(durations) / elapsed


def run(port: int, path: str, barrier: threading.Barrier, seconds: float) -> tuple[list[float], float, float]:
    """Each answer's seconds on one connection, and when it began and ended."""
    connection = Connection(port, path)
    with connection.socket:
        # The first answer is the warm-up: both workers have the page then, unless all connections went to one.
        connection.fetch()
        barrier.wait(PATIENCE)
        durations, start = [], time.perf_counter()
        moment = start
        while moment < start + seconds and len(durations) < MOST_REQUESTS:
            connection.fetch()
            now = time.perf_counter()
            durations.append(now - moment)
            moment = now
    return durations, start, moment
