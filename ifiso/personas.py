"""The people of the demo: who they are, and what to try as each of them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Persona:
    key: str
    name: str
    role: str | Promise
    what: str | Promise

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


PERSONAS = [
    Persona(
        "alice",
        "Alice Arbor",
        _("Liaison"),
        _("Speaks for an organization: its mandate, its meetings and the outcomes that it owns are on her desk."),
    ),
    Persona(
        "bob",
        "Bob Birch",
        _("Deputy liaison of the same organization"),
        _("Shares Alice's seat under a title of his own, and sees what she sees."),
    ),
    Persona(
        "charlie",
        "Charlie Cedar",
        _("Liaison of another organization"),
        _("Sees his own organization's matters, and of Alice's only what everybody sees."),
    ),
    Persona(
        "paul",
        "Paul Poplar",
        _("Delegate"),
        _("Has no mandate; goes to a meeting for an organization and finds it on his desk."),
    ),
    Persona(
        "erin",
        "Erin Elm",
        _("Host of a meeting"),
        _("Her organization runs a meeting; another of its meetings is just over and waits for its report."),
    ),
    Persona(
        "dana",
        "Dana Dogwood",
        _("Management team"),
        _("Answers enquiries in the office, with a clock beside each of them."),
    ),
    Persona(
        "root",
        "Ruth Redwood",
        _("Superuser"),
        _("Opens the back office, where every record can be entered and corrected."),
    ),
]


def find_persona(key: str) -> Persona | None:
    """The persona of this key, such as `alice`; None for nobody's."""
    return next((persona for persona in PERSONAS if persona.key == key), None)
