"""Work that the web servers leave to `manage.py db_worker`."""

from django.core.cache import cache
from django_tasks import task

from ifiso.uploads import text_of
from meetings.models import Document
from meetings.search.indexing import is_stale, reindex
from organizations.actions.records import raise_content_version

ASKED_FOR = "search-reindex"
PATIENCE = 20  # seconds in which nobody asks again


@task()
def refresh_search() -> int:
    """Bring the search entries up to date; how many changed."""
    cache.delete(ASKED_FOR)
    return reindex()


def keep_search_fresh() -> bool:
    """Have the entries made anew where something has changed; of many who notice, one asks. Whether something has."""
    stale = is_stale()
    if stale and cache.add(ASKED_FOR, True, PATIENCE):
        refresh_search.enqueue()
    return stale


@task()
def read_document(pk: int) -> int:
    """Keep the words of a document's file, for searching; how many characters. Gone or replaced files have none."""
    document = Document.objects.exclude(file="").filter(pk=pk).first()
    if document is None:
        return 0
    try:
        with document.file.open("rb") as file:
            text = text_of(file, document.media_type)
    except FileNotFoundError:
        return 0
    if Document.objects.filter(pk=pk, file=document.file.name).exclude(text=text).update(text=text):
        raise_content_version()
    return len(text)
