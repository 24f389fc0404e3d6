"""What comes out of an uploaded picture is pixels and nothing else."""

import subprocess
import sys
import time
from io import BytesIO
from itertools import pairwise

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from ifiso.images import LARGEST_LOGO, drawn, redrawn
from tests.support.pictures import picture

pytestmark = pytest.mark.once


def opened(drawing):
    return Image.open(BytesIO(drawing.content))


def one(file, side=512):
    return drawn(file, sides=[side])[0]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_logo_becomes_a_png(form):
    with Image.open(redrawn(picture(form), side=512)) as logo:
        assert (logo.format, logo.size) == ("PNG", (40, 20))


def test_a_photo_becomes_three_sizes_in_their_order_and_none_larger_than_it_was():
    sizes = [(d.width, d.height) for d in drawn(picture("JPEG", (2000, 1000)), sides=[4000, 960, 480])]
    assert sizes == [(2000, 1000), (960, 480), (480, 240)]


def test_the_sizes_told_are_those_of_the_files():
    for drawing in drawn(picture("JPEG", (700, 333)), sides=[600, 100]):
        with opened(drawing) as image:
            assert (image.format, image.size) == ("WEBP", (drawing.width, drawing.height))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_what_the_camera_noted_is_gone_and_the_picture_upright(form):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SECRET CAMERA"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 29.0)
    for drawing in [*drawn(picture(form, exif=exif), sides=[64, 8])]:
        assert b"SECRET" not in drawing.content
        with opened(drawing) as upright:
            assert upright.width < upright.height
            assert not upright.getexif()


def test_colours_are_those_that_the_profile_means_and_the_profile_itself_is_gone():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with opened(one(picture("JPEG", icc_profile=lab))) as plain:
        assert "icc_profile" not in plain.info
        assert plain.getpixel((5, 5))[0] > 240
    with opened(one(picture("JPEG", icc_profile=b"no profile at all"))) as broken:
        assert broken.getpixel((5, 5))[0] > 240


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixel_comes_out_as_what_one_sees(mode):
    value = {"1": 1, "LA": (204, 255), "I;16": 204 * 257, "CMYK": (51, 51, 51, 0)}.get(mode, 204)
    coloured = Image.new("RGB", (40, 20), (204, 204, 204))
    file = BytesIO()
    made = {"P": coloured.quantize(4), "RGBA": coloured.convert("RGBA")}.get(mode) or Image.new(mode, (40, 20), value)
    made.save(file, "JPEG" if mode == "CMYK" else "PNG")
    with opened(one(file)) as image:
        assert abs(image.convert("L").getpixel((20, 10)) - (255 if mode == "1" else 204)) < 4


def test_what_is_clear_becomes_white_in_a_photo_and_stays_clear_in_a_logo():
    file = BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(file, "PNG")
    with opened(one(file)) as photo, Image.open(redrawn(file, side=40)) as logo:
        assert min(photo.convert("RGB").getpixel((9, 9))) > 250
        assert logo.getpixel((9, 9))[3] == 0


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_of_what_moves_the_first_frame_stays(form):
    file = BytesIO()
    first, second = Image.new("RGB", (30, 30), "red"), Image.new("RGB", (30, 30), "blue")
    first.save(file, form, save_all=True, append_images=[second], duration=50)
    with opened(one(file)) as still:
        assert getattr(still, "n_frames", 1) == 1
        assert still.convert("RGB").getpixel((9, 9))[0] > 200


def test_strips_leave_no_seam():
    file = BytesIO()
    Image.linear_gradient("L").resize((900, 1300)).convert("RGB").save(file, "PNG")
    with Image.open(redrawn(file, side=700)) as image:
        column = [image.getpixel((200, y))[0] for y in range(image.height)]
    assert max(abs(a - b) for a, b in pairwise(column)) <= 1


def test_what_hangs_behind_the_pixels_is_gone():
    file = BytesIO(picture().getvalue())
    file.seek(0, 2)
    file.write(b"<script>alert(1)</script>")
    assert b"script" not in redrawn(file, side=512).getvalue()
    assert b"script" not in one(file).content


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"GIF89a" + b"\0" * 20,
        b"%PDF-1.4",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"RIFF\x10\0\0\0WEBPVP8X",
    ],
)
def test_whatever_is_no_picture_is_refused(payload):
    with pytest.raises(ValidationError, match="no PNG, JPEG or WebP"):
        one(BytesIO(payload))


def test_half_a_picture_is_refused():
    whole = picture("JPEG", (500, 500)).getvalue()
    with pytest.raises(ValidationError, match="no PNG, JPEG or WebP"):
        one(BytesIO(whole[: len(whole) // 2]))


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(ValidationError, match="larger than 2 MB"):
        redrawn(BytesIO(b"\0" * (LARGEST_LOGO + 1)), side=512)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_bomb_is_refused_before_it_unfolds(form):
    bomb = picture(form, (16_000, 4_000))
    started = time.perf_counter()
    with pytest.raises(ValidationError, match="too many pixels"):
        one(bomb)
    assert time.perf_counter() - started < 1


def test_a_jpeg_that_is_painted_over_and_over_is_refused():
    photo = picture("JPEG", (400, 400), progressive=True).getvalue()
    first = photo.index(b"\xff\xda")
    scan = photo[first : photo.index(b"\xff\xda", first + 2)]
    with pytest.raises(ValidationError, match="too many pixels"):
        one(BytesIO(photo[:first] + scan * 80 + photo[first:]))


MEASURED = """
import resource, sys
from django.conf import settings
settings.configure(USE_I18N=False)
from django.core.exceptions import ValidationError
from ifiso.images import drawn
from tests.support.pictures import picture
drawn(picture("WEBP"), sides=[32])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    print([drawing.width for drawing in drawn(open(sys.argv[1], "rb"), sides=[1920, 960, 480])])
except ValidationError as refused:
    print(refused.messages[0])
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize(
    ("form", "size", "options", "seen"),
    [
        ("JPEG", (8160, 6120), {}, "[1920, 960, 480]"),
        ("JPEG", (8160, 6120), {"progressive": True}, "too many pixels"),
        ("JPEG", (4032, 3024), {"progressive": True}, "[1920, 960, 480]"),
        ("JPEG", (4032, 3024), {"progressive": True, "subsampling": 0}, "too many pixels"),
        ("PNG", (3840, 2160), {}, "[1920, 960, 480]"),
        ("PNG", (50_000, 800), {}, "too many pixels"),
        ("WEBP", (2048, 1536), {}, "[1920, 960, 480]"),
        ("WEBP", (12_000, 4_000), {}, "too many pixels"),
    ],
)
def test_no_picture_takes_more_than_64_megabytes(tmp_path, form, size, options, seen):
    path = tmp_path / "picture"
    path.write_bytes(picture(form, size, **options).getvalue())
    command = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=settings.BASE_DIR)
    said, grown = done.stdout.splitlines()
    assert seen in said
    assert int(grown) < 64
