"""The production server, with all its workers, on the database of the test that starts it; `unguarded` as a control."""

import contextlib
import inspect
import os
import signal
import subprocess
import sys
import threading
from urllib.parse import quote, urlsplit

from django.db import connection

from ifiso.benchmark.server import end_with_parent, free_port
from ifiso.serving import serve, wait_until_answering
from tests.support.sources import ROOT

SECONDS_TO_END = 10


@contextlib.contextmanager
def running(*, guarded=True):
    """Yields the port of a server in a process of its own, which cannot outlive this one."""
    port = free_port()
    command = [sys.executable, "-m", "tests.races.server", str(port), "" if guarded else "unguarded"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(), stdin=subprocess.PIPE, start_new_session=True)
    try:
        wait_until_answering(f"http://localhost:{port}/healthz")
        yield port
    finally:
        server.stdin.close()
        try:
            server.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def environment():
    """This test run's, with its database by address."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.races.settings", "DATABASE_URL": address()}
    return {**os.environ, **settings, "IFISO_NO_BOOTSTRAP": "1"}


def address():
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(name)}"
    return urlsplit(os.environ["IFISO_TEST_POSTGRESQL"])._replace(path=f"/{name}").geturl()


def drop_the_guard():
    """Let registrations count the places without a lock, and reports look at their version before they are written.

    On SQLite the transaction is the lock, so without it too.
    """
    from meetings.actions import delegations, registrations, reports
    from meetings.models import Meeting, Report
    from meetings.views import joining, report_editing

    def look(meeting_id):
        return Meeting.objects.get(pk=meeting_id)

    def compare(report, version):
        present = Report.objects.get(pk=report.pk)
        if present.version != version:
            raise reports.StaleReportError(present)
        Report.objects.filter(pk=report.pk).update(version=version + 1)

    registrations.lock = delegations.lock = look
    reports.claim_version = compare
    if connection.vendor == "sqlite":
        delegations.register = inspect.unwrap(registrations.register)
        joining.register = inspect.unwrap(delegations.join)
        report_editing.change_report = inspect.unwrap(reports.change_report)


def main(port, guard):
    # Loaded before the workers are forked, so that they share it.
    import ifiso.wsgi  # noqa: F401

    if guard == "unguarded":
        drop_the_guard()
    threading.Thread(target=end_with_parent, daemon=True).start()
    serve(port, lambda: None)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
