"""Minutes and papers to take along. Links and papers on a shelf need no page: their entry says where they are."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ifiso.uploads.serving import NEVER, served
from meetings.access import get_file_document
from meetings.keepers import meeting_with_documents
from meetings.models import Document
from meetings.reads.documents import sessions_to_add_to, shelves_of
from meetings.rules import may_look
from organizations.clock import today

# Whoever opens the file in the browser all the same gets neither scripts nor the registry's cookies.
UNKNOWN_TYPE = "application/octet-stream"
NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


# Public documents are for everybody; of the others a stranger learns nothing, not even that one could sign in for them.
@login_not_required
@require_safe
def document(request: HttpRequest, pk: int) -> FileResponse:
    shown = get_file_document(request.user, pk, today())
    media_type, saved_as = shown.media_type or UNKNOWN_TYPE, file_name(shown)
    return served(shown.file, media_type, kept=NEVER, policy=NOTHING_RUNS, as_attachment=True, filename=saved_as)


def file_name(document: Document) -> str:
    """`minutes-of-autumn-2016.pdf`: the title in plain letters with the ending that was uploaded."""
    ending = "".join(letter for letter in Path(document.file.name or "").suffix.lower() if letter.isalnum())[:10]
    stem = slugify(document.title)[:80].strip("-") or f"document-{document.pk}"
    return f"{stem}.{ending}" if ending else stem


@never_cache
@require_safe
def documents(request: HttpRequest, slug: str) -> HttpResponse:
    """All that whoever is signed in may see of a meeting's documents, and what they can add to."""
    meeting = meeting_with_documents(request.user, slug, today())
    context = {
        "meeting": meeting,
        "shelves": shelves_of(request.user, meeting, today()),
        "led": sessions_to_add_to(request.user, meeting, today()),
        "sees_whole": may_look(request.user, meeting, today()),
    }
    return render(request, "meetings/documents.html", context)
