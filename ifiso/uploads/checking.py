"""The one door through which uploaded documents come."""

from dataclasses import dataclass
from hashlib import sha256
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from ifiso.images import drawn
from ifiso.uploads.budget import MEGABYTE, Budget
from ifiso.uploads.kinds import EICAR, OLE, PDF, PICTURE, Kind, infected, old_office
from ifiso.uploads.office import check_office
from ifiso.uploads.pdfs import check_pdf
from ifiso.uploads.plain import check_text

LARGEST = 25 * MEGABYTE
LONGEST_SIDE = 3000  # pixels of a page that was scanned: some 260 dots per inch of A4
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")


@dataclass(frozen=True)
class Checked:
    """What may be kept: `content` from its beginning, how many bytes it has, and their SHA-256."""

    content: File
    kind: Kind
    size: int
    checksum: str


def checked(file: UploadedFile) -> Checked:
    """What is kept of `file`; ValidationError, in a sentence, for whatever is too large, unknown or could do harm."""
    if (file.size or 0) > LARGEST:
        raise too_large()
    checksum = fingerprint(file)
    file.seek(0)
    head = file.read(8)
    if head.startswith(PICTURES):
        return picture(file)
    if head == OLE:
        raise old_office()
    if head.startswith(b"%PDF-"):
        check_pdf(file, Budget())
        return Checked(rewound(file), PDF, file.size or 0, checksum)
    if head.startswith(b"PK\3\4"):
        kind = check_office(file, Budget())
        return Checked(rewound(file), kind, file.size or 0, checksum)
    kind, text = check_text(file, file.name or "", Budget())
    checksum, size = fingerprint(text), text.seek(0, 2)
    return Checked(rewound(File(text)), kind, size, checksum)


def too_large() -> ValidationError:
    return ValidationError(_("This file is larger than 25 MB. Save it smaller, or split it, and try again."))


def picture(file: UploadedFile) -> Checked:
    (drawing,) = drawn(file, sides=[LONGEST_SIDE], most_bytes=LARGEST)
    content = ContentFile(drawing.content)
    return Checked(content, PICTURE, len(drawing.content), sha256(drawing.content).hexdigest())


def fingerprint(file: IO[bytes] | File) -> str:
    """Its SHA-256; ValidationError where virus scanners would find something, which is looked for on the way."""
    file.seek(0)
    digest, tail = sha256(), b""
    while piece := file.read(MEGABYTE):
        if EICAR in tail + piece:
            raise infected()
        digest.update(piece)
        tail = piece[-len(EICAR) :]
    return digest.hexdigest()


def rewound(file: File) -> File:
    file.seek(0)
    return file
