"""Uploaded pictures, drawn anew: what comes out holds pixels and nothing else.

A picture unfolds to many times its file: what that will take is reckoned from its header, so that a bomb is refused
before it goes off and an honest photo of 50 megapixels passes.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import IO, Any, Literal, cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageFile, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile

FORMATS = ["PNG", "JPEG", "WEBP"]
MEGABYTE = 1024 * 1024
LARGEST_LOGO = 2 * MEGABYTE
LARGEST_PHOTO = 20 * MEGABYTE
MOST_PIXELS = 48 * MEGABYTE
MOST_MEMORY = 48 * MEGABYTE
# A JPEG can say in ten bytes "once more, all over"; honest ones take about ten passes, and carry a few thumbnails.
MOST_PASSES = 60
# A few pixels less than asked for is the price of decoding a large JPEG in a quarter of the memory.
CLOSE_ENOUGH = 0.85
STRIP = 64
LANCZOS_REACH = 3
ENCODING: dict[str, dict[str, Any]] = {"WEBP": {"quality": 82, "method": 4}, "PNG": {"optimize": True}}
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


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
    refuse_large_files(file, most_bytes)
    with refusals():
        picture = decoded(file, max(sides), most_pixels)
    picture = picture.convert("RGBA") if form == "PNG" else on_white(picture)
    return [encoded(picture, side, form) for side in sides]


def digest_of(file: IO[bytes]) -> str:
    """SHA-256 of the whole file, which is read in pieces."""
    digest = sha256()
    file.seek(0)
    while piece := file.read(65536):
        digest.update(piece)
    return digest.hexdigest()


def decoded(file: IO[bytes], side: int, most_pixels: int) -> Image.Image:
    """The picture as RGB or RGBA, no larger than is needed for `side`, turned as its camera says, in sRGB."""
    with Image.open(file, formats=FORMATS) as picture:
        whole = picture.size
        if picture.width * picture.height > most_pixels:
            raise Image.DecompressionBombError
        picture.draft(None, fitting(whole, round(side * CLOSE_ENOUGH)))
        if memory(picture, whole) > MOST_MEMORY or passes(picture, file) > MOST_PASSES:
            raise Image.DecompressionBombError
        profile, orientation = picture.info.get("icc_profile"), picture.getexif().get(ORIENTATION)
        smaller = in_srgb(shrunk(picture, side), profile)
    return smaller.transpose(UPRIGHT[orientation]) if orientation in UPRIGHT else smaller


def memory(picture: ImageFile.ImageFile, whole: tuple[int, int]) -> int:
    """How many bytes decoding takes; `whole` is the picture's size before a JPEG was asked for a smaller one."""
    pixels = picture.width * picture.height
    if isinstance(picture, JpegImageFile):
        return 4 * pixels + (0 if decodes_row_by_row(picture) else coefficients(picture, whole))
    if picture.format == "WEBP":
        return 15 * pixels
    return (2 if picture.mode in {"1", "L", "P"} else 5) * pixels


def decodes_row_by_row(picture: JpegImageFile) -> bool:
    """Whether its one pass holds all colours. Pillow has just read that pass's header: 8 bytes, and 2 for each."""
    file = cast(IO[bytes], picture.fp)
    file.seek(max(0, file.tell() - 8 - 2 * picture.layers))
    head = file.read(5)
    return "progressive" not in picture.info and head[:2] == b"\xff\xda" and head[-1] == picture.layers


def coefficients(picture: JpegImageFile, whole: tuple[int, int]) -> int:
    """The bytes of what is kept between the passes of a progressive JPEG: two for each pixel of each colour."""
    densities = [across * down for _name, across, down, _table in picture.layer]
    return 2 * whole[0] * whole[1] * sum(densities) // max(densities)


def passes(picture: ImageFile.ImageFile, file: IO[bytes]) -> int:
    """How many scans a JPEG has; 1 for other pictures."""
    if not isinstance(picture, JpegImageFile):
        return 1
    file.seek(0)
    return sum(part.count(b"\xff\xda") for part in iter(lambda: file.read(MEGABYTE), b""))


def shrunk(picture: Image.Image, side: int) -> Image.Image:
    """The picture within a square of `side`, in RGB, RGBA or CMYK. Strip by strip: a second whole one has no room."""
    mode = "RGBA" if picture.has_transparency_data else "CMYK" if picture.mode == "CMYK" else "RGB"
    width, height = fitting(picture.size, side)
    scale = picture.height / height
    margin = math.ceil(LANCZOS_REACH * scale) + 1
    smaller = Image.new(mode, (width, height))
    for top in range(0, height, STRIP):
        rows = min(STRIP, height - top)
        first, last = max(0, int(top * scale) - margin), min(picture.height, math.ceil((top + rows) * scale) + margin)
        strip = in_eight_bits(picture.crop((0, first, picture.width, last))).convert(mode)
        box = (0, top * scale - first, picture.width, min((top + rows) * scale, picture.height) - first)
        smaller.paste(strip.resize((width, rows), Image.Resampling.LANCZOS, box=box), (0, top))
    return smaller


def in_eight_bits(picture: Image.Image) -> Image.Image:
    return picture.point(lambda grey: grey / 256, "L") if picture.mode == "I;16" else picture


def encoded(picture: Image.Image, side: int, form: str) -> Drawing:
    smaller = picture.resize(fitting(picture.size, side), Image.Resampling.LANCZOS)
    smaller.info.clear()
    content = BytesIO()
    smaller.save(content, form, **ENCODING[form])
    return Drawing(content.getvalue(), *smaller.size)


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
        raise ValidationError(
            _("This picture has too many pixels. Save it smaller, best as a plain JPEG, and try again.")
        ) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise ValidationError(
            _("This is no PNG, JPEG or WebP picture. SVG, HEIC and other files are not taken.")
        ) from None


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
    """As RGB or RGBA, with the colours that the profile means, where it makes sense."""
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            meant, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, meant, srgb, outputMode=mode) or picture.convert(mode)
    return picture.convert(mode)
