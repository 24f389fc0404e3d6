"""What every test may rely on; the fixtures live in tests/support/, by subject."""

import pytest
from django.conf import settings
from django.core.cache import cache

from organizations.pages import shelf

pytest_plugins = ["tests.support.admin", "tests.support.browser", "tests.support.databases"]


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="also run the tests marked slow")


def pytest_collection_modifyitems(config, items):
    """Leave out slow tests unless asked for, and on PostgreSQL those that have nothing to do with a database."""
    elsewhere = settings.WANTED == "postgresql"
    kept, left_out = [], []
    for item in items:
        too_slow = item.get_closest_marker("slow") and not config.getoption("slow")
        done_elsewhere = item.get_closest_marker("once") and elsewhere
        (left_out if too_slow or done_elsewhere else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


@pytest.fixture(autouse=True)
def _empty_cache():
    """Rate limits and kept pages of one test must not reach the next."""
    cache.clear()
    shelf.clear()
