"""`manage.py benchmark`: made-up rows, honest figures, and a world that is gone afterwards."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import Resolver404, resolve

from ifiso import demo
from ifiso.benchmark import cold, load, server, world
from ifiso.benchmark.figures import Cold, Measured, Size, Times, Warm, percentile, times
from ifiso.benchmark.pages import BARE, Page, pages
from ifiso.benchmark.results import as_table
from ifiso.bootstrap import ROOT
from meetings.models import Delegation, Meeting, Report, Session
from organizations.models import Organization
from tests import generated
from tests.support.routes import names_of_finished_pages

TODAY = date(2026, 11, 20)
SMALL = generated.Sizes(organizations=12, meetings=8, sessions=70, reports=3)
TINY = ("--organizations=3", "--meetings=2", "--sessions=14", "--reports=2", "--seconds=0.1", "--concurrency=2")


@pytest.mark.django_db
def test_the_generator_makes_as_many_rows_as_asked_and_one_full_agenda():
    generated.generate(SMALL, today=TODAY)
    assert [model.objects.count() for model in (Organization, Meeting, Session, Report)] == [12, 8, 70, 3]
    congress = Meeting.objects.get(title__startswith="Congress")
    assert congress.starts_on.earliest == TODAY - timedelta(days=1)
    assert congress.sessions.exclude(starts_at=None).count() == 60
    places = congress.sessions.values_list("day", "room__name").distinct()
    assert set(places) == {(day, f"Hall {room}") for day in (1, 2, 3, 4) for room in (1, 2, 3)}


@pytest.mark.django_db
def test_one_seed_gives_the_same_rows_again():
    def rows(seed):
        mark = transaction.savepoint()
        generated.generate(SMALL, today=TODAY, seed=seed)
        organizations = list(Organization.objects.values_list("acronym", "name", "city", "about"))
        sessions = list(Session.objects.order_by("pk").values_list("title", "starts_at"))
        crowds = sorted(Delegation.objects.values_list("meeting__slug", "organization__acronym"))
        transaction.savepoint_rollback(mark)
        return organizations, sessions, crowds

    assert rows(1) == rows(1) != rows(2)


@pytest.mark.django_db
def test_every_public_page_is_measured():
    generated.generate(SMALL, today=TODAY)
    measured = {resolve(page.path.partition("?")[0]).url_name for page in pages()}
    assert measured == names_of_finished_pages() - {"enquiry_received"}


def test_the_bare_view_is_routed_for_the_benchmark_alone():
    assert resolve(BARE.path, urlconf="ifiso.benchmark.urls").url_name == "bare"
    assert resolve("/members/", urlconf="ifiso.benchmark.urls").url_name == "members"
    with pytest.raises(Resolver404):
        resolve(BARE.path)


@pytest.fixture
def _benchmark_settings(db, settings, monkeypatch):
    """Its addresses, and a connection that outlives the request, as in a server."""
    settings.ROOT_URLCONF = "ifiso.benchmark.urls"
    settings.ALLOWED_HOSTS = ["localhost"]
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


@pytest.mark.usefixtures("_benchmark_settings")
def test_a_cold_measurement_renders_each_time_and_a_finished_page_costs_one_query():
    figures, warm_queries, size = cold.measure(cold.visitor(), Page("members", "/members/"), seconds=0)
    assert figures.times.count == figures.bare.count == cold.FEWEST_RENDERS
    assert figures.queries > warm_queries == 1
    assert size.raw > size.brotli > 0


@pytest.mark.usefixtures("_benchmark_settings")
def test_what_is_no_page_is_not_measured():
    with pytest.raises(cold.UnexpectedAnswerError, match="/members/nobody/ answered 404 Not Found"):
        cold.measure(cold.visitor(), Page("nobody", "/members/nobody/"), seconds=0)


@pytest.mark.django_db(transaction=True)
def test_the_load_counts_whole_answers_and_stops_at_any_other(live_server):
    port = int(live_server.url.rpartition(":")[2])
    figures, rate = load.measure(port, "/healthz", connections=2, seconds=0.05)
    assert figures.count >= 2
    assert 0 < figures.p50_ms <= figures.p99_ms
    assert rate > 0
    with pytest.raises(load.BrokenAnswerError, match=r"/nowhere/ answered HTTP/1\.1 404 Not Found"):
        load.measure(port, "/nowhere/", connections=1, seconds=0.05)


def test_percentiles_are_values_that_were_measured():
    assert times([0.003, 0.001, 0.002]) == Times(3, 2.0, 3.0)
    hundred = list(range(1, 101))
    assert [percentile(hundred, percent) for percent in (1, 50, 99, 100)] == [1, 50, 99, 100]


def test_the_table_aligns_its_columns():
    bare, page = Times(9, 0.5, 1.0), Times(9, 25.04, 1234.5)
    warm = Warm(page, 990.4, 1, bare, 1100.0)
    measured = [
        Measured(name, "/", Cold(page, 24, 99, 7, bare), warm, Size(raw, 2048))
        for name, raw in (("a", 9), ("ab", 9999))
    ]
    *_groups, headings, first, second = as_table(measured).splitlines()
    assert second.split() == [
        *("ab", "25.0", "1234.5", "24.0", "99.0", "50", "7", "1"),
        *("990", "90%", "25.0", "1234.5", "9,999", "2,048"),
    ]
    assert len(headings) == len(first) == len(second)


def test_a_real_registry_in_the_shell_is_set_aside(monkeypatch):
    monkeypatch.setattr(world.atexit, "register", lambda remove, folder, **_: Path(folder).rmdir())
    environ = {"DATABASE_URL": "postgres://real", "IFISO_SECRET_KEY": "real", "IFISO_DEMO": "1", "HOME": "/h"}
    world.settle(["--seconds", "1"], environ)
    assert environ.keys() == {
        *("HOME", "DJANGO_SETTINGS_MODULE", "IFISO_DATA_DIR", "IFISO_BASE_URL", "IFISO_SECRET_KEY")
    }
    assert environ["IFISO_SECRET_KEY"] != "real"


def test_on_a_named_server_the_benchmark_takes_a_database_of_its_own(monkeypatch):
    monkeypatch.setattr(world.atexit, "register", lambda remove, folder, **_: Path(folder).rmdir())
    environ = {}
    world.settle(["--database-url", "postgres://me@/registry?host=/run/pg"], environ)
    address, _, query = environ["DATABASE_URL"].partition("?")
    assert address.startswith("postgres://me@/ifiso_benchmark_")
    assert query == "host=/run/pg"


def test_it_never_runs_with_the_settings_of_a_registry():
    with pytest.raises(CommandError, match="Start the benchmark from the command line"):
        call_command("benchmark")


@pytest.mark.slow
@pytest.mark.once
def test_a_run_tells_every_figure_twice_and_leaves_nothing_behind(tmp_path):
    figures = tmp_path / "figures.json"
    done = subprocess.run(
        [sys.executable, "manage.py", "benchmark", *TINY, "--json", str(figures)],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    data = json.loads(figures.read_text())
    assert data["rows"] == {"organizations": 3, "meetings": 2, "sessions": 14, "reports": 2}
    assert (data["server"], data["concurrency"]) == ({"workers": 2, "threads": 4}, 2)
    for page in data["pages"]:
        assert page["name"] in done.stdout
        assert page["cold"]["times"]["p50_ms"] > page["cold"]["bare"]["p50_ms"] > 0
        assert page["cold"]["queries"] >= page["warm"]["queries"] >= 0
        assert page["warm"]["requests_per_second"] > 0
    assert [path.name for path in tmp_path.iterdir()] == ["figures.json"]


SERVE = """
import time
from ifiso.benchmark import server, world
world.settle([])
with server.running() as port:
    print(port, flush=True)
    time.sleep(60)
"""


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_however_the_benchmark_ends_its_server_ends_too(tmp_path, ending):
    with subprocess.Popen(
        [sys.executable, "-c", SERVE], cwd=ROOT, env=environment(tmp_path), stdout=subprocess.PIPE, text=True
    ) as process:
        port = int(process.stdout.readline())
        assert demo.answers(port)
        process.send_signal(ending)
    deadline = time.monotonic() + server.SECONDS_TO_END
    while demo.answers(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not demo.answers(port)


def environment(folder):
    """Temporary files go to `folder`, and nothing of this run's own settings is passed on."""
    return {"PATH": os.environ["PATH"], "IFISO_NO_BOOTSTRAP": "1", "TMPDIR": str(folder)}
