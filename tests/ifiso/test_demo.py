"""`manage.py demo`: a world of its own, prepared only as far as something changed, served and ended cleanly."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request

import pytest

from ifiso import demo
from ifiso.bootstrap import ROOT
from ifiso.management.commands import demo as command

pytestmark = pytest.mark.once


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_real_registry_in_the_shell_is_set_aside(free_port, tmp_path):
    environ = {"DATABASE_URL": "postgres://real", "IFISO_SECRET_KEY": "real", "IFISO_S3_BUCKET": "real", "HOME": "/h"}
    demo.settle(["--port", str(free_port), "--data-dir", str(tmp_path), "--no-browser"], environ)
    assert environ == {
        "HOME": "/h",
        "IFISO_DEMO": "1",
        "IFISO_DATA_DIR": str(tmp_path),
        "IFISO_BASE_URL": f"http://localhost:{free_port}",
    }


def test_a_port_in_use_gets_one_sentence_before_anything_is_installed(taken_port):
    with pytest.raises(SystemExit) as ending:
        demo.settle(["--port", str(taken_port)], {})
    assert ending.value.code == (
        f"Port {taken_port} is in use: stop what runs there, or choose another one with --port {taken_port + 1}."
    )


@pytest.mark.parametrize("text", ["0", "65536", "eight", "-1", "80.5"])
def test_a_port_that_cannot_be_is_refused(text, capsys):
    with pytest.raises(SystemExit):
        demo.settle([f"--port={text}"], {})
    assert f"a port is a number from 1 to 65535, not {text}" in capsys.readouterr().err


def test_help_needs_no_free_port(taken_port):
    demo.settle(["--help", "--port", str(taken_port)], {})


def test_the_fingerprint_follows_code_and_data_but_not_templates_or_what_was_entered(tmp_path):
    def after(name):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
        return command.fingerprint(tmp_path, without=tmp_path / "mine")

    first = after("meetings/models.py")
    assert after("mine/registry.sqlite3") == after("templates/home.html") == after(".git/HEAD") == first
    assert after("meetings/archive/meetings.csv") != first


@pytest.fixture
def steps(settings, tmp_path, monkeypatch):
    """The commands that prepare() runs, faked, with a data folder that looks prepared."""
    taken = []
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path
    settings.DATABASE = {"NAME": str(tmp_path)}
    monkeypatch.setattr(command, "run", lambda label, name, **options: taken.append(name))
    return taken


def test_a_second_start_prepares_nothing(steps):
    command.prepare()
    assert steps == ["migrate", "load_archive", "collectstatic", "load_demo"]
    command.prepare()
    assert len(steps) == 4


def test_on_another_day_only_the_scenario_moves(steps, monkeypatch, settings):
    command.prepare()
    stamp = settings.DATA_DIR / "prepared.json"
    stamp.write_text(stamp.read_text().replace('"day": "2', '"day": "1'))
    command.prepare()
    assert steps[4:] == ["load_demo"]


def test_a_lost_database_is_made_anew(steps, settings):
    command.prepare()
    settings.DATABASE = {"NAME": str(settings.DATA_DIR / "gone.sqlite3")}
    command.prepare()
    assert steps[4:] == ["migrate", "load_archive", "collectstatic", "load_demo"]


@contextlib.contextmanager
def running(port, folder):
    """A demo in a process group of its own, as a terminal would start it; yields the process and its first lines."""
    arguments = ["demo", "--port", str(port), "--data-dir", str(folder), "--no-browser"]
    process = subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | {"IFISO_NO_BOOTSTRAP": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    deadline = threading.Timer(300, process.kill)
    deadline.start()
    try:
        lines = []
        while not lines or "Ctrl-C stops it" not in lines[-1]:
            line = process.stdout.readline()
            assert line, "".join(lines)
            lines.append(line)
        yield process, "".join(lines)
    finally:
        deadline.cancel()
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def stop(process, how):
    """End it as Ctrl-C in a terminal does, which reaches every process of the group, or as `kill` does."""
    os.killpg(process.pid, how) if how == signal.SIGINT else process.send_signal(how)
    rest = process.communicate(timeout=20)[0]
    assert (process.returncode, rest.strip()) == (0, "")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.slow
def test_the_demo_serves_and_ends_cleanly_and_starts_again_without_preparing(free_port, tmp_path):
    with running(free_port, tmp_path) as (process, said):
        assert f"http://localhost:{free_port}/demo/" in said
        assert "Archive: " in said
        with urllib.request.urlopen(f"http://localhost:{free_port}/", timeout=20) as page:
            assert page.status == 200
        stop(process, signal.SIGINT)
    with running(free_port, tmp_path) as (process, said):
        assert "Archive: " not in said
        stop(process, signal.SIGTERM)
