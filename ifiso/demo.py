"""What `manage.py demo` settles before Django starts. Standard library only.

The demo is its own small world: whatever the shell says about a real registry is set aside, so that trying the software
out can never touch one.
"""

import argparse
import os
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OTHER_REGISTRY = ("DATABASE_URL", "CACHE_URL", "EMAIL_URL", "SENTRY_DSN", "DJANGO_SETTINGS_MODULE")


def add_arguments(parser):
    parser.add_argument("--port", type=port_number, default=8000, help="port on this machine (default: 8000)")
    parser.add_argument(
        "--data-dir", type=Path, default=ROOT / "var" / "demo", help="where the demo keeps its data (default: var/demo)"
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")


def port_number(text):
    if not (text.isdecimal() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text}")
    return int(text)


def address(port):
    """The address that people type; `localhost` rather than 127.0.0.1 because passkeys insist on it."""
    return f"http://localhost:{port}"


def settle(options, environ=os.environ):
    """Read the command line, refuse a port in use, and point the settings to the demo; exits with one sentence."""
    parser = argparse.ArgumentParser(prog="manage.py demo", add_help=False)
    add_arguments(parser)
    chosen = parser.parse_known_args(options)[0]
    if {"-h", "--help"}.isdisjoint(options) and (fault := port_fault(chosen.port)):
        sys.exit(fault)
    set_aside_other_registries(environ)
    environ["IFISO_DEMO"] = "1"
    environ["IFISO_DATA_DIR"] = str(chosen.data_dir.resolve())
    environ["IFISO_BASE_URL"] = address(chosen.port)


def set_aside_other_registries(environ):
    for name in list(environ):
        if name in OTHER_REGISTRY or (name.startswith("IFISO_") and name != "IFISO_NO_BOOTSTRAP"):
            del environ[name]


def port_fault(port):
    """Why nothing can be served on `port` of this machine, as a sentence; None where it is free."""
    if answers(port):
        return f"Port {port} is in use: stop what runs there, or choose another one with --port {port % 65535 + 1}."
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            return f"Port {port} cannot be used ({error.strerror}): choose another one with --port."
    return None


def answers(port):
    """Whether anything listens where a browser would look: `localhost` may mean ::1 as well as 127.0.0.1."""
    try:
        socket.create_connection(("localhost", port), timeout=1).close()
    except OSError:
        return False
    return True
