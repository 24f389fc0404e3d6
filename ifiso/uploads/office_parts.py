"""The parts of office documents that say what a document is and what it loads, read with a parser of XML."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ifiso.uploads.archives import Archive, damaged
from ifiso.uploads.kinds import DOCX, PPTX, XLSX, Kind, unknown

MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": XLSX,
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": PPTX,
}
RUNS = ("macroenabled", "vbaproject", "activex")
FOREIGN = ("html", "application/rtf", "message/rfc822", "oleobject")
# What somebody has to click loads nothing by itself; a section or a picture from elsewhere does.
CLICKED = {"a", "event-listener"}

Attributes = dict[str, str]


def walk(pieces: Iterable[bytes], begin: Callable[[str, Attributes], None]) -> None:
    """Call `begin` with the name, less its prefix, and the attributes of every element; ValidationError for no XML."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, attributes: begin(name.rpartition(":")[2], attributes)
    parser.EntityDeclHandler = refuse_entities
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise damaged() from None


def refuse_entities(*_declaration) -> None:
    raise damaged()


def check_content_types(part: bytes) -> Kind:
    """Which document it is; ValidationError for macros, for parts of other kinds, and for what is none of ours."""
    types: list[str] = []
    walk([part], lambda name, attributes: types.append(attributes.get("ContentType", "")))
    lowered = " ".join(types).lower()
    if any(word in lowered for word in RUNS):
        raise ValidationError(
            _("This document contains macros. Save it without them, as docx, xlsx or pptx, and try again.")
        )
    if any(word in lowered for word in FOREIGN):
        raise ValidationError(_("This document carries another file inside it. Add that on its own."))
    kinds = {MAIN[one] for one in types if one in MAIN}
    if len(kinds) != 1:
        raise unknown()
    return kinds.pop()


def check_relations(part: bytes) -> None:
    """Links that a reader clicks may lead anywhere; everything else must lie in the document."""

    def begin(name: str, attributes: Attributes) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        if attributes.get("TargetMode", "").lower() == "external" and kind != "hyperlink":
            raise loads()
        if kind == "afchunk":
            raise ValidationError(_("This document carries another file inside it. Add that on its own."))

    walk([part], begin)


def check_manifest(part: bytes) -> None:
    def begin(name: str, attributes: Attributes) -> None:
        if name == "encryption-data":
            raise ValidationError(_("This file is protected by a password. Save it without one and try again."))

    walk([part], begin)


def check_drawn(archive: Archive, name: str) -> None:
    """In OpenDocument pictures, sections and objects must lie in the document."""

    def begin(element: str, attributes: Attributes) -> None:
        targets = [value for name, value in attributes.items() if name.rpartition(":")[2] == "href"]
        if element == "applet" or (element not in CLICKED and any(map(is_elsewhere, targets))):
            raise loads()

    walk(archive.pieces(name), begin)


def is_elsewhere(target: str) -> bool:
    return ":" in target or target.startswith(("//", "\\\\", "../", "/"))


def loads() -> ValidationError:
    return ValidationError(_("This document loads something from elsewhere. Cut that link and try again."))
