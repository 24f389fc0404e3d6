"""Reads XML that strangers wrote, in one pass and within limits: nothing is looked up and nothing expanded."""

from abc import ABC, abstractmethod
from typing import NoReturn
from xml.parsers import expat

from django.utils.translation import gettext as _

from meetings.imports import UnreadableError

DEEPEST = 60
LONGEST = 1_000_000  # characters within one element


class XmlReader(ABC):
    """`root` is the outermost element, `path` the names of those that are open; subclasses say what is collected."""

    def __init__(self):
        self.root = ""
        self.path: list[str] = []
        self.text: list[str] = []
        self.size = 0

    @abstractmethod
    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; it is the last of `path`."""

    @abstractmethod
    def closed(self, name: str, text: str) -> None:
        """An element ended, with `text` as what stood in it behind its last child; `path` is what surrounds it."""

    @property
    def line(self) -> int:
        return self.parser.CurrentLineNumber

    def feed(self, data: bytes | str) -> None:
        """UnreadableError, with the line, for what is no XML, has a DOCTYPE, or is nested too deeply or too long."""
        # Text was decoded already, whatever encoding its first line names.
        self.parser = expat.ParserCreate("utf-8" if isinstance(data, str) else None)
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.take
        try:
            self.parser.Parse(data.encode("utf-8", "replace") if isinstance(data, str) else data, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise UnreadableError(_("This is no valid XML: %(reason)s.") % {"reason": reason}, error.lineno) from None
        except (LookupError, UnicodeError, ValueError):
            raise UnreadableError(_("This XML names an encoding that cannot be read. Save it as UTF-8."), 1) from None

    def refuse(self, sentence: str) -> NoReturn:
        raise UnreadableError(sentence, self.line)

    def refuse_doctype(self, *_args) -> None:
        self.refuse(_("This XML has a DOCTYPE, by which it could pull in other files. Take it out."))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.path) >= DEEPEST:
            self.refuse(_("This XML is nested too deeply."))
        self.root = self.root or name
        self.path.append(name)
        self.text, self.size = [], 0
        self.opened(name, attributes)

    def take(self, text: str) -> None:
        self.size += len(text)
        if self.size > LONGEST:
            self.refuse(_("This text is longer than a million characters."))
        self.text.append(text)

    def end(self, name: str) -> None:
        self.path.pop()
        text, self.text, self.size = "".join(self.text).strip(), [], 0
        self.closed(name, text)
