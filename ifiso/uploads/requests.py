"""How much a browser may send to a page that takes files."""

from django.http import HttpRequest

from ifiso.uploads.budget import MEGABYTE
from ifiso.uploads.checking import LARGEST

# Beside the file the form itself takes a little.
LARGEST_REQUEST = LARGEST + MEGABYTE
# What is sent in vain is read in pieces up to a limit, and thrown away: a browser shows the answer only after sending.
PIECE, PATIENCE = 64 * 1024, 200 * MEGABYTE


def is_too_large(request: HttpRequest, most: int = LARGEST_REQUEST) -> bool:
    """Whether more than `most` bytes are sent, which is known before any of them is read; then they are let pass."""
    if size_of(request) <= most:
        return False
    read = 0
    while read < PATIENCE and (piece := request.read(PIECE)):
        read += len(piece)
    return True


def size_of(request: HttpRequest) -> int:
    """Bytes, as the browser announced them; servers hand on no more than that."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    return int(announced[:20]) if announced.isdecimal() else 0
