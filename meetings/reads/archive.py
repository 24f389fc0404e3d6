"""What the archive's page shows of every meeting: what lies ahead, the record by biennium, and the map."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ifiso.addresses import address
from ifiso.mapping import PlaceMap
from meetings.models import Host, Meeting, Phase, Report
from meetings.phases import phase_in_words, registration_in_words
from meetings.reads.biennia import Biennium, biennia
from meetings.reads.places import map_of
from meetings.reads.turnouts import counted_organizations, named_organizations, organizations_in_words
from organizations.clock import today
from organizations.models import Milestone

SOONEST_FIRST = (Phase.RUNNING, Phase.REGISTRATION_OPEN, Phase.ANNOUNCED)


class HostedBy(NamedTuple):
    acronym: str
    url: str
    local_group: str


@dataclass(frozen=True)
class Record:
    """A meeting's line in the archive. `standing` is its phase in words, empty once it is over."""

    meeting: Meeting
    url: str
    phase: Phase
    standing: str
    registration: str
    hosts: Sequence[HostedBy]
    organizations: str
    reports: str

    @property
    def line(self) -> SafeString:
        """Its row, made here: two hundred of them take the template's engine longer than the rest of the page."""
        meeting = self.meeting
        return format_html(
            '<li class="season {}"><h4><a href="{}">{}</a>{}</h4>'
            "<p><b>{}</b><span>{}</span></p><p>{}</p><p>{}</p></li>",
            meeting.tint,
            self.url,
            meeting.name,
            format_html(' <span class="demo-mark">{}</span>', _("demo")) if meeting.is_demo else "",
            meeting.where or format_html("<i>{}</i>", _("place unknown")),
            meeting.when or format_html("<i>{}</i>", _("date unknown")),
            self._hosts(),
            self._outcome(),
        )

    def _hosts(self) -> SafeString | str:
        if not self.hosts:
            return "" if self.standing else format_html("<i>{}</i>", _("host unknown"))
        rows = (
            (h.url, h.acronym, format_html("<span>{}</span>", h.local_group) if h.local_group else "")
            for h in self.hosts
        )
        return format_html_join("", '<a href="{}">{}</a>{}', rows)

    def _outcome(self) -> SafeString:
        first = format_html('<b class="now">{}</b>', self.standing) if self.standing else ""
        if not first and self.organizations:
            first = format_html("<b>{}</b>", self.organizations)
        return format_html("{}{}", first, format_html("<span>{}</span>", self.reports) if self.reports else "")


@dataclass(frozen=True)
class Archive:
    """`ahead`: running meetings, then those to come, the soonest first; `held`: how many are over, demo aside."""

    ahead: Sequence[Record]
    biennia: Sequence[Biennium]
    map: PlaceMap | None
    held: int
    first_year: int


def read(now: datetime) -> Archive:
    """The whole archive at the moment `now`; seven queries, none of which builds more objects than meetings."""
    records = read_records(now)
    over = [record for record in records if record.phase == Phase.OVER and not record.meeting.is_demo]
    first_year = min((record.meeting.year for record in over), default=today().year)
    story = Milestone.objects.exclude(dated="").order_by("dated").values_list("dated", flat=True).first()
    return Archive(
        ahead=[record for phase in SOONEST_FIRST for record in records if record.phase == phase],
        biennia=biennia(records, first_year=story.year if story else first_year, this_year=today().year),
        map=map_of([(record.meeting, record.url) for record in over]),
        held=len(over),
        first_year=first_year,
    )


def read_records(now: datetime) -> list[Record]:
    """All published meetings, oldest first."""
    hosts, reports = read_hosts(), count_reports()
    named, counted = named_organizations(), counted_organizations()
    records = []
    for meeting in Meeting.objects.published().defer("about").chronological():
        phase = meeting.phase(now)
        over = phase == Phase.OVER
        records.append(
            Record(
                meeting=meeting,
                url=meeting.get_absolute_url(),
                phase=phase,
                standing="" if over else phase_in_words(meeting, now),
                registration="" if over else registration_in_words(meeting, now),
                hosts=hosts.get(meeting.pk, ()),
                organizations=organizations_in_words(meeting, counted.get(meeting.pk, ()), named[meeting.pk]),
                reports=reports.get(meeting.pk, ""),
            )
        )
    return records


def read_hosts() -> Mapping[int, Sequence[HostedBy]]:
    """The hosts of each meeting, by its id."""
    hosts: dict[int, list[HostedBy]] = defaultdict(list)
    rows = Host.objects.order_by("pk").values_list(
        "meeting_id", "organization__acronym", "organization__slug", "local_group"
    )
    for meeting, acronym, slug, local_group in rows:
        hosts[meeting].append(HostedBy(acronym, address("member", slug), local_group))
    return hosts


def count_reports() -> Mapping[int, str]:
    """`2 reports`, by the meeting's id."""
    numbers = Counter(Report.objects.published().exclude(meeting=None).values_list("meeting_id", flat=True))
    words = {count: ngettext("%(count)d report", "%(count)d reports", count) for count in numbers.values()}
    return {meeting: words[count] % {"count": count} for meeting, count in numbers.items()}
