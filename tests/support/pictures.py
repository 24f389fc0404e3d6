"""Pictures to upload."""

from io import BytesIO

from PIL import Image


def picture(form="PNG", size=(40, 20), colour="red", **options):
    """An open file with a plain picture in it."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, form, **options)
    file.seek(0)
    return file
