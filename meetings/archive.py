"""What the archive's page shows of every meeting: what lies ahead, the record by biennium, and the map."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import ngettext

from ifiso.mapping import PlaceMap
from meetings.biennia import Biennium, biennia
from meetings.models import Host, Meeting, Phase, Report
from meetings.phases import phase_in_words, registration_in_words
from meetings.places import map_of
from meetings.turnouts import counted_organizations, named_organizations, organizations_in_words
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
        hosts[meeting].append(HostedBy(acronym, reverse("member", args=[slug]), local_group))
    return hosts


def count_reports() -> Mapping[int, str]:
    """`2 reports`, by the meeting's id."""
    numbers = Counter(Report.objects.published().exclude(meeting=None).values_list("meeting_id", flat=True))
    words = {count: ngettext("%(count)d report", "%(count)d reports", count) for count in numbers.values()}
    return {meeting: words[count] % {"count": count} for meeting, count in numbers.items()}
