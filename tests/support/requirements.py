"""What a test needs from the machine: skip with a reason where it is missing, fail where everything is required."""

import os

import pytest


def missing(reason):
    """End the test that asks: skipped, or failed when IFISO_REQUIRE_ALL=1 (as in CI)."""
    if os.environ.get("IFISO_REQUIRE_ALL") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
