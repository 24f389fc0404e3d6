"""Minutes and papers to take along. Links and papers on a shelf need no page: their entry says where they are."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from meetings.access import get_file_document
from meetings.models import Document
from organizations.clock import today

# Whoever opens the file in the browser all the same gets neither scripts nor the registry's cookies.
NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


# Public documents are for everybody; of the others a stranger learns nothing, not even that one could sign in for them.
@login_not_required
@require_safe
def document(request: HttpRequest, pk: int) -> FileResponse:
    shown = get_file_document(request.user, pk, today())
    try:
        content = shown.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=file_name(shown))
    response.headers["Content-Security-Policy"] = NOTHING_RUNS
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def file_name(document: Document) -> str:
    """`minutes-of-autumn-2016.pdf`: the title in plain letters with the ending that was uploaded."""
    ending = "".join(letter for letter in Path(document.file.name or "").suffix.lower() if letter.isalnum())[:10]
    stem = slugify(document.title)[:80].strip("-") or f"document-{document.pk}"
    return f"{stem}.{ending}" if ending else stem
