"""What the archive's page shows of every meeting: what lies ahead, the record by biennium, and the map."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from ifiso.dates import today
from ifiso.mapping import PlaceMap
from meetings.biennia import Biennium, biennia
from meetings.models import Delegation, Host, Meeting, Phase, Report
from meetings.phases import phase_in_words, registration_in_words
from meetings.places import map_of
from meetings.turnouts import organizations_in_words
from organizations.models import Milestone

HOSTS = Prefetch("hosts", Host.objects.select_related("organization").order_by("pk"))
SOONEST_FIRST = (Phase.RUNNING, Phase.REGISTRATION_OPEN, Phase.ANNOUNCED)


@dataclass(frozen=True)
class Record:
    """A meeting's line in the archive. `standing` is its phase in words, empty once it is over."""

    meeting: Meeting
    phase: Phase
    standing: str
    registration: str
    organizations: str
    reports: int


@dataclass(frozen=True)
class Archive:
    """`ahead`: running meetings, then those to come, the soonest first; `held`: how many are over, demo aside."""

    ahead: Sequence[Record]
    biennia: Sequence[Biennium]
    map: PlaceMap | None
    held: int
    first_year: int


def read(now: datetime) -> Archive:
    """The whole archive at the moment `now`; six queries."""
    records = read_records(now)
    over = [record.meeting for record in records if record.phase == Phase.OVER and not record.meeting.is_demo]
    first_year = min((meeting.year for meeting in over), default=today().year)
    story = Milestone.objects.exclude(dated="").order_by("dated").values_list("dated", flat=True).first()
    return Archive(
        ahead=[record for phase in SOONEST_FIRST for record in records if record.phase == phase],
        biennia=biennia(records, first_year=story.year if story else first_year, this_year=today().year),
        map=map_of(over),
        held=len(over),
        first_year=first_year,
    )


def read_records(now: datetime) -> list[Record]:
    """All published meetings, oldest first."""
    reports = Counter(Report.objects.published().exclude(meeting=None).values_list("meeting_id", flat=True))
    named = named_organizations()
    meetings = Meeting.objects.published().chronological().prefetch_related(HOSTS, "turnouts")
    return [record_of(meeting, now, reports[meeting.pk], named) for meeting in meetings]


def named_organizations() -> dict[int, set[int]]:
    """Of each meeting's id, the ids of the organizations that are on record as present, hosts aside."""
    named: dict[int, set[int]] = {}
    present = Delegation.objects.present().of_organizations()
    for meeting, organization in present.values_list("meeting_id", "organization_id"):
        named.setdefault(meeting, set()).add(organization)
    return named


def record_of(meeting: Meeting, now: datetime, reports: int, named: dict[int, set[int]]) -> Record:
    present = named.get(meeting.pk, set()) | {host.organization_id for host in meeting.hosts.all()}
    phase = meeting.phase(now)
    return Record(
        meeting=meeting,
        phase=phase,
        standing="" if phase == Phase.OVER else phase_in_words(meeting, now),
        registration=registration_in_words(meeting, now),
        organizations=organizations_in_words(meeting, len(present)) if phase == Phase.OVER else "",
        reports=reports,
    )
