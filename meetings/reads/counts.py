"""The numbers that a host plans with: who comes, what they eat, when they arrive, how many beds it takes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from ifiso.text import fold
from meetings.models import Delegate, Meeting
from meetings.reads.registered import Gap, Person

NIGHT_ENDS = 6  # who arrives before this hour needs a bed for the night that is ending
NOT_SAID = gettext_lazy("not said")


@dataclass(frozen=True)
class Tally:
    """How many people share a value; `share` is the percentage of the largest tally of its kind."""

    label: str
    count: int
    share: int = 0
    is_unknown: bool = False


@dataclass(frozen=True)
class PartyCount:
    """An organization, a partner, or those without one: how many people of each kind have a place, and who waits."""

    party: str
    kinds: Sequence[int]
    confirmed: int
    waiting: int
    quota: int | None


@dataclass(frozen=True)
class ArrivalDay:
    """The hours of one day in which people arrive, by the clocks at the meeting."""

    day: date
    count: int
    hours: Sequence[Tally]


@dataclass(frozen=True)
class Counts:
    """`people` is everybody registered; `with_logistics` says whether their logistics were read."""

    meeting: Meeting
    people: Sequence[Person]
    with_logistics: bool

    @cached_property
    def confirmed(self) -> list[Person]:
        return [person for person in self.people if person.is_confirmed]

    @cached_property
    def waiting(self) -> int:
        return sum(person.is_waiting for person in self.people)

    @cached_property
    def ended(self) -> int:
        """How many withdrew or were refused."""
        return len(self.people) - len(self.confirmed) - self.waiting

    @property
    def free(self) -> int | None:
        """None where the meeting names no capacity."""
        return None if self.meeting.capacity is None else max(0, self.meeting.capacity - len(self.confirmed))

    @property
    def filled(self) -> int:
        """The percentage of the places that are taken."""
        return min(100, round(100 * len(self.confirmed) / self.meeting.capacity)) if self.meeting.capacity else 0

    @cached_property
    def kinds(self) -> list[Delegate.Kind]:
        """The kinds that somebody with a place is of."""
        present = {person.delegate.kind for person in self.confirmed}
        return [kind for kind in Delegate.Kind if kind in present]

    @cached_property
    def parties(self) -> list[PartyCount]:
        """By name; those without an organization last, as they are in `people`."""
        grouped: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            if person.is_confirmed or person.is_waiting:
                grouped[person.party].append(person)
        return [self.party_count(party, people) for party, people in grouped.items()]

    def party_count(self, party: str, people: Sequence[Person]) -> PartyCount:
        places = Counter(person.delegate.kind for person in people if person.is_confirmed)
        delegation = people[0].delegate.delegation
        return PartyCount(
            party or _("without an organization"),
            [places[kind] for kind in self.kinds],
            places.total(),
            sum(person.is_waiting for person in people),
            delegation.quota if delegation else None,
        )

    @cached_property
    def gaps(self) -> list[tuple[Gap, int]]:
        """What is missing, and of how many people, of those who have a place."""
        found = Counter(gap for person in self.confirmed for gap in person.gaps)
        return [(gap, found[gap]) for gap in Gap if found[gap]]

    @cached_property
    def countries(self) -> list[Tally]:
        """Countries of residence, for grants; the most frequent first."""
        found = Counter(str(person.delegate.country) for person in self.confirmed)
        known = [(countries.name(code), count) for code, count in found.items() if code]
        return with_shares(sorted(known, key=by_frequency), found[""])

    @cached_property
    def ages(self) -> list[Tally]:
        """In the order of age, for grants."""
        found = Counter(person.delegate.age_band for person in self.confirmed)
        known = [(str(band.label), found[band]) for band in Delegate.AgeBand if found[band]]
        return with_shares(known, found[""])

    @cached_property
    def diets(self) -> list[Tally]:
        """What people wrote, however they spelled it; no special diet is one of the answers."""
        return tallies(self.told, lambda person: person.logistics.diet, unknown=_("no special diet"))

    @property
    def allergic(self) -> int:
        return sum(bool(person.logistics.allergies) for person in self.told)

    @cached_property
    def told(self) -> list[Person]:
        """Those with a place who have filled in their logistics."""
        return [person for person in self.confirmed if person.logistics]

    @cached_property
    def arrivals(self) -> list[ArrivalDay]:
        hours: dict[date, Counter[int]] = defaultdict(Counter)
        for person in self.told:
            if person.logistics.arrives_at:
                local = person.logistics.arrives_at.astimezone(self.meeting.zone)
                hours[local.date()][local.hour] += 1
        busiest = max((count for day in hours.values() for count in day.values()), default=0)
        return [ArrivalDay(day, hours[day].total(), by_hour(hours[day], busiest)) for day in sorted(hours)]

    @cached_property
    def nights(self) -> list[tuple[date, int]]:
        """For each night, named by the day on which it begins, how many beds those need who told arrival and nights."""
        beds: Counter[date] = Counter()
        for person in self.told:
            for night in nights_of(person, self.meeting):
                beds[night] += 1
        return sorted(beds.items())

    @property
    def nights_unknown(self) -> int:
        """How many have a place and have not told both."""
        return sum(not knows_nights(person) for person in self.confirmed)


def by_hour(counts: Counter[int], busiest: int) -> list[Tally]:
    return [Tally(f"{hour:02}:00", counts[hour], percent(counts[hour], busiest)) for hour in sorted(counts)]


def knows_nights(person: Person) -> bool:
    """Whether it is known which nights the person sleeps here; who needs no bed need not say when."""
    logistics = person.logistics
    if logistics is None or logistics.nights is None:
        return False
    return logistics.nights == 0 or logistics.arrives_at is not None


def nights_of(person: Person, meeting: Meeting) -> list[date]:
    logistics = person.logistics
    if logistics is None or logistics.arrives_at is None or not logistics.nights:
        return []
    local = logistics.arrives_at.astimezone(meeting.zone)
    first = local.date() - timedelta(days=local.hour < NIGHT_ENDS)
    return [first + timedelta(days=number) for number in range(logistics.nights)]


def tallies(people: Iterable[Person], value: Callable[[Person], str], *, unknown: str = "") -> list[Tally]:
    """The most frequent first, each under its commonest spelling; `unknown` is what an empty value is called."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    empty = 0
    for person in people:
        if text := value(person).strip():
            spellings[fold(text) or text][text] += 1
        else:
            empty += 1
    known = [(words.most_common(1)[0][0], words.total()) for words in spellings.values()]
    return with_shares(sorted(known, key=by_frequency), empty, unknown)


def by_frequency(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], fold(pair[0])


def with_shares(known: Sequence[tuple[str, int]], empty: int, unknown: str = "") -> list[Tally]:
    largest = max([count for _label, count in known] + [empty], default=0)
    found = [Tally(label, count, percent(count, largest)) for label, count in known]
    if empty:
        found.append(Tally(unknown or str(NOT_SAID), empty, percent(empty, largest), is_unknown=True))
    return found


def percent(count: int, largest: int) -> int:
    return round(100 * count / largest) if largest else 0
