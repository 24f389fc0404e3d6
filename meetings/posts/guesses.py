"""How much speaks for each meeting or organization, and what follows from that."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from meetings.posts import Guess, Sureness

SURE, LIKELY = 5, 3
MOST = 5


@dataclass
class Evidence:
    """What speaks for one of them: points, and a sentence each."""

    slug: str
    name: str
    points: float = 0
    reasons: list[str] = field(default_factory=list)

    def add(self, points: float, reason: str) -> None:
        self.points += points
        self.reasons.append(reason)


def ranked(found: Iterable[Evidence]) -> list[Guess]:
    """The best first. Where two are as good, neither is more than likely."""
    best = sorted((one for one in found if one.points > 0), key=lambda one: (-one.points, one.slug))[:MOST]
    lead = best[0].points - (best[1].points if len(best) > 1 else 0) if best else 0
    guesses = []
    for number, one in enumerate(best):
        sureness = sureness_of(one.points) if number == 0 else Sureness.WEAK
        if number == 0 and lead < 1:
            sureness = Sureness.WEAK
        elif number == 0 and lead < LIKELY and sureness == Sureness.SURE:
            sureness = Sureness.LIKELY
        guesses.append(Guess(one.slug, one.name, sureness, _("; ").join(one.reasons)))
    return guesses


def sureness_of(points: float) -> Sureness:
    if points >= SURE:
        return Sureness.SURE
    return Sureness.LIKELY if points >= LIKELY else Sureness.WEAK


def chosen(guesses: list[Guess]) -> str:
    """The slug to propose; empty where none is more than a weak guess."""
    return guesses[0].slug if guesses and guesses[0].sureness != Sureness.WEAK else ""
