"""`manage.py benchmark`: how long the public pages of a large registry take on this machine."""

import argparse
import io
import json
import signal
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from ifiso.benchmark import cold, load, results, server, world
from ifiso.benchmark.figures import Cold, Measured, Size, Warm
from ifiso.benchmark.pages import BARE, Page, pages
from ifiso.bootstrap import progress
from meetings.search.indexing import reindex
from organizations.clock import today


class Command(BaseCommand):
    help = "Measure every public page on a generated registry, with a server and a database of its own."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--organizations", type=at_least_one, default=500)
        parser.add_argument("--meetings", type=at_least_one, default=200)
        parser.add_argument("--sessions", type=at_least_one, default=5000)
        parser.add_argument("--reports", type=at_least_one, default=2000)
        parser.add_argument("--seconds", type=float, default=3, help="for each page, cold and warm (default: 3)")
        parser.add_argument("--concurrency", type=at_least_one, default=8, help="connections at once (default: 8)")
        parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures, all of them, to FILE")
        world.add_arguments(parser)

    def handle(self, *, organizations, meetings, sessions, reports, database_url, **options):
        if settings.ROOT_URLCONF != "ifiso.benchmark.urls":
            raise CommandError("Start the benchmark from the command line: python3 manage.py benchmark")
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        rows = {"organizations": organizations, "meetings": meetings, "sessions": sessions, "reports": reports}
        try:
            with world.database_on(database_url, settings.DATABASES["default"]["NAME"]):
                prepare(rows)
                self.report(rows, measure_all(options["seconds"], options["concurrency"]), **options)
                connection.close()
        except (DatabaseError, cold.UnexpectedAnswerError, load.BrokenAnswerError, TimeoutError) as fault:
            raise CommandError(str(fault)) from fault

    def report(self, rows, measured, *, seconds, concurrency, json: Path | None, **options):
        self.stdout.write(f"\n{results.as_table(measured)}")
        if json:
            write(json, results.as_data(measured, sizes=rows, concurrency=concurrency, seconds=seconds))


def at_least_one(text: str) -> int:
    if not (text.isdecimal() and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"a whole number from 1 on, not {text}")
    return int(text)


def write(path: Path, data: dict) -> None:
    path.write_text(f"{json.dumps(data, indent=2)}\n")


def prepare(rows: dict[str, int]) -> None:
    """Tables, rows and style sheets."""
    try:
        from tests.generated import Sizes, generate
    except ModuleNotFoundError as error:
        raise CommandError(
            f"The rows are made by tests/generated, which is not here ({error}): run this in a checkout of the project."
        ) from error
    with progress("Database"):
        call_command("migrate", interactive=False, verbosity=0)
    with progress("Rows"):
        generate(Sizes(**rows), today=today())
    with progress("Search index"):
        reindex()
        analyse()
    with progress("Pictures and styles"):
        call_command("collectstatic", interactive=False, verbosity=0, stdout=io.StringIO())


def analyse() -> None:
    """Let PostgreSQL know its new rows at once, as it would by itself within a minute."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def measure_all(seconds: float, concurrency: int) -> list[Measured]:
    found = pages()
    renders = measure_cold(found, seconds)
    answers = measure_warm(found, seconds, concurrency)
    return [
        Measured(page.name, page.path, render, Warm(times, rate, queries, *bare), size)
        for page, (render, queries, size), (bare, (times, rate)) in zip(found, renders, answers, strict=True)
    ]


def measure_cold(found: list[Page], seconds: float) -> list[tuple[Cold, int, Size]]:
    renders, guest = [], cold.visitor()
    with progress(f"{len(found)} pages cold") as line:
        for page in found:
            line(page.name)
            renders.append(cold.measure(guest, page, seconds))
    return renders


def measure_warm(found: list[Page], seconds: float, concurrency: int) -> list[tuple]:
    """For each page the times and the rate of the bare view, then its own."""
    answers = []
    with server.running() as port, progress(f"{len(found)} pages warm") as line:
        for page in found:
            line(page.name)
            bare = load.measure(port, BARE.path, connections=concurrency, seconds=seconds / 3)
            answers.append((bare, load.measure(port, page.path, connections=concurrency, seconds=seconds)))
    return answers
