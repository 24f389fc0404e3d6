"""Rooms, organizations, partners, topics and kinds by the names that people use for them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ifiso.text import fold
from meetings.models import Meeting, Topic
from meetings.models.sessions import SessionKind
from organizations.models import Organization, Partner

EVERYWHERE = {"all", "all rooms", "in all rooms", "everywhere", "every room", "all of them"}
# What people write where they do not know yet.
NOTHING = {"tba", "tbd", "tbc", "to be announced", "none", "unknown", "n a", "room not known", "no room", "no room yet"}
KINDS = {
    SessionKind.PRESENTATION: "presentation, presentations, organization presentation, talk, lecture, keynote, speech",
    SessionKind.BEST_PRACTICE: "best practice, best practices, best practice session, good practice, sharing",
    SessionKind.TRAINING: "training, trainings, training session, course, skills",
    SessionKind.WORKSHOP: "workshop, workshops, session, working group, discussion, panel, hands on, parallel session",
    SessionKind.PARTNER: "partner, partner session, sponsor, sponsor session, external",
    SessionKind.PLENARY: "plenary, opening, closing, opening plenary, closing plenary, plenary session, ceremony, "
    "opening ceremony, closing ceremony, meeting, general assembly",
    SessionKind.OPEN_SPACE: "open space, free, barcamp, unconference, open",
    SessionKind.SOCIAL: "social, social programme, social program, party, evening, excursion, trip, city tour, "
    "sightseeing, dinner, arrival, departure, fun, game, games",
    SessionKind.BREAK: "break, coffee, coffee break, tea, tea break, lunch, lunch break, breakfast, pause, meal, "
    "free time",
}
KIND_NAMED = {fold(name): kind for kind, names in KINDS.items() for name in names.split(", ")}
# Words of a title from which its kind follows where no column tells it.
TELLING = {
    SessionKind.BREAK: {"break", "coffee", "lunch", "breakfast", "pause"},
    SessionKind.PLENARY: {"plenary", "opening", "closing"},
    SessionKind.SOCIAL: {"dinner", "party", "social", "excursion", "arrival", "departure", "sightseeing"},
    SessionKind.TRAINING: {"training"},
    SessionKind.PRESENTATION: {"presentation", "presentations"},
}
SEPARATORS = re.compile(r"\s*[,;/&+\n|]\s*|\s+and\s+")
IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")


def kind_of(text: str) -> SessionKind | None:
    """The kind that `text` names, itself or with brackets left out; None for an unknown word."""
    return KIND_NAMED.get(fold(text)) or KIND_NAMED.get(fold(IN_BRACKETS.sub("", text)))


def kind_from(title: str) -> SessionKind:
    """The kind that a title suggests."""
    words = set(fold(title).split())
    return next((kind for kind, telling in TELLING.items() if words & telling), SessionKind.WORKSHOP)


@dataclass
class Names:
    """What a meeting's agenda can name, by folded name. Rooms and topics that are not there are kept as written."""

    rooms: dict[str, str]
    topics: dict[str, str]
    organizations: dict[str, int]
    partners: dict[str, int]
    new_rooms: dict[str, str] = field(default_factory=dict)
    new_topics: dict[str, str] = field(default_factory=dict)

    @classmethod
    def known_to(cls, meeting: Meeting) -> "Names":
        """Four queries."""
        organizations = Organization.objects.values_list("pk", "acronym", "name")
        return cls(
            rooms={fold(name): name for name in meeting.rooms.values_list("name", flat=True)},
            topics={fold(name): name for name in Topic.objects.values_list("name", flat=True)},
            organizations=dict(
                [(fold(name), pk) for pk, _acronym, name in organizations]
                + [(fold(acronym), pk) for pk, acronym, _name in organizations]
            ),
            partners={fold(name): pk for pk, name in Partner.objects.values_list("pk", "name")},
        )

    def room(self, text: str) -> str:
        """The room's name as the meeting writes it, or as it will be written in a new one."""
        return known_or_new(text, self.rooms, self.new_rooms)

    def topics_in(self, text: str) -> list[str]:
        whole = self.topics.get(fold(text))
        parts = [whole] if whole else [part for part in re.split(r"\s*[,;\n|]\s*", text) if fold(part)]
        return list(dict.fromkeys(known_or_new(part, self.topics, self.new_topics) for part in parts))

    def leads_in(self, text: str) -> tuple[list[tuple[int | None, int | None]], list[str]]:
        """The keys of organization or partner of each whom `text` names, and the words that name nobody."""
        leads, unknown = [], []
        for part in self.parties(text):
            lead = self.lead(part)
            if lead is None:
                unknown.append(part)
            elif lead not in leads:
                leads.append(lead)
        return leads, unknown

    def parties(self, text: str) -> Iterable[str]:
        if self.lead(text):
            return [text]
        return split(text)

    def lead(self, text: str) -> tuple[int | None, int | None] | None:
        for name in (fold(text), fold(IN_BRACKETS.sub("", text))):
            if name in self.organizations:
                return self.organizations[name], None
            if name in self.partners:
                return None, self.partners[name]
        return None


def split(text: str) -> Iterator[str]:
    return (part for part in SEPARATORS.split(text) if fold(part))


def known_or_new(text: str, known: dict[str, str], new: dict[str, str]) -> str:
    text = " ".join(text.split())
    return known.get(fold(text)) or new.setdefault(fold(text), text)
