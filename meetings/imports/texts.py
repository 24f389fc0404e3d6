"""The text in an uploaded file, whatever program wrote it."""

import codecs

from django.utils.translation import gettext as _

from meetings.imports import UnreadableError

# What files begin with that are no text, and what they are.
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8, UTF-16 or Windows-1252. UnreadableError where it is none."""
    if data.startswith(WORKBOOKS):
        raise UnreadableError(
            _("This is a workbook. Copy its cells and paste them here, or save the sheet as CSV and upload that.")
        )
    encoding = encoding_of(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            _("This is not readable as text in %(encoding)s. Save the sheet as “CSV UTF-8” and upload that.")
            % {"encoding": shown(encoding)},
            line_of(data, error.start, encoding),
        ) from None
    return text, shown(encoding)


def encoding_of(data: bytes) -> str:
    """By its mark, by how it reads, or by where its zeros stand; Windows-1252 is what spreadsheets save otherwise."""
    if not data.startswith(UTF_32):
        for mark, name in BYTE_ORDER_MARKS.items():
            if data.startswith(mark):
                return name
    if b"\0" in data:
        return without_mark(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def without_mark(data: bytes) -> str:
    """Which UTF-16 it is: half of the bytes of Latin text are zero, all at even or all at odd places."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) < len(data) / 8 or min(even, odd) > max(even, odd) / 8 or data.startswith(UTF_32):
        raise UnreadableError(_("This is not a text file. Paste the cells here, or upload a CSV file."))
    return "utf-16-be" if even > odd else "utf-16-le"


def shown(encoding: str) -> str:
    if encoding.startswith("utf-8"):
        return "UTF-8"
    return "UTF-16" if encoding.startswith("utf-16") else "Windows-1252"


def line_of(data: bytes, place: int, encoding: str) -> int:
    return data[:place].decode(encoding, errors="replace").count("\n") + 1
