"""Tells at the end of a run which database server each worker really used."""

import os

import pytest
from django.db import connection

LINES = pytest.StashKey[dict]()


def pytest_configure(config):
    config.stash[LINES] = {}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, request):
    """Ask the server itself, not the settings, once the test database stands."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        request.config.stash[LINES]["here"] = f"{connection.vendor} {cursor.fetchone()[0]}"


def pytest_sessionfinish(session):
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["database"] = session.config.stash[LINES].get("here")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    output = getattr(node, "workeroutput", {})
    wanted = node.gateway.spec.env.get("IFISO_TEST_DATABASE")
    node.config.stash[LINES][node.gateway.id] = f"{output.get('database') or 'no database touched'} (asked: {wanted})"


def pytest_terminal_summary(terminalreporter, config):
    for worker, line in sorted(config.stash[LINES].items()):
        terminalreporter.write_line(f"database {worker}: {line}")
    if reason := os.environ.get("IFISO_TEST_WITHOUT"):
        terminalreporter.write_line(reason, yellow=True)
