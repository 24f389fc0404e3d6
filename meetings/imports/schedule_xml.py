"""`schedule.xml`: `<day>` holds `<room>`, `<room>` holds `<event>`. Nothing is looked up and nothing expanded."""

from collections.abc import Iterator
from xml.parsers import expat

from django.utils.translation import gettext as _

from meetings.imports import Raw, Reading, UnreadableError
from meetings.imports.schedules import entry, reading

KIND = "schedule_xml"
DEEPEST = 60


def read_xml(data: bytes | str) -> Reading:
    """The events of a `schedule.xml`; UnreadableError where it is none, or has a DOCTYPE."""
    parser = Parser()
    parser.feed(data)
    if parser.root != "schedule":
        raise UnreadableError(_("This XML is no schedule: its outermost element is not <schedule>."), 1)
    return reading(KIND, parser.events())


class Parser:
    """Collects the texts of each event's own elements, one level deep, and its persons."""

    def __init__(self):
        self.root = ""
        self.path: list[str] = []
        self.text: list[str] = []
        self.day = ""
        self.room = ""
        self.current: dict[str, str] | None = None
        self.persons: list[str] = []
        self.found: list[tuple[int, dict[str, str], str]] = []
        self.line = 0

    def feed(self, data: bytes | str) -> None:
        # Text was decoded already, whatever encoding its first line names.
        self.parser = expat.ParserCreate("utf-8" if isinstance(data, str) else None)
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text.append
        try:
            self.parser.Parse(data.encode("utf-8", "replace") if isinstance(data, str) else data, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise UnreadableError(_("This is no valid XML: %(reason)s.") % {"reason": reason}, error.lineno) from None
        except (LookupError, UnicodeError, ValueError):
            raise UnreadableError(_("This XML names an encoding that cannot be read. Save it as UTF-8."), 1) from None

    def refuse_doctype(self, *_args) -> None:
        raise UnreadableError(
            _("This XML has a DOCTYPE, by which it could pull in other files. Take it out."),
            self.parser.CurrentLineNumber,
        )

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.path) >= DEEPEST:
            raise UnreadableError(_("This XML is nested too deeply."), self.parser.CurrentLineNumber)
        self.root = self.root or name
        self.path.append(name)
        self.text.clear()
        if name == "day":
            self.day = attributes.get("date", "")
        elif name == "room" and self.current is None:
            self.room = attributes.get("name", "")
        elif name == "event":
            self.line = self.parser.CurrentLineNumber
            self.current, self.persons = {"room": self.room, "guid": attributes.get("guid", "")}, []

    def end(self, name: str) -> None:
        self.path.pop()
        if self.current is None:
            return
        text = "".join(self.text).strip()
        self.text.clear()
        if name == "event":
            self.current["persons"] = ", ".join(self.persons)
            self.found.append((self.line, self.current, self.day))
            self.current = None
        elif name == "person" and text:
            self.persons.append(text)
        elif self.path and self.path[-1] == "event" and text:
            self.current[name] = text

    def events(self) -> Iterator[Raw]:
        return (entry(line, event, day) for line, event, day in self.found)
