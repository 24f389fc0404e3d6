"""Pictures come into a meeting's album, are described and published, and leave it when somebody asks for that."""

from contextlib import ExitStack
from datetime import datetime
from secrets import token_hex
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from ifiso.images import digest_of, drawn
from ifiso.uploads.storing import delete_on_commit, stored
from meetings.actions.positions import next_position, swap
from meetings.models import Meeting, Photo
from meetings.stamps import stamp_of
from organizations.actions.records import record
from organizations.models import User

MOST_PHOTOS = 150


class StalePhotoError(Exception):
    """Somebody described it first; `photo` is what stands there now."""

    def __init__(self, photo: Photo):
        super().__init__(str(photo))
        self.photo = photo


def add_photo(*, meeting: Meeting, file: IO[bytes], by: User | None) -> Photo:
    """The picture in `file`, in three sizes, at the album's end; nobody but the host sees it until it is published.

    ValidationError, in a sentence, for what is no picture, too large, in the album already or unwanted there.
    """
    checksum = digest_of(file)
    refuse_known(meeting, checksum)
    # Drawn and stored before the transaction, because that takes longer than others should wait for a lock.
    drawings = drawn(file, sides=list(Photo.SIDES.values()))
    photo = Photo(meeting=meeting, checksum=checksum, added_by=by, width=drawings[0].width, height=drawings[0].height)
    # Names that nobody can guess, so that one who has not seen a photo cannot ask for it.
    stem = f"photos/{meeting.slug}-{token_hex(8)}"
    with ExitStack() as files:
        for size, drawing in zip(Photo.SIDES, drawings, strict=True):
            content = ContentFile(drawing.content)
            setattr(photo, size, files.enter_context(stored(f"{stem}-{size}.webp", content, storage=default_storage)))
        hang(photo, by)
    return photo


def refuse_known(meeting: Meeting, checksum: str) -> None:
    known = meeting.photos.filter(checksum=checksum)
    if known.kept().exists():
        raise ValidationError(_("This photo is in the album already."), code="known")
    if known.exists():
        raise ValidationError(_("Somebody asked to have this photo taken out of the album, so it stays out."))


@transaction.atomic
def hang(photo: Photo, by: User | None) -> None:
    lock_album(photo.meeting)
    refuse_known(photo.meeting, photo.checksum)
    album = photo.meeting.photos.kept()
    if album.count() >= MOST_PHOTOS:
        raise ValidationError(_("An album holds at most %(most)d photos.") % {"most": MOST_PHOTOS})
    photo.position = next_position(album)
    photo.save()
    record("added", photo, by=by, changes_pages=False)


def lock_album(meeting: Meeting) -> None:
    """Whatever concerns more than one photo of an album happens one after the other."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)


def words_of(photo: Photo) -> dict[str, str]:
    """What a host says of it."""
    return {"caption": photo.caption, "alternative": photo.alternative, "credit": photo.credit}


@transaction.atomic
def describe_photo(*, photo: Photo, stamp: str, caption: str, alternative: str, credit: str, by: User) -> bool:
    """Say what is to be seen, and who took it; whether anything changed.

    StalePhotoError where `stamp` is not that of its words any more, ValidationError where a public photo would be left
    without caption or alternative text.
    """
    present = Photo.objects.kept().select_for_update().get(pk=photo.pk)
    before, words = words_of(present), {"caption": caption, "alternative": alternative, "credit": credit}
    if stamp_of(before) != stamp:
        raise StalePhotoError(present)
    if before == words:
        return False
    for name, value in words.items():
        setattr(present, name, value)
    present.full_clean()
    present.save(update_fields=list(words))
    record("described", present, by=by, changes_pages=present.published_at is not None)
    return True


@transaction.atomic
def publish_photo(*, photo: Photo, by: User, now: datetime) -> bool:
    """Show it to everybody; False where it is shown already. ValidationError before all is said of it."""
    present = Photo.objects.kept().select_for_update().get(pk=photo.pk)
    if present.published_at:
        return False
    present.published_at = now
    present.full_clean()
    present.save(update_fields=["published_at"])
    record("published", present, by=by)
    return True


@transaction.atomic
def hide_photo(*, photo: Photo, by: User) -> bool:
    """Show it to the host alone again; False where it is not public."""
    hidden = Photo.objects.published().filter(pk=photo.pk).update(published_at=None)
    if hidden:
        record("hid", photo, by=by)
    return bool(hidden)


@transaction.atomic
def mark_group_photo(*, photo: Photo, by: User) -> None:
    """Let it be the one photo for which the meeting is known; the one before it is an ordinary photo again."""
    lock_album(photo.meeting)
    present = Photo.objects.kept().select_for_update().get(pk=photo.pk)
    photo.meeting.photos.filter(is_group_photo=True).exclude(pk=photo.pk).update(is_group_photo=False)
    present.is_group_photo = True
    present.save(update_fields=["is_group_photo"])
    record("marked as the group photo", present, by=by)


@transaction.atomic
def move_photo(*, photo: Photo, up: bool, by: User) -> bool:
    """Show it before the one that stands above it, or after the one below; False where there is none."""
    lock_album(photo.meeting)
    moved = swap(photo.meeting.photos.kept(), photo, up=up)
    if moved:
        record("moved", photo, by=by, up=up)
    return moved


@transaction.atomic
def remove_photo(*, photo: Photo, reason: str, on_request: bool, by: User, now: datetime) -> bool:
    """Take it out with its words and, once that is certain, its files; False where that was done before.

    The row stays as the record of it. What somebody asked to have removed cannot be added again.
    """
    present = Photo.objects.kept().select_for_update().filter(pk=photo.pk).first()
    if present is None:
        return False
    for name in files_of(present):
        delete_on_commit(name, storage=default_storage)
    emptied = dict.fromkeys(["caption", "alternative", "credit", *Photo.SIDES], "")
    if not on_request:
        emptied["checksum"] = ""
    Photo.objects.filter(pk=present.pk).update(
        removed_at=now, published_at=None, is_group_photo=False, width=0, height=0, **emptied
    )
    record("removed", present, by=by, reason=reason, on_request=on_request)
    return True


def files_of(photo: Photo) -> list[str]:
    """The names under which its sizes are stored."""
    return [getattr(photo, size).name for size in Photo.SIDES]
