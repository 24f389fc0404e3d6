"""PDFs that are read and nothing else: no scripts, no programs, no files inside, in plain sight or packed away.

They are searched as bytes, not as the tables in them would have it, because these can lie. Names may be spelt with
escapes (`/J#61vaScript`), and objects may be packed into streams: both are undone.
"""

import mmap
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ifiso.uploads.archives import inflated
from ifiso.uploads.budget import MEGABYTE, Budget
from ifiso.uploads.html import MARKUP

MOST_UNPACKED = 40 * MEGABYTE
HEAD, TAIL, LONGEST_DICTIONARY, LONGEST_NAME = 4096, 2048, 64 * 1024, 100
BLANK = rb"[\x00\t\n\f\r ]"
ENDS = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z)"
VALUE = BLANK + rb"*(?:\[|<<|\d)"

RUNS = ("JavaScript", "Launch", "RichMedia", "Rendition", "ImportData", "SubmitForm", "GoToE", "GoToR")
CARRIES = ("EmbeddedFile", "EmbeddedFiles")


def named(*words: str) -> bytes:
    """A pattern of these names, each letter as itself or as its escape."""
    spelt = (b"".join(b"(?:%s|#%02x|#%02X)" % (c.encode(), ord(c), ord(c)) for c in word) for word in words)
    return b"/(?:" + b"|".join(spelt) + b")" + ENDS


ACTIVE = re.compile(named(*RUNS) + b"|" + named("XFA") + VALUE)
PACKED_ACTIVE = re.compile(named(*RUNS, "XFA", "JS"))
ATTACHED = re.compile(named(*CARRIES))
LOCKED = re.compile(named("Encrypt") + VALUE)

OBJECTS_INSIDE = re.compile(named("ObjStm", "First"))
HEADER = re.compile(rb"\d" + BLANK + rb"+obj(?![a-z])")
CLOSING = re.compile(rb"endobj|(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
ESCAPED, LINE_END = re.compile(rb"\\.", re.DOTALL), re.compile(rb"[\r\n]")
PARAMETERS = re.compile(named("DecodeParms", "DP"))
DEFLATED = re.compile(
    named("Filter") + BLANK + rb"*\[?" + BLANK + b"*" + named("FlateDecode", "Fl") + BLANK + rb"*(?:\]|/|>>)"
)


def check_pdf(file: IO[bytes], budget: Budget) -> None:
    """ValidationError, in a sentence, for a PDF that runs or carries something, is locked, damaged or disguised."""
    with mapped(file) as data:
        refuse_disguises(data)
        refuse_names(data, ACTIVE)
        if LOCKED.search(data):
            raise ValidationError(
                _("This PDF is protected by a password or against copying. Save it without that and try again.")
            )
        budget.left = min(budget.left, MOST_UNPACKED)
        for start, dictionary in object_streams(data):
            refuse_packed(data, start, dictionary, budget)


@contextmanager
def mapped(file: IO[bytes]) -> Iterator[bytes | mmap.mmap]:
    """All of the file as bytes: those of a large one are not copied into memory."""
    file.seek(0)
    try:
        number = file.fileno()
    except (AttributeError, OSError):
        yield file.read()
        return
    with mmap.mmap(number, 0, access=mmap.ACCESS_READ) as data:
        yield data


def refuse_disguises(data: bytes | mmap.mmap) -> None:
    end = data.rfind(b"%%EOF")
    if data[:5] != b"%PDF-" or end < len(data) - TAIL or data.rfind(b"startxref") < 0:
        raise ValidationError(_("This PDF is incomplete or damaged. Print it as a PDF anew and try again."))
    if data[end + 5 :].strip(b"\0\t\n\f\r ") or MARKUP.search(data[:HEAD]):
        raise ValidationError(_("This is a PDF and something else at once. Print it as a PDF anew and try again."))


def refuse_names(data: bytes | mmap.mmap, active: re.Pattern[bytes]) -> None:
    if active.search(data):
        raise ValidationError(
            _("This PDF contains a script, or opens something by itself. Print it as a PDF anew and try again.")
        )
    if ATTACHED.search(data):
        raise ValidationError(_("This PDF carries other files inside it. Add those on their own."))


def object_streams(data: bytes | mmap.mmap) -> Iterator[tuple[int, bytes]]:
    """Where the content of each stream begins that holds further objects, and the dictionary that stands before it."""
    for found in OBJECTS_INSIDE.finditer(data):
        before = data[max(0, found.start() - LONGEST_DICTIONARY) : found.start()]
        headers = reversed([match.end() for match in HEADER.finditer(before)])
        begin = next((end for end in headers if is_level(before[end:])), None)
        if begin is None:
            if b"ObjStm" in found[0]:
                raise unusual()
            continue  # a word within a text
        rest = data[found.end() : found.end() + LONGEST_DICTIONARY]
        close = next((one for one in CLOSING.finditer(rest) if is_level(rest[: one.start()])), None)
        if close is None:
            raise unusual()
        if close[0] != b"endobj":
            yield found.end() + close.end(), before[begin:] + found[0] + rest[: close.start()]


def is_level(text: bytes) -> bool:
    """Whether what follows `text`, the beginning of a dictionary, stands neither in a string nor in a comment."""
    text = ESCAPED.sub(b"", text)
    return text.count(b"(") == text.count(b")") and b"%" not in LINE_END.split(text)[-1]


def unusual() -> ValidationError:
    return ValidationError(_("This PDF is packed in an unusual way. Print it as a PDF anew and try again."))


def refuse_packed(data: bytes | mmap.mmap, start: int, dictionary: bytes, budget: Budget) -> None:
    if PARAMETERS.search(dictionary) or not DEFLATED.search(dictionary):
        raise unusual()
    tail = b""
    for piece in unpacked(data, start):
        budget.spend(len(piece))
        refuse_names(tail + piece, PACKED_ACTIVE)
        tail = piece[-LONGEST_NAME:]
    if not tail:
        raise unusual()


def unpacked(data: bytes | mmap.mmap, start: int) -> Iterator[bytes]:
    """What the stream unfolds to, as far as it can be unfolded: programs that mend files go no further either."""
    inflate = zlib.decompressobj()
    try:
        while not inflate.eof and start < len(data):
            packed = data[start : start + MEGABYTE // 16]
            start += len(packed)
            yield from inflated(inflate, packed)
    except zlib.error:
        return
