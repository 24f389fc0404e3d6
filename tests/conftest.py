"""What every test may rely on; the fixtures live in tests/support/, by subject."""

from zlib import crc32

import pytest
from django.conf import settings
from django.core.cache import cache

from organizations.pages import shelf

pytest_plugins = ["tests.support.admin", "tests.support.browser", "tests.support.databases"]


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="also run the tests marked slow")


def pytest_collection_modifyitems(config, items):
    """Leave out slow tests unless asked for, and what the other database's worker does."""
    beside = hasattr(config, "workerinput")
    kept, left_out = [], []
    for item in items:
        too_slow = item.get_closest_marker("slow") and not config.getoption("slow")
        (left_out if too_slow or is_done_elsewhere(item, beside=beside) else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def is_done_elsewhere(item, *, beside):
    """Whether `item` is left to the other database: what asks none, and in turns, where both run, what a browser does.

    Its views, actions and constraints are asked on both; the browser's own work is the same.
    """
    on_postgresql = settings.WANTED == "postgresql"
    if item.get_closest_marker("once"):
        return on_postgresql
    if beside and item.path.parent.name == "browser":
        return bool(crc32(item.nodeid.encode()) % 2) != on_postgresql
    return False


@pytest.fixture(autouse=True)
def _empty_cache():
    """Rate limits and kept pages of one test must not reach the next."""
    cache.clear()
    shelf.clear()
