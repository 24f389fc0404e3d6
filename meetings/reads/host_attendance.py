"""Whom a host ticks off after the meeting: every delegation with its people, and how many came of which kind."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.actions.attendance import roll_of
from meetings.models import Delegate, Delegation, Meeting


@dataclass(frozen=True)
class Line:
    """A delegation and the names of its people; `expected` tells whether it said that it would come."""

    delegation: Delegation
    people: Sequence[str]

    @property
    def expected(self) -> bool:
        return bool(self.people) or self.delegation.answer == Delegation.Answer.COMING

    @property
    def came(self) -> bool:
        """As is on record; where nothing is, as is likely."""
        attended = self.delegation.attended
        return self.expected if attended is None else attended


@dataclass(frozen=True)
class Roll:
    """`hosts` are names, `kinds` counts of people who have a place, by what they are; `guests` come by themselves."""

    lines: Sequence[Line]
    hosts: Sequence[str]
    guests: Sequence[str]
    kinds: Sequence[tuple[str, int]]

    @property
    def people(self) -> int:
        return sum(count for _kind, count in self.kinds)

    @property
    def expected(self) -> list[Line]:
        return [line for line in self.lines if line.expected or line.delegation.attended]

    @property
    def others(self) -> list[Line]:
        expected = {line.delegation.pk for line in self.expected}
        return [line for line in self.lines if line.delegation.pk not in expected]


def roll_for(meeting: Meeting) -> Roll:
    """Four queries, whatever the number of people."""
    people: dict[int | None, list[str]] = {}
    kinds: Counter[str] = Counter()
    for delegate in meeting.delegates.confirmed().order_by("name"):
        people.setdefault(delegate.delegation_id, []).append(delegate.name)
        kinds[delegate.kind] += 1
    hosts = meeting.hosts.select_related("organization").order_by("pk")
    return Roll(
        lines=[Line(delegation, people.get(delegation.pk, [])) for delegation in roll_of(meeting)],
        hosts=[str(host.organization) for host in hosts],
        guests=people.get(None, []),
        kinds=[(str(Delegate.Kind(kind).label), count) for kind, count in kinds.most_common()],
    )
