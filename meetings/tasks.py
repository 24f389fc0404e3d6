"""Work that the web servers leave to `manage.py db_worker`."""

from django.core.cache import cache
from django_tasks import task

from meetings.search.indexing import is_stale, reindex

ASKED_FOR = "search-reindex"
PATIENCE = 20  # seconds in which nobody asks again


@task()
def refresh_search() -> int:
    """Bring the search entries up to date; how many changed."""
    cache.delete(ASKED_FOR)
    return reindex()


def keep_search_fresh() -> None:
    """Have the entries made anew where something has changed; of many who notice, one asks."""
    if is_stale() and cache.add(ASKED_FOR, True, PATIENCE):
        refresh_search.enqueue()
