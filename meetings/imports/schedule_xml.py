"""`schedule.xml`: `<day>` holds `<room>`, `<room>` holds `<event>`. Nothing is looked up and nothing expanded."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from meetings.imports import Raw, Reading, UnreadableError
from meetings.imports.schedules import entry, reading
from meetings.imports.xml_reading import XmlReader

KIND = "schedule_xml"


def read_xml(data: bytes | str) -> Reading:
    """The events of a `schedule.xml`; UnreadableError where it is none, or has a DOCTYPE."""
    parser = Parser()
    parser.feed(data)
    if parser.root != "schedule":
        raise UnreadableError(_("This XML is no schedule: its outermost element is not <schedule>."), 1)
    return reading(KIND, parser.events())


class Parser(XmlReader):
    """Collects the texts of each event's own elements, one level deep, and its persons."""

    def __init__(self):
        super().__init__()
        self.day = ""
        self.room = ""
        self.current: dict[str, str] | None = None
        self.persons: list[str] = []
        self.found: list[tuple[int, dict[str, str], str]] = []
        self.begins = 0

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "day":
            self.day = attributes.get("date", "")
        elif name == "room" and self.current is None:
            self.room = attributes.get("name", "")
        elif name == "event":
            self.begins = self.line
            self.current, self.persons = {"room": self.room, "guid": attributes.get("guid", "")}, []

    def closed(self, name: str, text: str) -> None:
        if self.current is None:
            return
        if name == "event":
            self.current["persons"] = ", ".join(self.persons)
            self.found.append((self.begins, self.current, self.day))
            self.current = None
        elif name == "person" and text:
            self.persons.append(text)
        elif self.path and self.path[-1] == "event" and text:
            self.current[name] = text

    def events(self) -> Iterator[Raw]:
        return (entry(line, event, day) for line, event, day in self.found)
