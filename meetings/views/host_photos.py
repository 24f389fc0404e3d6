"""The host's side of the album: adding photos, describing and publishing them, and taking them out."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ifiso.cleaning import whole_number
from ifiso.images import LARGEST_PHOTO
from ifiso.uploads.requests import takes_up_to
from meetings.access import photo_to_remove, workspace_of
from meetings.actions.photos import (
    add_photo,
    hide_photo,
    mark_group_photo,
    move_photo,
    publish_photo,
    remove_photo,
)
from meetings.forms.photos import PhotoForm, RemovalForm, Sheet
from meetings.models import Meeting, Photo
from meetings.reads.albums import Picture
from meetings.reads.host_pages import frame
from meetings.rules import may_remove_photos
from organizations.clock import today

METHODS = ["GET", "HEAD", "POST"]
# Without a script several photos come at once.
LARGEST_REQUEST = 10 * LARGEST_PHOTO
TOO_LARGE = gettext_lazy("Up to 200 MB can be sent at once. Choose fewer photos, and send the others afterwards.")


@never_cache
@require_http_methods(METHODS)
def host_photos(request: HttpRequest, slug: str) -> HttpResponse:
    """All photos with their words. Every button saves what was typed before it does what it says."""
    acts = request.method == "POST"
    meeting = workspace_of(request.user, slug, today(), whole=True, to_act=acts)
    sheet = Sheet(photos_of(meeting), request.POST if acts else None)
    if not acts:
        return show_all(request, meeting, sheet)
    saved = sheet.save(by=request.user)
    if not sheet.faults:
        return done(request, saved) or redirect("host_photos", slug)
    return show_all(request, meeting, sheet, saved=saved, status=409 if sheet.is_stale else 422)


@never_cache
@require_http_methods(METHODS)
def photo_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One photo, larger."""
    acts = request.method == "POST"
    meeting = workspace_of(request.user, slug, today(), whole=True, to_act=acts)
    photo = get_object_or_404(meeting.photos.kept().select_related("meeting"), pk=pk)
    sheet = Sheet([photo], request.POST if acts else None)
    saved = sheet.save(by=request.user) if acts else 0
    if acts and not sheet.faults:
        return done(request, saved) or redirect("photo_edit", slug, pk)
    status = 200 if not acts else 409 if sheet.is_stale else 422
    return show_all(request, meeting, sheet, template="meetings/photo_edit.html", picture=Picture(photo), status=status)


def done(request: HttpRequest, saved: int) -> HttpResponse | None:
    """Do what the button says, beyond saving; where that leads, if not back."""
    name = next((name for name in BUTTONS if name in request.POST), "")
    if not name:
        messages.success(request, _("Saved.") if saved else _("Nothing had changed."))
        return None
    slug = request.resolver_match.kwargs["slug"]
    try:
        said = BUTTONS[name](request, Photo.objects.kept().filter(meeting__slug=slug), request.POST[name])
    except Photo.DoesNotExist:
        raise Http404 from None
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return None
    if said:
        messages.success(request, said)
    if name in {"up", "down"}:
        return redirect(f"{reverse('host_photos', args=[slug])}#photo-{whole_number(request.POST[name])}")
    return None


def publish(request: HttpRequest, photos, chosen: str) -> str:
    """The chosen photo, or with `all` each that is complete."""
    if chosen != "all":
        publish_photo(photo=photos.get(pk=whole_number(chosen)), by=request.user, now=timezone.now())
        return _("The photo is published.")
    ready = [photo for photo in photos.filter(published_at=None) if photo.is_complete]
    count = sum(publish_photo(photo=photo, by=request.user, now=timezone.now()) for photo in ready)
    words = ngettext("%(count)d photo is published.", "%(count)d photos are published.", count)
    return words % {"count": count} if count else _("No further photo has both a caption and an alternative text.")


def hide(request: HttpRequest, photos, chosen: str) -> str:
    hide_photo(photo=photos.get(pk=whole_number(chosen)), by=request.user)
    return _("The photo is not public any more.")


def mark(request: HttpRequest, photos, chosen: str) -> str:
    mark_group_photo(photo=photos.select_related("meeting").get(pk=whole_number(chosen)), by=request.user)
    return _("This is the group photo now.")


def move(request: HttpRequest, photos, chosen: str) -> str:
    photo = photos.select_related("meeting").get(pk=whole_number(chosen))
    move_photo(photo=photo, up="up" in request.POST, by=request.user)
    return ""


BUTTONS = {"publish": publish, "hide": hide, "group": mark, "up": move, "down": move}


@takes_up_to(LARGEST_REQUEST, TOO_LARGE)
@never_cache
@require_POST
def host_photo_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Files one by one from the page's script, which is told how each fared, or several from a plain form."""
    meeting = workspace_of(request.user, slug, today(), whole=True, to_act=True)
    added, refused = [], []
    for file in request.FILES.getlist("photos"):
        try:
            added.append(add_photo(meeting=meeting, file=file, by=request.user))
        except ValidationError as error:
            refused.append((file.name, " ".join(error.messages)))
    if not (added or refused):
        refused.append(("", _("Choose at least one picture.")))
    if request.accepts("text/html"):
        return answer_in_full(request, meeting, added, refused)
    if refused:
        return JsonResponse({"error": refused[0][1]}, status=422)
    return JsonResponse({"card": card_of(request, meeting, added[0])}, status=201)


def answer_in_full(request: HttpRequest, meeting: Meeting, added: list, refused: list) -> HttpResponse:
    words = ngettext("%(count)d photo is added.", "%(count)d photos are added.", len(added)) % {"count": len(added)}
    if refused:
        sheet = Sheet(photos_of(meeting))
        return show_all(request, meeting, sheet, refused=refused, added=words if added else "", status=422)
    messages.success(request, words)
    return redirect("host_photos", meeting.slug)


def card_of(request: HttpRequest, meeting: Meeting, photo: Photo) -> str:
    context = {"form": PhotoForm(photo=photo), "picture": Picture(photo), "meeting": meeting, "may_run": True}
    return render_to_string("meetings/_photo_card.html", context, request)


@never_cache
@require_http_methods(METHODS)
def photo_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """For the host, and at any time for those who oversee all, because the wish of a person in a photo cannot wait."""
    photo = photo_to_remove(request.user, slug, pk, today())
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        remove_photo(photo=photo, **form.cleaned_data, by=request.user, now=timezone.now())
        messages.success(request, _("The photo is taken out, and its files are deleted."))
        return redirect("host_photos", slug)
    context = {**frame(request, photo.meeting), "form": form, "picture": Picture(photo)}
    return render(request, "meetings/photo_remove.html", context, status=422 if form.is_bound else 200)


def photos_of(meeting: Meeting) -> list[Photo]:
    photos = list(meeting.photos.kept())
    for photo in photos:
        photo.meeting = meeting
    return photos


def show_all(
    request: HttpRequest,
    meeting: Meeting,
    sheet: Sheet,
    *,
    template: str = "meetings/host_photos.html",
    status: int = 200,
    **more,
) -> HttpResponse:
    photos = [form.photo for form in sheet.forms]
    context = {
        **frame(request, meeting),
        "cards": [(form, Picture(form.photo)) for form in sheet.forms],
        "sheet": sheet,
        "published": sum(photo.published_at is not None for photo in photos),
        "most_bytes": LARGEST_PHOTO,
        "may_remove": may_remove_photos(request.user, meeting, today()),
        "removed": meeting.photos.exclude(removed_at=None).count(),
        **more,
    }
    return render(request, template, context, status=status)
