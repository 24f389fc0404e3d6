"""The files beside the tables, on their way back into the registry: checked as if somebody had uploaded them."""

import re
from io import BytesIO
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField, ImageField

from ifiso.images import drawn
from ifiso.opendata.columns import FILES
from ifiso.uploads import LARGEST, checked

NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")
PICTURES = (b"\x89PNG\r\n\x1a\n", b"RIFF")


def check(field: FileField, path: str, folder: Path) -> None:
    """ValidationError for a file that is not there, lies elsewhere, or would be refused if somebody uploaded it."""
    content = content_of(field, path, folder)
    if isinstance(field, ImageField) or content.startswith(PICTURES):
        # What the registry has drawn before stays as it is: drawing it again would only make it worse.
        if not content.startswith(PICTURES):
            raise ValidationError(f"{path} is no picture as the registry draws them")
        drawn(BytesIO(content), sides=[64], most_bytes=LARGEST)
    elif checked(SimpleUploadedFile(Path(path).name, content)).size != len(content):
        raise ValidationError(f"{path} holds more than it should")


def content_of(field: FileField, path: str, folder: Path) -> bytes:
    parts = path.removeprefix(FILES).split("/")
    is_ours = path.startswith(f"{FILES}{field.upload_to}") and all(map(NAME.fullmatch, parts))
    file = folder.joinpath(path)
    if not is_ours or file.is_symlink() or not file.is_file():
        raise ValidationError(f"there is no file {path}")
    if file.stat().st_size > LARGEST:
        raise ValidationError(f"{path} is larger than {LARGEST} bytes")
    return file.read_bytes()


def bring(field: FileField, path: str, folder: Path) -> str:
    """Put the file into the registry's storage; the name that it has there."""
    return default_storage.save(path.removeprefix(FILES), ContentFile(content_of(field, path, folder)))
