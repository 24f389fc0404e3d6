"""The lists that a host works with: each holds what its readers need, and nothing else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ifiso.text import fold
from meetings.models import Answer
from meetings.reads.counts import Counts, nights_of
from meetings.reads.registered import Person

Cell = str | int | date | time | None
Words = str | Promise


@dataclass(frozen=True)
class Table:
    """`rows` have a cell for each of the `columns`."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    @property
    def by_column(self) -> list[list[tuple[str, Cell]]]:
        """The rows, each cell with the name of its column."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Sheet:
    """One list: `name` is its address, `note` what it leaves out."""

    name: str
    title: Words
    purpose: Words
    tables: Sequence[Table]
    note: str = ""

    @property
    def size(self) -> int:
        """How many lines it has."""
        return sum(len(table.rows) for table in self.tables)


@dataclass(frozen=True)
class Kind:
    """A kind of list. Those that are not `circulates` are for the host alone, and each file of one is written down."""

    title: Words
    purpose: Words
    tables: Callable[[Counts], list[Table]]
    note: Callable[[Counts], str] = field(default=lambda counts: "")
    circulates: bool = False


def make_sheet(name: str, counts: Counts) -> Sheet:
    """The list `name` of KINDS."""
    kind = KINDS[name]
    return Sheet(name, kind.title, kind.purpose, kind.tables(counts), kind.note(counts))


def kitchen(counts: Counts) -> list[Table]:
    numbers: list[Sequence[Cell]] = [[tally.label, tally.count] for tally in counts.diets]
    untold = len(counts.confirmed) - len(counts.told)
    if untold:
        numbers.append([_("not said yet"), untold])
    careful = [p for p in by_name(counts.told) if p.logistics.diet or p.logistics.allergies]
    return [
        Table(_("How many"), [_("Diet"), _("People")], numbers),
        Table(
            _("Who needs something"),
            [_("Name"), _("Diet"), _("Allergies")],
            [[person.delegate.name, person.logistics.diet, person.logistics.allergies] for person in careful],
        ),
    ]


def arrivals(counts: Counts) -> list[Table]:
    untold = [p for p in by_name(counts.confirmed) if not (p.logistics and p.logistics.arrives_at)]
    return [
        journeys(counts, _("Arrivals"), "arrives_at", "arrives_by", "arrival_number"),
        journeys(counts, _("Departures"), "departs_at", "departs_by", "departure_number"),
        Table(_("Have not said when they arrive"), [_("Name"), _("Organization")], [who(person) for person in untold]),
    ]


def journeys(counts: Counts, title: str, moment: str, means: str, number: str) -> Table:
    """Those who travel, in the order of their moments, which are shown by the clocks at the meeting."""
    travellers = [person for person in counts.told if getattr(person.logistics, moment)]
    rows = []
    for person in sorted(travellers, key=lambda person: getattr(person.logistics, moment)):
        logistics = person.logistics
        local: datetime = getattr(logistics, moment).astimezone(counts.meeting.zone)
        by = getattr(logistics, f"get_{means}_display")()
        rows.append([local.date(), local.time(), by, getattr(logistics, number), *who(person), person.delegate.phone])
    columns = [_("Day"), _("Time"), _("By"), _("Number"), _("Name"), _("Organization"), _("Phone")]
    return Table(title, columns, rows)


def emergency(counts: Counts) -> list[Table]:
    rows: list[Sequence[Cell]] = []
    for person in by_name(counts.confirmed):
        contact = person.logistics
        called = (
            [contact.emergency_name, contact.emergency_relation, contact.emergency_phone] if contact else ["", "", ""]
        )
        rows.append([*who(person), person.delegate.phone, *called])
    columns = [_("Name"), _("Organization"), _("Phone"), _("In an emergency call"), _("Who that is"), _("Their phone")]
    return [Table(_("Emergency contacts"), columns, rows)]


def rooms(counts: Counts) -> list[Table]:
    rows: list[Sequence[Cell]] = []
    for person in by_name(counts.confirmed):
        logistics = person.logistics
        if logistics and logistics.nights == 0:
            continue
        nights = nights_of(person, counts.meeting)
        stay = [nights[0], len(nights)] if nights else [None, logistics and logistics.nights]
        rows.append([*who(person), person.delegate.get_kind_display(), *stay, logistics.room_mate if logistics else ""])
    columns = [_("Name"), _("Organization"), _("Kind"), _("First night"), _("Nights"), _("Would like to share with")]
    beds: list[Sequence[Cell]] = [[night, count] for night, count in counts.nights]
    return [Table(_("Who sleeps here"), columns, rows), Table(_("Beds each night"), [_("Night of"), _("Beds")], beds)]


def participants(counts: Counts) -> list[Table]:
    """Those who agreed that the other participants read their name."""
    listed = [person for person in counts.confirmed if person.delegate.listed_to_participants_since]
    rows = [[*who(p), p.delegate.get_kind_display(), p.delegate.role_title] for p in by_name(listed)]
    return [Table(_("Participants"), [_("Name"), _("Organization"), _("Kind"), _("Role")], rows)]


def unlisted(counts: Counts) -> str:
    count = sum(not person.delegate.listed_to_participants_since for person in counts.confirmed)
    words = ngettext(
        "%(count)d more person comes, who has not agreed to be on this list.",
        "%(count)d more people come, who have not agreed to be on this list.",
        count,
    )
    return words % {"count": count} if count else ""


def answers(counts: Counts) -> list[Table]:
    """A line for each person with a place, a column for each question."""
    questions = list(counts.meeting.questions.all())
    given = {
        (delegate, question): value
        for delegate, question, value in Answer.objects.filter(question__meeting=counts.meeting).values_list(
            "delegate_id", "question_id", "value"
        )
    }
    rows: list[Sequence[Cell]] = [
        [*who(person), *(answer_in_words(given.get((person.delegate.pk, question.pk))) for question in questions)]
        for person in by_name(counts.confirmed)
    ]
    return [Table(_("Answers"), [_("Name"), _("Organization"), *(question.text for question in questions)], rows)]


def answer_in_words(value: object) -> str | int:
    """An answer of whatever kind as a cell; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value if isinstance(value, int) else str(value)


def who(person: Person) -> list[Cell]:
    return [person.delegate.name, person.party]


def by_name(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda person: fold(person.delegate.name) or person.delegate.name)


KINDS = {
    "kitchen": Kind(
        gettext_lazy("Kitchen"),
        gettext_lazy("For whoever cooks: how many eat what, and by name only those who need something."),
        kitchen,
    ),
    "arrivals": Kind(
        gettext_lazy("Arrivals and departures"),
        gettext_lazy("For whoever meets people at the airport and the station."),
        arrivals,
    ),
    "rooms": Kind(gettext_lazy("Rooms"), gettext_lazy("For whoever hands out the keys."), rooms),
    "emergency": Kind(
        gettext_lazy("Emergency contacts"),
        gettext_lazy("For the host alone, and only for an emergency. Hand it to nobody and leave it nowhere."),
        emergency,
    ),
    "answers": Kind(
        gettext_lazy("Answers to your questions"), gettext_lazy("What people with a place answered."), answers
    ),
    "participants": Kind(
        gettext_lazy("Participants"),
        gettext_lazy("For everybody who comes: the names of those who agreed that the others read them."),
        participants,
        unlisted,
        circulates=True,
    ),
}
