"""Makes `.venv` beside manage.py and continues in it. Standard library only.

The environment is whole when it holds a stamp per layer of requirements; each stamp is written last, so an install that
was cut short never passes as whole. What is found in `.venv` without this module's mark belongs to somebody else and is
left alone, and so is any environment that is active when manage.py starts.
"""

import contextlib
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: two first starts at once are then the user's to avoid
    fcntl = None  # type: ignore[assignment]

ROOT = Path(__file__).resolve().parent.parent
LAYERS = {"runtime": "requirements.txt", "dev": "requirements-dev.txt"}
MARK = "made-by-manage-py"
LOG = "install.log"

NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|ProxyError|Max retries exceeded"
    r"|Network is unreachable|Temporary failure in name resolution|Connection (refused|reset|aborted)"
)
PACKAGE_AT_HAND = re.compile(r"(?:Collecting|Ignoring|Requirement already satisfied:) ([\w.-]+)")
FOREIGN_VARIABLES = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PIP_TARGET", "PIP_PREFIX", "__PYVENV_LAUNCHER__")


class BootstrapError(Exception):
    """What stands in the way, as one sentence for the person at the terminal."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment at `home` for the checkout at `root`, known by its files alone."""

    root: Path
    home: Path

    @property
    def python(self):
        return self.home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def is_ours(self):
        return (self.home / MARK).exists()

    @property
    def version(self):
        """The Python version that it was made for, as in running_version(); empty where nothing is made."""
        return (self.home / MARK).read_text().strip() if self.is_ours else ""

    def pins(self, layer):
        return hashlib.sha256((self.root / LAYERS[layer]).read_bytes()).hexdigest()

    def holds(self, layer):
        try:
            return self.stamp(layer).read_text() == self.pins(layer) and self.python.exists()
        except OSError:
            return False

    def stamp(self, layer):
        return self.home / f"{layer}.stamp"


def ensure(argv, environ=os.environ):
    """Return when this process runs in a whole environment; otherwise make it and start `argv` anew in it."""
    if environ.get("IFISO_NO_BOOTSTRAP") == "1":
        return
    environment = Environment(ROOT, ROOT / ".venv")
    layers = layers_for(argv)
    inside = Path(sys.prefix) == environment.home
    try:
        if missing(environment, layers, inside):
            install(environment, layers, inside)
    except BootstrapError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. The same command continues the installation.")
    if not inside:
        restart(environment, argv, environ)


def layers_for(argv):
    return ["runtime", "dev"] if argv[1:2] == ["test"] else ["runtime"]


def missing(environment, layers, inside):
    """The layers to install. Inside, all of them if the system's Python was exchanged below the environment."""
    if inside and environment.version != running_version():
        return layers
    return [layer for layer in layers if not environment.holds(layer)]


def running_version():
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def restart(environment, argv, environ):
    """Replace this process by the same command in `environment`, without what an active one left in the variables."""
    clean = {name: value for name, value in environ.items() if name not in FOREIGN_VARIABLES}
    command = [str(environment.python), *argv]
    sys.stdout.flush()
    if os.name == "nt":
        sys.exit(subprocess.call(command, env=clean))
    os.execve(command[0], command, clean)


def install(environment, layers, inside):
    """Bring `layers` into `environment`, one process at a time.

    Raises BootstrapError with a sentence where something that only a person can mend stands in the way.
    """
    check_possible(environment)
    with lock(environment.root / ".venv.lock") as held:
        lacking = missing(environment, layers, inside)
        if "runtime" in lacking:
            lacking = layers
            with progress("Python environment in .venv"):
                create(environment)
        for layer in lacking:
            packages = count_pins(environment.root / LAYERS[layer])
            with progress(f"{packages} {layer} packages") as line:
                pip_install(environment, layer, held, line, packages)


def check_possible(environment):
    if environment.home.exists() and not environment.is_ours:
        raise BootstrapError(
            f"{environment.home} was not made by manage.py: move it away, or activate it and set IFISO_NO_BOOTSTRAP=1."
        )
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise BootstrapError(
            "This Python has no venv module; on Debian and Ubuntu it comes with: "
            f"sudo apt install python{running_version()}-venv"
        )
    if not os.access(environment.root, os.W_OK):
        raise BootstrapError(f"Cannot make .venv: no permission to write in {environment.root}.")


@contextlib.contextmanager
def lock(path):
    """Hold `path` locked; yields the descriptor, so that an installer that outlives its parent keeps the lock."""
    with path.open("a") as file:
        if fcntl:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("Another start is installing; waiting for it ...", flush=True)
                fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def create(environment):
    """Make the environment from the interpreter below any active one."""
    shutil.rmtree(environment.home, ignore_errors=True)
    environment.home.mkdir()
    (environment.home / MARK).write_text(running_version())
    base = getattr(sys, "_base_executable", None) or sys.executable
    done = subprocess.run([base, "-I", "-m", "venv", str(environment.home)], capture_output=True, text=True)
    if done.returncode:
        raise BootstrapError(f"Python could not make .venv: {(done.stderr or done.stdout).strip()}")


def pip_install(environment, layer, held, line, packages):
    """Install exactly the pins of `layer`: wheels only, each checked against its hash, nothing resolved anew."""
    command = [str(environment.python), "-I", "-m", "pip", "install", "--requirement", LAYERS[layer]]
    command += ["--require-hashes", "--no-deps", "--only-binary=:all:", "--no-compile", "--no-input", "--retries=2"]
    clean = {name: value for name, value in os.environ.items() if name not in FOREIGN_VARIABLES}
    clean |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"}
    keep_open = (held,) if fcntl else ()
    log = environment.home / LOG
    with subprocess.Popen(
        command,
        cwd=environment.root,
        env=clean,
        pass_fds=keep_open,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as pip:
        output = follow(pip.stdout, line, packages)
    log.write_text(output)
    if pip.returncode:
        raise BootstrapError(explain(output, log))
    environment.stamp(layer).write_text(environment.pins(layer))


def follow(lines, line, packages):
    """Read pip's output to its end, showing the package at hand; returns the output."""
    output, seen = [], 0
    for text in lines:
        output.append(text)
        if package := PACKAGE_AT_HAND.match(text):
            seen += 1
            line(f"{seen}/{packages} {package[1]}")
        elif text.startswith("Installing collected packages"):
            line("unpacking")
    return "".join(output)


def explain(output, log):
    """The sentence for a failed install, from pip's own words."""
    if NO_NETWORK.search(output):
        return "The package index cannot be reached: check the network connection, then run the same command again."
    if "DO NOT MATCH THE HASHES" in output:
        return f"A downloaded package is not the one that was pinned, so nothing was installed; see {log}."
    faults = [text for text in output.splitlines() if text.startswith("ERROR:")]
    return f"The packages could not be installed ({faults[-1] if faults else 'pip failed'}); see {log}."


def count_pins(path):
    return sum(1 for text in path.read_text().splitlines() if re.match(r"[A-Za-z0-9]", text))


@contextlib.contextmanager
def progress(label):
    """One line per phase with its seconds; on a terminal the yielded function shows what is at hand meanwhile."""
    start = time.monotonic()
    clear = "\r\033[K" if sys.stdout.isatty() else ""

    def show(detail):
        if clear:
            print(f"{clear}  {label} ... {detail}", end="", flush=True)

    show("")
    yield show
    print(f"{clear}  {label}: {time.monotonic() - start:.1f} s", flush=True)
