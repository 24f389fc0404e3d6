"""Browser tests: pytest-playwright on whatever Chromium is found, in a context that tolerates no console message."""

import os
import shutil

import pytest

from tests.support.requirements import missing

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox, because containers have none; nothing that makes the browser call its maker.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium(environ=os.environ):
    """The path of a Chromium: IFISO_CHROMIUM, else the first of the usual names on PATH; None where there is none."""
    if named := environ.get("IFISO_CHROMIUM"):
        return named
    return next(filter(None, (shutil.which(name, path=environ.get("PATH")) for name in NAMES)), None)


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = find_chromium()
    if chromium is None:
        missing("no Chromium: install it (Debian: apt install chromium) or name one in IFISO_CHROMIUM")
    return {**browser_type_launch_args, "executable_path": chromium, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, live_server):
    return {**browser_context_args, "base_url": live_server.url, "reduced_motion": "reduce"}


@pytest.fixture
def console():
    """The faults that the browser reported so far; a test that expects one asserts it and clears the list."""
    return []


@pytest.fixture
def new_context(new_context, console):
    """A browser context whose every page fails the test with any warning or error: this is what tests the CSP."""

    def watched(**options):
        context = new_context(**options)
        context.on("console", lambda message: note_message(console, message))
        context.on("weberror", lambda fault: console.append(f"uncaught: {fault.error}"))
        return context

    yield watched
    assert not console, "The browser complained:\n" + "\n".join(console)


def note_message(console, message):
    if message.type in {"error", "warning"}:
        console.append(f"{message.type} at {message.location.get('url')}: {message.text}")
