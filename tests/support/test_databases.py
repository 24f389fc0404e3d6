"""A worker that was sent to PostgreSQL cannot silently be on SQLite."""

import os

import pytest
from django.db import connection


@pytest.mark.django_db
def test_this_worker_talks_to_the_database_that_it_was_sent_to():
    sent_to = os.environ.get("IFISO_TEST_DATABASE", "sqlite")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if sent_to == "sqlite" else "SHOW server_version")
        assert cursor.fetchone()
    assert connection.vendor == sent_to
