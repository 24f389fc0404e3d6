"""Office documents of Word, Excel and PowerPoint since 2007, and OpenDocument: nothing in them runs or loads."""

import re
import tempfile
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ifiso.uploads.archives import Archive, damaged
from ifiso.uploads.budget import MEGABYTE, Budget
from ifiso.uploads.kinds import EICAR, ODP, ODS, ODT, OLE, Kind, infected, unknown
from ifiso.uploads.office_parts import check_content_types, check_drawn, check_manifest, check_relations

CONTENT_TYPES = "[Content_Types].xml"
OPEN = {kind.media_type.encode(): kind for kind in (ODT, ODS, ODP)}

RUNS = re.compile(
    r"vbaproject|vbadata\.xml|macrosheets/|dialogsheets/|(?:^|/)activex/|^(?:basic|scripts|dialogs)/.|\.class$|\.jar$",
    re.IGNORECASE,
)
BELONGS = re.compile(
    r"\.(?:xml|rels|rdf|vml|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|svm|webp|wdp|jxr|bin|xlsx|odttf|fntdata|ttf|otf"
    r"|mp4|m4a|mp3|wav|ogg|sigs|psmdcp|txt)$|(?:^|/)[^./]*$",
    re.IGNORECASE,
)
# Of XML, in small letters.
MARKS = {
    b"<!entity": "entities",
    b"vnd.sun.star.script": "macro",
    b"vnd.sun.star.expand": "macro",
    b"macro:///": "macro",
    b"ddeauto": "elsewhere",
    b"ddelink": "elsewhere",
    b"olelink": "elsewhere",
    b"dde-connection": "elsewhere",
    b"dde-source": "elsewhere",
}
LONGEST_MARK = 100
# All of these write letters of ASCII as ASCII does, so that a mark cannot hide in another alphabet.
ENCODING = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["'](?!(?:utf-8|us-ascii|iso-8859-\d+|windows-125\d)["'])""", re.IGNORECASE
)
NESTED, PROGRAMS = b"PK\3\4", (b"MZ", b"\x7fELF", b"#!")


def check_office(file: IO[bytes], budget: Budget, *, inside: bool = False) -> Kind:
    """Which kind of document it is; ValidationError, in a sentence, for others and for all that could do harm.

    `inside` tells that the file lies in another one, as the numbers of a chart do.
    """
    archive = Archive(file, budget)
    kind = kind_of(archive)
    for name in archive.entries:
        if RUNS.search(name):
            raise refusal("macro")
        if not BELONGS.search(name):
            raise refusal("stranger")
    for name in archive.entries:
        check_entry(archive, name, inside=inside)
    for name in archive.entries:
        if name.endswith(".rels"):
            check_relations(archive.whole(name))
        elif name in {"content.xml", "styles.xml"} or name.endswith(("/content.xml", "/styles.xml")):
            check_drawn(archive, name)
    return kind


def kind_of(archive: Archive) -> Kind:
    if CONTENT_TYPES in archive.entries:
        return check_content_types(archive.whole(CONTENT_TYPES))
    if "mimetype" not in archive.entries:
        raise unknown()
    kind = OPEN.get(archive.whole("mimetype").strip())
    if kind is None:
        raise unknown()
    if "META-INF/manifest.xml" in archive.entries:
        check_manifest(archive.whole("META-INF/manifest.xml"))
    return kind


def check_entry(archive: Archive, name: str, *, inside: bool) -> None:
    """One pass over what unfolds from it: no program, no object of another program, no mark of anything that acts."""
    is_xml, tail, first = name.lower().endswith((".xml", ".rels", ".rdf", ".vml", ".svg")), b"", b""
    for piece in archive.pieces(name):
        if not first:
            first = piece
            refuse_beginning(first, is_xml=is_xml)
            if first.startswith(NESTED):
                break
        text = tail + piece
        if EICAR in text:
            raise infected()
        if is_xml:
            refuse_marks(text.lower())
        tail = piece[-LONGEST_MARK:]
    if first.startswith(NESTED):
        check_nested(archive, name, inside=inside)


def refuse_marks(text: bytes) -> None:
    for mark, what in MARKS.items():
        if mark in text:
            raise refusal(what)


def refuse_beginning(first: bytes, *, is_xml: bool) -> None:
    if first.startswith(OLE) or first.startswith(PROGRAMS):
        raise refusal("object")
    if is_xml:
        head = first[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
        if not head.startswith(b"<") or b"\0" in head or ENCODING.search(head):
            raise damaged()


def check_nested(archive: Archive, name: str, *, inside: bool) -> None:
    """A spreadsheet behind a chart is an office document itself, and the last that may be nested."""
    if inside or not name.endswith(".xlsx"):
        raise refusal("stranger")
    with tempfile.SpooledTemporaryFile(max_size=MEGABYTE) as copy:
        for piece in archive.pieces(name):
            copy.write(piece)
        check_office(copy, archive.budget, inside=True)


def refusal(what: str) -> ValidationError:
    sentences = {
        "macro": _("This document contains macros. Save it without them, as docx, xlsx or pptx, and try again."),
        "elsewhere": _("This document loads something from elsewhere. Cut that link and try again."),
        "object": _("This document contains an object of another program. Turn it into a picture and try again."),
        "stranger": _("This document carries another file inside it. Add that on its own."),
        "entities": _("This document contains XML that no office program writes. Save it anew and try again."),
    }
    return ValidationError(sentences[what])
