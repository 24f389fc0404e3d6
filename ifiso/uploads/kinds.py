"""What can be uploaded, and how it is called when it is served."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Kind:
    extension: str
    media_type: str


PDF = Kind("pdf", "application/pdf")
TEXT = Kind("txt", "text/plain")
MARKDOWN = Kind("md", "text/markdown")
PICTURE = Kind("webp", "image/webp")
DOCX = Kind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
XLSX = Kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
PPTX = Kind("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation")
ODT = Kind("odt", "application/vnd.oasis.opendocument.text")
ODS = Kind("ods", "application/vnd.oasis.opendocument.spreadsheet")
ODP = Kind("odp", "application/vnd.oasis.opendocument.presentation")

# What a file chooser offers; what is taken is decided by the content.
ACCEPTED = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.png,.jpg,.jpeg,.webp,.txt,.md,.markdown"

# Old office files, and new ones with a password, are such "compound" files, as are the objects that programs embed.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# By which virus scanners are tried out; in two parts, lest they find it here.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def unknown() -> ValidationError:
    return ValidationError(
        _("This kind of file is not taken. Save it as PDF, docx, xlsx, pptx, odt, ods, odp, PNG, JPEG, WebP or text.")
    )


def old_office() -> ValidationError:
    return ValidationError(
        _("This is an old Office format, or protected by a password. Save it as docx, xlsx or pptx without one.")
    )


def infected() -> ValidationError:
    return ValidationError(_("This file contains what virus scanners look for, and is not taken."))
