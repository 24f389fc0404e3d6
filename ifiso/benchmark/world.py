"""A world of its own for the benchmark: a temporary folder, and a database that is made for it and dropped after it."""

import argparse
import atexit
import contextlib
import os
import secrets
import shutil
import tempfile
from urllib.parse import urlsplit

from ifiso.demo import set_aside_other_registries

PREFIX = "ifiso-benchmark-"


def add_arguments(parser):
    parser.add_argument(
        "--database-url",
        metavar="URL",
        help="a PostgreSQL server, such as postgres://me@/postgres, on which a database of its own is made and dropped "
        "(default: SQLite in a temporary folder)",
    )


def settle(options, environ=os.environ):
    """Before Django starts: point the settings to a new folder and a new database, whatever the shell says."""
    parser = argparse.ArgumentParser(prog="manage.py benchmark", add_help=False)
    add_arguments(parser)
    server = parser.parse_known_args(options)[0].database_url
    folder = tempfile.mkdtemp(prefix=PREFIX)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    set_aside_other_registries(environ)
    environ["DJANGO_SETTINGS_MODULE"] = "ifiso.benchmark.settings"
    environ["IFISO_DATA_DIR"] = folder
    environ["IFISO_BASE_URL"] = "http://localhost"
    environ["IFISO_SECRET_KEY"] = secrets.token_urlsafe(48)
    if server:
        name = PREFIX.replace("-", "_") + secrets.token_hex(4)
        environ["DATABASE_URL"] = urlsplit(server)._replace(path=f"/{name}").geturl()


@contextlib.contextmanager
def database_on(server, name):
    """Make the database `name` on the PostgreSQL at the address `server`, and drop it at the end; else do nothing.

    Raises psycopg.Error where the server cannot be reached or refuses.
    """
    if not server:
        yield
        return
    import psycopg
    from psycopg.sql import SQL, Identifier

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield
        finally:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))
