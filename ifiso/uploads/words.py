"""The words of a document, for searching."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO
from xml.parsers import expat

from django.core.exceptions import ValidationError

from ifiso.cleaning import printable
from ifiso.uploads.archives import Archive
from ifiso.uploads.budget import Budget
from ifiso.uploads.kinds import DOCX, MARKDOWN, ODP, ODS, ODT, PDF, PPTX, TEXT, XLSX

LONGEST = 1_000_000  # characters
SECONDS = 20
READER = Path(__file__).with_name("pdf_reader.py")

# In which parts the words are, and in which elements; an empty name stands for all of them.
PARTS = {
    DOCX.media_type: (("word/document.xml",), "t"),
    XLSX.media_type: (("xl/sharedStrings.xml",), "t"),
    PPTX.media_type: (("ppt/slides/slide",), "t"),
    **{kind.media_type: (("content.xml",), "") for kind in (ODT, ODS, ODP)},
}
BREAKS = {"p", "h", "si", "br", "tab", "line-break", "tr"}


def text_of(file: IO[bytes], media_type: str) -> str:
    """The words in `file`, which was checked: at most LONGEST characters, "" for pictures and what cannot be read."""
    file.seek(0)
    if media_type == PDF.media_type:
        return tidy(text_of_pdf(file))
    if media_type in PARTS:
        return tidy(text_of_office(file, *PARTS[media_type]))
    if media_type in {TEXT.media_type, MARKDOWN.media_type}:
        return tidy(file.read(4 * LONGEST).decode("utf-8", errors="replace"))
    return ""


def tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in printable(text).splitlines())
    return "\n".join(line for line in lines if line)[:LONGEST]


def text_of_pdf(file: IO[bytes]) -> str:
    """What another process finds, which can be stopped: a malformed PDF may keep a reader busy for ever."""
    if not sys.executable:
        return ""
    with tempfile.TemporaryFile() as pdf, tempfile.TemporaryFile() as found:
        while piece := file.read(1024 * 1024):
            pdf.write(piece)
        pdf.seek(0)
        command = [sys.executable, "-I", str(READER), str(SECONDS), str(LONGEST)]
        with suppress(subprocess.TimeoutExpired):  # what was found until then counts
            subprocess.run(
                command, stdin=pdf, stdout=found, stderr=subprocess.DEVNULL, timeout=SECONDS + 5, check=False
            )
        found.seek(0)
        return found.read(4 * LONGEST).decode("utf-8", errors="replace")


def text_of_office(file: IO[bytes], beginnings: tuple[str, ...], element: str) -> str:
    words: list[str] = []
    with suppress(ValidationError, expat.ExpatError):  # what was found until then counts
        archive = Archive(file, Budget(seconds=SECONDS))
        for name in sorted(archive.entries, key=in_reading_order):
            if name.startswith(beginnings) and name.endswith(".xml"):
                words.extend(words_in(archive.pieces(name), element))
                words.append("\n")
    return "".join(words)


def in_reading_order(name: str) -> tuple[int, str]:
    """Slide 10 after slide 9."""
    return len(name), name


def words_in(pieces: Iterator[bytes], element: str) -> Iterator[str]:
    """The texts of the XML in `pieces`: those within `element`, or all where it is empty; line breaks between."""
    found: list[str] = []
    depth = 0

    def begin(name: str, _attributes) -> None:
        nonlocal depth
        depth += local(name) == element

    def end(name: str) -> None:
        nonlocal depth
        depth -= local(name) == element
        if local(name) in BREAKS:
            found.append("\n")

    def say(text: str) -> None:
        if depth or not element:
            found.append(text)

    parser = parser_with(begin, end, say)
    count = 0
    for piece in pieces:
        parser.Parse(piece, False)
        yield from found
        count += sum(map(len, found))
        found.clear()
        if count > LONGEST:
            return


def local(name: str) -> str:
    return name.rpartition(":")[2]


def parser_with(begin: Callable, end: Callable, say: Callable) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, say
    return parser
