"""A meeting's published photos, each on a page of its own, and their files."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ifiso.uploads.serving import FOR_GOOD, NEVER, served
from meetings.access import photo_to_see
from meetings.models import Meeting, Photo
from meetings.reads.albums import album_of, file_name, place_of
from organizations.clock import today
from organizations.pages import public_page


class Gone(HttpResponse):
    status_code = 410


@public_page
def album(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    return render(request, "meetings/album.html", {"meeting": meeting, "album": album_of(meeting)})


@public_page
def photo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    place = place_of(album_of(meeting), pk)
    if place is None:
        raise Http404
    return render(request, "meetings/photo.html", {"meeting": meeting, "place": place})


# Of photos that are not public a stranger learns nothing, not even that one could sign in for them.
@login_not_required
@require_safe
def photo_file(request: HttpRequest, slug: str, pk: int, name: str) -> HttpResponse | FileResponse:
    """One size of a photo, under a name that never means another. 410 once it was taken out of the album."""
    shown = photo_to_see(request.user, slug, pk, today())
    if shown is None:
        return Gone()
    size = next((size for size in Photo.SIDES if file_name(shown, size) == name), None)
    if size is None:
        raise Http404
    # Each browser may keep what it has seen; caches on the way may not, because a photo can be taken out at any time.
    return served(getattr(shown, size), "image/webp", kept=FOR_GOOD if shown.published_at else NEVER)
