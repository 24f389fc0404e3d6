"""Plain text and Markdown."""

import codecs
import re
import tempfile
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ifiso.uploads.budget import MEGABYTE, Budget
from ifiso.uploads.html import MARKUP
from ifiso.uploads.kinds import MARKDOWN, TEXT, Kind, unknown

PIECE = 256 * 1024
LONGEST_MARK = 100
ENCODINGS = ("utf-8-sig", "cp1252")
MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x9f]")
KINDS = {"": TEXT, ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN}


def check_text(file: IO[bytes], name: str, budget: Budget) -> tuple[Kind, IO[bytes]]:
    """The kind of text and its content in UTF-8; `name` only tells Markdown from plain text, which look alike.

    ValidationError, in a sentence, for what is no text, for HTML and for the scripts of other languages.
    """
    kind = KINDS.get(PurePath(name).suffix.lower())
    if kind is None:
        raise unknown()
    file.seek(0)
    head = file.read(4)
    encodings = (MARKS[head[:2]],) if head[:2] in MARKS else ENCODINGS
    for encoding in encodings:
        text = decoded(file, encoding, budget)
        if text is not None:
            return kind, text
    raise unknown()


def decoded(file: IO[bytes], encoding: str, budget: Budget) -> IO[bytes] | None:
    """The text in UTF-8, in a temporary file; None where it is not written in `encoding`."""
    decoder = codecs.getincrementaldecoder(encoding)()
    text: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=MEGABYTE)  # noqa: SIM115 - it is handed on
    file.seek(0)
    tail, piece = "", b"?"
    try:
        while piece:
            piece = file.read(PIECE)
            words = decoder.decode(piece, final=not piece)
            budget.spend()
            if BINARY.search(words) or (not text.tell() and words.startswith("#!")):
                raise unknown()
            if MARKUP.search((tail + words).encode()):
                raise ValidationError(_("This text contains HTML or a script. Plain text and Markdown are taken."))
            tail = words[-LONGEST_MARK:]
            text.write(words.encode())
    except UnicodeError:
        text.close()
        return None
    text.seek(0)
    return text
