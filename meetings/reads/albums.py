"""The published photos of a meeting, as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from ifiso.addresses import address
from ifiso.images import fitting
from meetings.models import Meeting, Photo


@dataclass(frozen=True)
class Picture:
    """A photo with the addresses of its sizes; `srcset` names each with its width, for the browser to choose from."""

    photo: Photo

    @cached_property
    def files(self) -> dict[str, str]:
        """The address of each size by its name."""
        photo = self.photo
        return {
            size: address("photo_file", photo.meeting.slug, photo.pk, file_name(photo, size)) for size in Photo.SIDES
        }

    @property
    def srcset(self) -> str:
        """Each width once: a photo smaller than a size is kept as it is."""
        whole = self.photo.width, self.photo.height
        sizes = {fitting(whole, side)[0]: size for size, side in Photo.SIDES.items()}
        return ", ".join(f"{self.files[size]} {width}w" for width, size in sorted(sizes.items()))

    @property
    def is_upright(self) -> bool:
        return self.photo.height > self.photo.width


@dataclass(frozen=True)
class Album:
    pictures: Sequence[Picture]

    @property
    def group_photo(self) -> Picture | None:
        return next((picture for picture in self.pictures if picture.photo.is_group_photo), None)


@dataclass(frozen=True)
class Place:
    """Where a photo stands in the album: its number, from 1, of how many, and those beside it."""

    picture: Picture
    number: int
    count: int
    previous: Photo | None
    next: Photo | None


def file_name(photo: Photo, size: str) -> str:
    return PurePath(getattr(photo, size).name or "").name


def album_of(meeting: Meeting) -> Album:
    photos = list(meeting.photos.published())
    for photo in photos:
        photo.meeting = meeting
    return Album([Picture(photo) for photo in photos])


def place_of(album: Album, pk: int) -> Place | None:
    """None where the album has no such photo."""
    for index, picture in enumerate(album.pictures):
        if picture.photo.pk == pk:
            beside = [one.photo for one in album.pictures]
            before = beside[index - 1] if index else None
            after = beside[index + 1] if index + 1 < len(beside) else None
            return Place(picture, index + 1, len(beside), before, after)
    return None
