"""The host's list of everybody registered: found by any word, narrowed by facets that show their counts."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ifiso.facets import Facet, Narrowed
from ifiso.text import matches
from meetings.models import Delegate
from meetings.reads.registered import Gap, Person

PAGE_SIZE = 100
LONGEST_QUERY = 100
ALONE = "–"  # stands for those without an organization in the address
STATES, KINDS, GAPS = (list(choices.values) for choices in (Delegate.State, Delegate.Kind, Gap))

FACETS = [
    Facet(
        "state",
        gettext_lazy("State"),
        lambda person: [person.delegate.state],
        lambda state: str(Delegate.State(state).label),
        STATES.index,
    ),
    Facet(
        "kind",
        gettext_lazy("Kind"),
        lambda person: [person.delegate.kind],
        lambda kind: str(Delegate.Kind(kind).label),
        KINDS.index,
    ),
    Facet("missing", gettext_lazy("Missing"), lambda person: person.gaps, lambda gap: str(Gap(gap).label), GAPS.index),
    Facet(
        "organization",
        gettext_lazy("Organization"),
        lambda person: [person.party or ALONE],
        lambda party: _("without an organization") if party == ALONE else party,
        lambda party: (party == ALONE, party.casefold()),
    ),
]


class Roll(Narrowed):
    """The people whom a query string asks for; `q` is what was searched for."""

    def __init__(self, people: Sequence[Person], asked: Mapping[str, str]):
        self.q = asked.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
        super().__init__(people, FACETS, asked, [person for person in people if matches(self.q, words(person))])

    def query(self, **changes: str) -> str:
        return super().query(**{"q": self.q, **changes})


def words(person: Person) -> str:
    """Everything by which a host might look for somebody."""
    delegate = person.delegate
    return f"{delegate.name} {delegate.email} {delegate.role_title} {person.party}"
