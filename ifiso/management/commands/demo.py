"""`manage.py demo`: the whole registry with the archive and a scenario of today, on this machine, to try out."""

import hashlib
import io
import json
import os
import sys
import webbrowser
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ifiso import demo, serving
from ifiso.bootstrap import progress
from organizations.clock import today

# What stands in these folders is read at each request or not at all, so it does not make a demo stale.
UNPREPARED = {"templates", "tests", "var", "__pycache__"}


class Command(BaseCommand):
    help = "Serve the registry with its archive and a demo scenario on this machine."
    requires_system_checks = []

    def add_arguments(self, parser):
        demo.add_arguments(parser)

    def handle(self, *, port, no_browser, **options):
        if not settings.DEMO:
            raise CommandError("Start the demo from the command line: python3 manage.py demo")
        prepare()
        serving.serve(port, lambda: welcome(port, no_browser))


def prepare():
    """Bring database, archive, scenario and static files up to date; what is up to date already costs nothing."""
    stamp = settings.DATA_DIR / "prepared.json"
    state = {"files": fingerprint(demo.ROOT, without=settings.DATA_DIR), "day": today().isoformat()}
    before = read(stamp) if settings.STATIC_ROOT.exists() and Path(settings.DATABASE["NAME"]).exists() else {}
    if before == state:
        return
    if before.get("files") != state["files"]:
        run("Database", "migrate", interactive=False)
        run("Archive", "load_archive")
        run("Pictures and styles", "collectstatic", interactive=False)
    run("Demo scenario", "load_demo")
    stamp.write_text(json.dumps(state))


def run(label, command, **options):
    with progress(label):
        call_command(command, verbosity=0, stdout=io.StringIO(), **options)


def read(stamp):
    try:
        return json.loads(stamp.read_text())
    except (OSError, ValueError):
        return {}


def fingerprint(root, *, without):
    """A digest that changes when code, archive, static files or pins below `root` change: of names, sizes and times."""
    digest = hashlib.sha256()
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(
            name
            for name in folders
            if name not in UNPREPARED and not name.startswith(".") and Path(folder, name) != without
        )
        for name in sorted(files):
            path = Path(folder, name)
            status = path.stat()
            digest.update(f"{path.relative_to(root)}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def welcome(port, no_browser):
    url = demo.address(port)
    print(f"\n  The IFISO registry is at {url}/")
    print(f"  To sign in open {url}/demo/ and choose a persona.")
    print(f"  Its data lies in {settings.DATA_DIR}. Ctrl-C stops it.\n", flush=True)
    if not no_browser and has_display():
        webbrowser.open(f"{url}/")


def has_display():
    return sys.platform in {"darwin", "win32"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
