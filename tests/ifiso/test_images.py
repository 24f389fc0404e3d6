"""What comes out of an uploaded picture is pixels and nothing else."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from ifiso.images import LARGEST_LOGO, redrawn

pytestmark = pytest.mark.once


def picture(form="PNG", size=(40, 20), **options):
    file = BytesIO()
    Image.new("RGB", size, "red").save(file, form, **options)
    return file


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_png(form):
    with Image.open(redrawn(picture(form), side=512)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (40, 20))


def test_a_large_picture_is_drawn_smaller():
    with Image.open(redrawn(picture(size=(2000, 1000)), side=512)) as drawn:
        assert drawn.size == (512, 256)


def test_what_the_camera_noted_is_gone_and_the_picture_upright():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SECRET CAMERA"
    drawn = redrawn(picture("JPEG", exif=exif), side=512).getvalue()
    assert b"SECRET CAMERA" not in drawn
    with Image.open(BytesIO(drawn)) as upright:
        assert upright.size == (20, 40)


def test_what_hangs_behind_the_pixels_is_gone():
    file = picture()
    file.write(b"<script>alert(1)</script>")
    assert b"script" not in redrawn(file, side=512).getvalue()


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"GIF89a" + b"\0" * 20,
        b"%PDF-1.4",
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_whatever_is_no_picture_is_refused(payload):
    with pytest.raises(ValidationError, match="no PNG, JPEG or WebP"):
        redrawn(BytesIO(payload), side=512)


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(ValidationError, match="larger than 2 MB"):
        redrawn(BytesIO(b"\0" * (LARGEST_LOGO + 1)), side=512)


def test_a_bomb_is_refused_before_it_unfolds():
    file = BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG", optimize=True)
    with pytest.raises(ValidationError, match="too many pixels"):
        redrawn(file, side=512)
