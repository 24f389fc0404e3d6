"""manage.py from outside: old Pythons, a real environment, and nobody's active environment touched."""

import ast
import os
import re
import shutil
import subprocess
import sys
import time

import pytest

from ifiso.bootstrap import ROOT

pytestmark = pytest.mark.once


def manage(*arguments, python=sys.executable, root=ROOT, **variables):
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("IFISO_", "DJANGO_"))}
    return subprocess.run(
        [python, "manage.py", *arguments],
        cwd=root,
        env=environ | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
    )


def test_an_old_python_reads_the_entrance_and_gets_one_sentence():
    source = (ROOT / "manage.py").read_text()
    ast.parse(source, feature_version=(3, 5))
    pretend = "import sys; sys.version_info = (3, 8, 1); exec(compile(open('manage.py').read(), 'manage.py', 'exec'))"
    done = subprocess.run([sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == "The IFISO registry needs Python 3.11 or newer; this is 3.8.\n"
    assert done.returncode == 1


def test_a_missing_setting_is_named_without_a_traceback():
    done = manage("check", IFISO_NO_BOOTSTRAP="1", IFISO_BASE_URL="https://registry.example.org")
    assert done.returncode == 1
    assert done.stdout.startswith("Set IFISO_SECRET_KEY")
    assert "Traceback" not in done.stdout


@pytest.fixture
def checkout(tmp_path):
    """The entrance and the bootstrap with Django as the only requirement."""
    (tmp_path / "ifiso").mkdir()
    for name in ("manage.py", "ifiso/__init__.py", "ifiso/bootstrap.py", "ifiso/demo.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    pins = re.findall(r"^\S.*?(?=^\S|\Z)", (ROOT / "requirements.txt").read_text(), re.MULTILINE | re.DOTALL)
    wanted = [pin for pin in pins if pin.startswith(("asgiref==", "django==", "sqlparse=="))]
    (tmp_path / "requirements.txt").write_text("".join(wanted))
    return tmp_path


@pytest.mark.slow
def test_a_fresh_checkout_makes_its_environment_once_and_leaves_the_active_one_alone(checkout, tmp_path_factory):
    theirs = tmp_path_factory.mktemp("theirs")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", theirs], check=True)
    before = sorted(theirs.rglob("*"))

    first = manage("version", python=theirs / "bin" / "python", root=checkout, VIRTUAL_ENV=str(theirs))
    assert re.fullmatch(
        r"  Python environment in \.venv: [\d.]+ s\n  3 runtime packages: [\d.]+ s\n5\.2\.\d+\n", first.stdout
    )
    assert sorted(theirs.rglob("*")) == before

    start = time.monotonic()
    second = manage("version", root=checkout)
    assert re.fullmatch(r"5\.2\.\d+\n", second.stdout)
    assert time.monotonic() - start < 5


@pytest.mark.slow
def test_no_network_gets_one_sentence_and_leaves_nothing_that_passes_as_whole(checkout):
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_NO_CACHE_DIR": "1", "PIP_CONFIG_FILE": os.devnull}
    done = manage("version", root=checkout, PIP_EXTRA_INDEX_URL="", PIP_FIND_LINKS="", **nowhere)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith("The package index cannot be reached")
    assert not (checkout / ".venv" / "runtime.stamp").exists()
