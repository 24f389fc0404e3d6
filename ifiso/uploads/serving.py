"""Handing out what was uploaded: it is looked at or saved, and nothing in it runs."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

A_YEAR = 365 * 24 * 3600
NOTHING_RUNS = "default-src 'none'; sandbox"
# How long a browser keeps a file. For good is only what has another address as soon as it is another; `BY_ALL` lets
# caches on the way keep it, too, where nobody can ever ask to have it taken away.
FOR_GOOD = f"private, max-age={A_YEAR}, immutable"
FOR_GOOD_BY_ALL = f"public, max-age={A_YEAR}, immutable"
NEVER = "private, no-store"


def served(file: FieldFile, media_type: str, *, kept: str, policy: str = NOTHING_RUNS, **options) -> FileResponse:
    """The file, with `options` of FileResponse; Http404 where the storage has it no more."""
    try:
        content = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    headers = {"Cache-Control": kept, "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff"}
    return FileResponse(content, content_type=media_type, headers=headers, **options)
