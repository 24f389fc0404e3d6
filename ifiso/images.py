"""Uploaded pictures, drawn anew: what comes out holds pixels and nothing else.

A picture unfolds to many times its file: what that will take is reckoned from its header, so that a bomb is refused
before it goes off and an honest photo of 50 megapixels passes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ["PNG", "JPEG", "WEBP"]
MEGABYTE = 1024 * 1024
LARGEST_LOGO = 2 * MEGABYTE
LARGEST_PHOTO = 20 * MEGABYTE
MOST_PIXELS = 51_000_000
MOST_MEMORY = 56 * MEGABYTE
ENCODING = {"WEBP": {"quality": 82, "method": 4}, "PNG": {"optimize": True}}


@dataclass(frozen=True)
class Drawing:
    """One size of a picture: the bytes of its file, and how many pixels it measures."""

    content: bytes
    width: int
    height: int


def redrawn(file: IO[bytes], *, side: int) -> BytesIO:
    """The picture in `file` as a PNG of at most `side` pixels each way, as clear as it was; else as `drawn`."""
    (drawing,) = drawn(file, sides=[side], most_bytes=LARGEST_LOGO, form="PNG")
    return BytesIO(drawing.content)


def drawn(
    file: IO[bytes],
    *,
    sides: Sequence[int],
    most_bytes: int = LARGEST_PHOTO,
    most_pixels: int = MOST_PIXELS,
    form: Literal["WEBP", "PNG"] = "WEBP",
) -> list[Drawing]:
    """The picture in `file` once for each of `sides`, the most pixels each way, in their order; never enlarged.

    Upright, in sRGB, one frame, without metadata or hidden payload; WebP on white ground, PNG with its transparency.
    ValidationError, in a sentence, for whatever is no PNG, JPEG or WebP, has more than `most_bytes` or `most_pixels`,
    or would take too much memory. It is decoded once, in up to 64 MB.
    """
    picture = upright(file, max(sides), most_bytes, most_pixels)
    picture = picture.convert("RGBA") if form == "PNG" else on_white(picture)
    return [encoded(picture, side, form) for side in sides]


def encoded(picture: Image.Image, side: int, form: str) -> Drawing:
    smaller = picture.resize(fitting(picture.size, side), Image.Resampling.LANCZOS)
    content = BytesIO()
    smaller.save(content, form, **ENCODING[form])
    return Drawing(content.getvalue(), *smaller.size)


def upright(file: IO[bytes], side: int, most_bytes: int, most_pixels: int) -> Image.Image:
    """The decoded picture, no larger than is needed for `side`, turned as its camera says, in sRGB."""
    refuse_large_files(file, most_bytes)
    with refusals(), Image.open(file, formats=FORMATS) as picture:
        if picture.width * picture.height > most_pixels:
            raise Image.DecompressionBombError
        picture.draft(None, fitting(picture.size, side))
        orientation, profile = picture.getexif().get(0x0112), picture.info.get("icc_profile")
        smaller = picture.convert("RGBA") if picture.has_transparency_data else picture.convert("RGB")
        smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
    smaller.getexif()[0x0112] = orientation or 1
    return in_srgb(ImageOps.exif_transpose(smaller), profile)


def refuse_large_files(file: IO[bytes], most: int) -> None:
    file.seek(0, 2)
    if file.tell() > most:
        raise ValidationError(
            _("This file is larger than %(most)s MB. Save the picture smaller and try again.")
            % {"most": most // MEGABYTE}
        )
    file.seek(0)


@contextmanager
def refusals() -> Iterator[None]:
    """Says in a sentence why a picture is not taken."""
    try:
        yield
    except Image.DecompressionBombError:
        raise ValidationError(_("This picture has too many pixels. Save it smaller and try again.")) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise ValidationError(_("This is no PNG, JPEG or WebP picture. SVG and other files are not taken.")) from None


def fitting(size: tuple[int, int], side: int) -> tuple[int, int]:
    """`size`, made smaller where that is needed to lie within a square of `side`."""
    ratio = min(1, side / max(size))
    return max(1, round(size[0] * ratio)), max(1, round(size[1] * ratio))


def on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture with the colours that its profile means; as it is, where the profile makes no sense."""
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            meant = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, meant, ImageCms.createProfile("sRGB"))
            return converted or picture
    return picture
