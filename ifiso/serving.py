"""Serves the registry on this machine with the production server, and knows when it answers."""

import contextlib
import signal
import threading
import time
import urllib.error
import urllib.request

from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

WORKERS = 2
# SQLite lets one write at a time, so more threads would only wait longer in the same queue.
THREADS = 4


def serve(port, on_answer):
    """Serve http://localhost:`port` until Ctrl-C or SIGTERM; `on_answer()` is called once the first page is there."""
    server = Server(
        "ifiso.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        workers_kill_timeout=5,
    )
    # Workers are forked where the system can: they inherit the loaded code, but must not inherit connections.
    connections.close_all()
    threading.Thread(target=announce, args=(server, port, on_answer), daemon=True).start()
    server.serve(target_loader=load_application, wrap_loader=False)


def load_application():
    """In each worker: the application, and Ctrl-C left to the parent, because a second signal would hang the worker."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    from ifiso.wsgi import application

    return application


def announce(server, port, on_answer):
    # Not a lock may be held in this thread while workers are forked, so it only sleeps until they are.
    while len(server.wrks) < WORKERS:
        time.sleep(0.02)
    wait_until_answering(f"http://localhost:{port}/")
    on_answer()


def wait_until_answering(url, seconds=60):
    """Ask for `url`, past any proxy, until something answers, an error page included; TimeoutError after `seconds`."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(urllib.error.URLError, OSError):
            try:
                opener.open(url, timeout=seconds).close()
            except urllib.error.HTTPError as answer:
                answer.close()
            return
        time.sleep(0.05)
    raise TimeoutError(f"{url} did not answer within {seconds} s.")
