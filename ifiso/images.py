"""Uploaded pictures, drawn anew: what comes out holds pixels and nothing else."""

from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ["PNG", "JPEG", "WEBP"]
LARGEST_FILE = 2 * 1024 * 1024
MOST_PIXELS = 24_000_000


def redrawn(file: IO[bytes], *, side: int) -> BytesIO:
    """The picture in `file` as a PNG of at most `side` pixels each way: upright, no metadata, no hidden payload.

    ValidationError, in a sentence, for whatever is no PNG, JPEG or WebP, is larger than 2 MB, or has more pixels than
    a picture of this kind could need. Only the header is read before the size is known.
    """
    file.seek(0, 2)
    if file.tell() > LARGEST_FILE:
        raise ValidationError(_("This file is larger than 2 MB. Save the picture smaller and try again."))
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except Image.DecompressionBombError:
        raise ValidationError(_("This picture has too many pixels. Save it smaller and try again.")) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise ValidationError(_("This is no PNG, JPEG or WebP picture. SVG and other files are not taken.")) from None
    upright.thumbnail((side, side))
    drawn = BytesIO()
    upright.save(drawn, "PNG", optimize=True)
    return drawn
