"""What the page of the agenda shows besides the sessions: the last release, what moved, and ways to narrow it down."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ifiso.facets import Choice, Facet, Narrowed
from meetings.changes import traces_of
from meetings.models import AgendaRelease, Meeting, Phase
from meetings.models.meetings import zone_named
from meetings.reads.agenda import agenda_of, sessions_of
from meetings.reads.entries import Agenda, Entry

FEW = 6  # sessions; so many are found without a filter


@dataclass(frozen=True)
class Menu:
    """One way to narrow the agenda down, with the number of sessions of each choice in the whole of it."""

    name: str
    title: str | Promise
    choices: Sequence[Choice]
    chosen: str


@dataclass(frozen=True)
class PublicAgenda:
    """`released` is when the release was made, in words; `found` are the primary keys that the filter left."""

    meeting: Meeting
    agenda: Agenda
    release: AgendaRelease | None
    released: str
    menus: Sequence[Menu]
    found: Collection[int]
    phase: Phase

    @property
    def is_running(self) -> bool:
        return self.phase == Phase.RUNNING

    @property
    def is_past(self) -> bool:
        return self.phase in {Phase.OVER, Phase.CANCELLED}

    @property
    def is_narrowed(self) -> bool:
        return any(menu.chosen for menu in self.menus)

    @property
    def spoken(self) -> str:
        """How many sessions there are, or are left of them."""
        words = {"found": len(self.found), "count": self.agenda.count}
        return (_("%(found)d of %(count)d sessions") if self.is_narrowed else _("%(count)d sessions")) % words


def public_agenda(meeting: Meeting, asked: Mapping[str, str], now: datetime) -> PublicAgenda:
    """The agenda of `meeting`, narrowed to what `asked`, a query string's parameters, chooses; six queries."""
    release = meeting.releases.defer("content", "changes").order_by("-number").first()
    zone = zone_named(release.time_zone) if release else meeting.zone
    agenda = agenda_of(meeting, sessions_of(meeting), meeting.outcomes.all(), zone=zone, traces=traces_of(meeting))
    rows = [entry for entry in agenda.entries if not entry.is_break]
    narrowed = Narrowed(rows, facets(rows), asked)
    found = {entry.pk for entry in narrowed.rows}
    return PublicAgenda(
        meeting=meeting,
        agenda=agenda.narrowed_to(found) if narrowed.asked else agenda,
        release=release,
        released=moment_in_words(release.released_at.astimezone(zone)) if release else "",
        menus=menus(rows, narrowed.asked),
        found=found,
        phase=meeting.phase(now),
    )


def moment_in_words(local: datetime) -> str:
    """`14 March 2027, 18:05`."""
    words = {"day": local.day, "month": MONTHS[local.month], "year": local.year, "time": f"{local:%H:%M}"}
    return _("%(day)d %(month)s %(year)d, %(time)s") % words


def facets(rows: Sequence[Entry]) -> list[Facet]:
    topics = {topic.slug: topic.name for entry in rows for topic in entry.topics}
    kinds = {entry.kind_key: entry.kind for entry in rows}
    leaders = {leader.key: leader.name for entry in rows for leader in entry.leaders}
    return [
        named("topic", gettext_lazy("Topic"), topics, lambda entry: [topic.slug for topic in entry.topics]),
        named("kind", gettext_lazy("Kind"), kinds, lambda entry: [entry.kind_key]),
        named("organization", gettext_lazy("Led by"), leaders, lambda entry: [one.key for one in entry.leaders]),
    ]


def named(name: str, title: str | Promise, names: Mapping[str, str], values) -> Facet:
    return Facet(name, title, values, names.__getitem__, lambda value: names[value].casefold())


def menus(rows: Sequence[Entry], asked: Mapping[str, str]) -> list[Menu]:
    """Those that offer a choice. They count the whole agenda, so that no choice changes the others' numbers."""
    if len(rows) <= FEW and not asked:
        return []
    whole = Narrowed(rows, facets(rows), {}).menus
    return [
        Menu(menu.name, menu.title, menu.choices, asked.get(menu.name, ""))
        for menu in whole
        if len(menu.choices) > 2 or menu.name in asked
    ]
