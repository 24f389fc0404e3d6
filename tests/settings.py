"""The settings of a test run: the project's own, on a database, folders and backends of this process alone."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# What the caller's shell says about a real registry must not reach the tests.
KEPT = ("IFISO_TEST_", "IFISO_CHROMIUM", "IFISO_REQUIRE_ALL")
for name in list(os.environ):
    foreign = name.startswith("IFISO_") and not name.startswith(KEPT)
    if foreign or name in {"DATABASE_URL", "CACHE_URL", "EMAIL_URL", "SENTRY_DSN"}:
        del os.environ[name]

# The runner removes its folder with all that is in it; xdist's workers never come to their own atexit.
WORKPLACE = Path(tempfile.mkdtemp(prefix="ifiso-test-", dir=os.environ.get("IFISO_TEST_FOLDER")))
atexit.register(shutil.rmtree, WORKPLACE, ignore_errors=True)

os.environ["IFISO_DATA_DIR"] = str(WORKPLACE)
os.environ["IFISO_BASE_URL"] = "http://localhost"
os.environ["IFISO_SECRET_KEY"] = "only-for-tests-" + "x" * 50
# Playwright's synchronous interface keeps an event loop in the thread that the tests use the database from.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

WANTED = os.environ.get("IFISO_TEST_DATABASE", "sqlite")
if WANTED == "postgresql":
    if "IFISO_TEST_POSTGRESQL" not in os.environ:
        raise RuntimeError("PostgreSQL is started by the runner: IFISO_TEST_DATABASE=postgresql python3 manage.py test")
    os.environ["DATABASE_URL"] = os.environ["IFISO_TEST_POSTGRESQL"]
elif WANTED != "sqlite":
    raise RuntimeError(f"IFISO_TEST_DATABASE is sqlite or postgresql, not {WANTED!r}.")

from ifiso.settings import *  # noqa: E402, F403
from ifiso.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

if WANTED == "sqlite":
    # A file, because live servers and threads open connections of their own; nothing in it must survive a power cut.
    DATABASES["default"]["TEST"] = {"NAME": str(WORKPLACE / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
# Connections end with the requests and threads that opened them, so that the test database can be dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STATIC_ROOT.mkdir()
