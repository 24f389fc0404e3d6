"""The production server as a process of its own, which cannot outlive the one that started it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

from ifiso.demo import ROOT

SECONDS_TO_END = 10


@contextlib.contextmanager
def running() -> Iterator[int]:
    """Serve with this process's environment on a free port of this machine; yields the port. TimeoutError."""
    from ifiso.serving import wait_until_answering

    port = free_port()
    # A session of its own: Ctrl-C in the terminal reaches this process, which then ends the server in order.
    server = subprocess.Popen(
        [sys.executable, "-m", "ifiso.benchmark.server", str(port)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        wait_until_answering(f"http://localhost:{port}/bare/")
        yield port
    finally:
        server.stdin.close()
        try:
            server.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def end_with_parent() -> None:
    """End this process when the other end of its standard input is closed, or gone together with its process."""
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main(port: int) -> None:
    # Loaded before the workers are forked, so that they share it.
    import ifiso.wsgi  # noqa: F401
    from ifiso.serving import serve

    threading.Thread(target=end_with_parent, daemon=True).start()
    serve(port, lambda: None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
