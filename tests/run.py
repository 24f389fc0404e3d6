"""`python3 manage.py test`: pytest once, on SQLite and on PostgreSQL side by side.

Each database gets one pytest-xdist worker that runs every test (`--dist=each`). IFISO_TEST_DATABASE=sqlite or
=postgresql runs one of them without xdist, as do options that need the terminal to themselves.
"""

import contextlib
import os
import signal
import sys
import tempfile

import pytest

from tests import postgres

ALONE = {"--pdb", "--trace", "no:xdist", "-pno:xdist"}


def run(options):
    """Run pytest with `options`; returns its exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that everything is ended in order
    wanted = os.environ.get("IFISO_TEST_DATABASE") or ("sqlite" if ALONE.intersection(options) else "")
    with contextlib.ExitStack() as stack:
        os.environ["IFISO_TEST_FOLDER"] = stack.enter_context(tempfile.TemporaryDirectory(prefix="ifiso-test-"))
        databases = available(stack, [wanted] if wanted else ["sqlite", "postgresql"])
        if not databases:
            return pytest.ExitCode.USAGE_ERROR
        return pytest.main([*workers(databases), *options])


def available(stack, databases):
    """Those of `databases` that can be had, PostgreSQL started in `stack`; none where a required one cannot."""
    if "postgresql" in databases:
        try:
            os.environ["IFISO_TEST_POSTGRESQL"] = stack.enter_context(postgres.cluster())
        except postgres.NoPostgresError as reason:
            print(f"PostgreSQL: {reason}", file=sys.stderr)
            if os.environ.get("IFISO_REQUIRE_ALL") == "1" or databases == ["postgresql"]:
                return []
            os.environ["IFISO_TEST_WITHOUT"] = f"PostgreSQL was not tested: {reason}"
            return ["sqlite"]
    return databases


def workers(databases):
    if len(databases) == 1:
        os.environ["IFISO_TEST_DATABASE"] = databases[0]
        return []
    return ["--dist=each", *(f"--tx=popen//env:IFISO_TEST_DATABASE={database}" for database in databases)]
