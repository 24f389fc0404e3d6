"""The bootstrap: what it installs, when it leaves things alone, and what it says when something stands in the way."""

import io
import subprocess
import sys

import pytest

from ifiso import bootstrap
from ifiso.bootstrap import BootstrapError, Environment

pytestmark = pytest.mark.once


@pytest.fixture
def environment(tmp_path):
    """A checkout with two layers of requirements and no environment yet."""
    (tmp_path / "requirements.txt").write_text(
        "django==5.2.19 \\\n    --hash=sha256:00\nnh3==0.3 \\\n    --hash=sha256:11\n"
    )
    (tmp_path / "requirements-dev.txt").write_text("pytest==9.0 \\\n    --hash=sha256:22\n")
    return Environment(tmp_path, tmp_path / ".venv")


@pytest.fixture
def installed(environment, monkeypatch):
    """`environment` made by fake runners; returns the steps that were taken."""
    steps = []

    def create(target):
        steps.append("create")
        target.python.parent.mkdir(parents=True, exist_ok=True)
        target.python.touch()
        (target.home / bootstrap.MARK).write_text(bootstrap.running_version())
        for stamp in target.home.glob("*.stamp"):
            stamp.unlink()

    def pip_install(target, layer, *_):
        steps.append(layer)
        target.stamp(layer).write_text(target.pins(layer))

    monkeypatch.setattr(bootstrap, "create", create)
    monkeypatch.setattr(bootstrap, "pip_install", pip_install)
    bootstrap.install(environment, ["runtime"], inside=False)
    return steps


def test_only_the_test_command_asks_for_the_development_packages():
    assert bootstrap.layers_for(["manage.py", "demo"]) == ["runtime"]
    assert bootstrap.layers_for(["manage.py"]) == ["runtime"]
    assert bootstrap.layers_for(["manage.py", "test", "-k", "x"]) == ["runtime", "dev"]


def test_a_first_start_creates_the_environment_and_installs_the_runtime_packages(environment, installed):
    assert installed == ["create", "runtime"]
    assert bootstrap.missing(environment, ["runtime"], inside=False) == []


def test_development_packages_come_on_top_and_leave_the_runtime_alone(environment, installed):
    bootstrap.install(environment, ["runtime", "dev"], inside=False)
    assert installed == ["create", "runtime", "dev"]
    assert bootstrap.missing(environment, ["runtime"], inside=True) == []


def test_changed_pins_make_a_new_environment(environment, installed):
    (environment.root / "requirements.txt").write_text("django==5.2.20 --hash=sha256:33\n")
    assert bootstrap.missing(environment, ["runtime"], inside=True) == ["runtime"]
    bootstrap.install(environment, ["runtime", "dev"], inside=True)
    assert installed[2:] == ["create", "runtime", "dev"]


def test_an_interrupted_install_does_not_pass_as_whole(environment, installed):
    environment.stamp("runtime").unlink()
    assert bootstrap.missing(environment, ["runtime"], inside=False) == ["runtime"]


def test_an_exchanged_system_python_makes_a_new_environment(environment, installed):
    (environment.home / bootstrap.MARK).write_text("3.1")
    assert bootstrap.missing(environment, ["runtime"], inside=True) == ["runtime"]
    assert bootstrap.missing(environment, ["runtime"], inside=False) == [], "its own Python decides, once it runs"


def test_an_environment_of_somebody_else_is_left_alone(environment):
    (environment.home / "bin").mkdir(parents=True)
    with pytest.raises(BootstrapError, match=r"was not made by manage\.py"):
        bootstrap.install(environment, ["runtime"], inside=False)


def test_a_python_without_venv_is_told_the_package_that_brings_it(environment, monkeypatch):
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)
    with pytest.raises(BootstrapError, match=rf"apt install python{bootstrap.running_version()}-venv"):
        bootstrap.install(environment, ["runtime"], inside=False)


def test_a_checkout_that_cannot_be_written_is_named(environment, monkeypatch):
    monkeypatch.setattr(bootstrap.os, "access", lambda *_: False)
    with pytest.raises(BootstrapError, match="no permission to write"):
        bootstrap.install(environment, ["runtime"], inside=False)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("Retrying ... NewConnectionError('<...>: Failed to establish')\nERROR: No matching", "cannot be reached"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one that was pinned"),
        ("ERROR: No matching distribution found for nh3==0.3", "No matching distribution found for nh3==0.3"),
        ("", "pip failed"),
    ],
)
def test_a_failed_install_gets_one_sentence(output, sentence, tmp_path):
    explanation = bootstrap.explain(output, tmp_path / "install.log")
    assert sentence in explanation
    assert len(explanation.splitlines()) == 1


def test_the_package_at_hand_is_shown():
    shown = []
    lines = [
        "Collecting django==5.2.19 (from -r x)\n",
        "Ignoring colorama: markers\n",
        "Installing collected packages: a\n",
    ]
    assert bootstrap.follow(lines, shown.append, 2) == "".join(lines)
    assert shown == ["1/2 django", "2/2 colorama", "unpacking"]


def test_packages_are_counted_without_their_hashes(environment):
    assert bootstrap.count_pins(environment.root / "requirements.txt") == 2


def test_progress_is_one_plain_line_where_there_is_no_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    with bootstrap.progress("2 packages") as show:
        show("1/2 django")
    assert sys.stdout.getvalue() == "  2 packages: 0.0 s\n"


def test_a_server_that_brings_its_own_environment_is_not_touched(monkeypatch):
    monkeypatch.setattr(bootstrap, "missing", lambda *_: pytest.fail("looked into .venv"))
    bootstrap.ensure(["manage.py", "migrate"], {"IFISO_NO_BOOTSTRAP": "1"})


def test_the_restart_forgets_the_active_environment(environment, monkeypatch):
    started = {}
    monkeypatch.setattr(bootstrap.os, "execve", lambda path, argv, env: started.update(argv=argv, env=env))
    bootstrap.restart(environment, ["manage.py", "demo"], {"VIRTUAL_ENV": "/theirs", "PYTHONPATH": "/x", "HOME": "/h"})
    assert started == {"argv": [str(environment.python), "manage.py", "demo"], "env": {"HOME": "/h"}}


def test_a_second_start_waits_for_the_first(environment):
    path = environment.root / ".lock"
    program = f"from pathlib import Path; from ifiso.bootstrap import lock\nwith lock(Path({str(path)!r})): print('in')"
    with bootstrap.lock(path):
        command = [sys.executable, "-c", program]
        second = subprocess.Popen(command, cwd=bootstrap.ROOT, stdout=subprocess.PIPE, text=True)
        assert second.stdout.readline() == "Another start is installing; waiting for it ...\n"
        assert second.poll() is None
    assert second.communicate(timeout=10)[0] == "in\n"
