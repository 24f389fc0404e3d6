"""How much may be sent to a page: known before any of it is read, and refused before any of it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ifiso.uploads.budget import MEGABYTE

# What is sent in vain is read in pieces up to a limit, and thrown away: a browser shows the answer only after sending.
PIECE, PATIENCE = 64 * 1024, 200 * MEGABYTE

View = TypeVar("View", bound=Callable)


@dataclass(frozen=True)
class Room:
    """What a page takes: up to `most` bytes, with all that surrounds the files. `words` say it to who sent more."""

    most: int
    words: str | Promise


def takes_up_to(most: int, words: str | Promise) -> Callable[[View], View]:
    """Marks a view to which more can be sent than to an ordinary page, because it takes files."""

    def mark(view: View) -> View:
        view.room = Room(most, words)  # type: ignore[attr-defined]
        return view

    return mark


class RefuseTooLarge:
    """Middleware: 413 for more than a page takes. It stands before whatever looks into a form, as CSRF's does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view_func: Callable, view_args, view_kwargs) -> HttpResponse | None:
        room = getattr(view_func, "room", ordinary())
        if size_of(request) <= room.most:
            return None
        let_pass(request)
        return render(request, "413.html", {"words": room.words}, status=413)


def ordinary() -> Room:
    """Django itself refuses larger forms, but not larger files."""
    return Room(settings.DATA_UPLOAD_MAX_MEMORY_SIZE, _("Up to 5 MB can be sent to this page."))


def let_pass(request: HttpRequest) -> None:
    read = 0
    while read < PATIENCE and (piece := request.read(PIECE)):
        read += len(piece)


def size_of(request: HttpRequest) -> int:
    """Bytes, as the browser announced them; servers hand on no more than that."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    return int(announced[:20]) if announced.isdecimal() else 0
