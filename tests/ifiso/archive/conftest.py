import pytest
from django.db import transaction

from ifiso.archive import DATA
from ifiso.archive.checking import read_archive
from ifiso.archive.merging import load


@pytest.fixture(scope="module")
def registry(django_db_setup, django_db_blocker):
    """The database with the project's own archive in it, for tests of one module that only read; undone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(read_archive(DATA))
        yield
        transaction.set_rollback(True)
