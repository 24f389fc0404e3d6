"""Everything that an organization's profile shows, gathered from both apps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.safestring import SafeString

from meetings.models import Delegation, Document, Host, Meeting, Outcome, Report, Session
from meetings.reads.presence import Presence, PresenceTable, presence_of
from meetings.reads.strips import Strip, begun
from organizations.clock import today
from organizations.models import Agreement, Figure, Membership, Organization, Remark, Source
from organizations.timelines import Seen, Timeline, in_words, timeline


@dataclass(frozen=True)
class Period:
    membership: Membership
    words: str


@dataclass(frozen=True)
class Visit:
    """A meeting at which the organization was; `rows` are those that say so."""

    meeting: Meeting
    role: str
    hosted: bool
    local_group: str
    rows: Sequence[Delegation | Host]

    @property
    def sources(self) -> list[Source]:
        return list(dict.fromkeys(row.source for row in self.rows if row.source))


@dataclass(frozen=True)
class FigureGroup:
    """All that the sources say about one kind of figure, latest first."""

    label: str
    figures: list[Figure]


@dataclass(frozen=True)
class Profile:
    organization: Organization
    is_member: bool
    periods: list[Period]
    timeline: Timeline
    strip: SafeString
    visits: list[Visit]
    first_seen: Meeting | None
    last_seen: Meeting | None
    upcoming: list[Meeting]
    foundings: list[Figure]
    figures: list[FigureGroup]
    remarks: list[Remark]
    sessions: list[Session]
    reports: list[Report]
    outcomes: list[Outcome]
    agreements: list[Agreement]
    documents: list[Document]
    sources: list[Source]


def profile_of(organization: Organization, now: datetime) -> Profile:
    """The profile as it stands at the moment `now`; a fixed number of queries."""
    memberships = list(organization.memberships.select_related("source"))
    meetings = begun(now)
    table = presence_of([organization], meetings)
    visits = visits_of(organization, meetings, table)
    seen = [Seen(moment(visit.meeting), visit.meeting.tint, visit.hosted) for visit in visits]
    figures = list(organization.figures.select_related("source").order_by("kind", "-as_of", "-value"))
    return Profile(
        organization=organization,
        is_member=any(not m.ended or (m.until and m.until.latest >= today()) for m in memberships),
        periods=[Period(membership, in_words(membership)) for membership in reversed(memberships)],
        timeline=timeline(memberships, seen, today()),
        strip=Strip(meetings, table).draw(organization),
        visits=visits[::-1],
        first_seen=visits[0].meeting if visits else None,
        last_seen=visits[-1].meeting if visits else None,
        upcoming=upcoming_of(organization, {meeting.pk for meeting in meetings}),
        foundings=[figure for figure in figures if figure.kind == Figure.Kind.FOUNDED],
        figures=groups_of(figure for figure in figures if figure.kind != Figure.Kind.FOUNDED),
        remarks=list(organization.remarks.select_related("source")),
        sessions=list(
            Session.objects.public()
            .filter(leads__organization=organization)
            .exclude(meeting__state=Meeting.State.DRAFT)
            .select_related("meeting", "source")
            .order_by("-meeting__year", "-meeting__starts_on", "day", "pk")
        ),
        reports=list(organization.reports.published().latest_first().select_related("meeting")),
        outcomes=list(organization.outcomes.select_related("meeting", "source")),
        agreements=list(organization.agreements.select_related("partner", "source")),
        documents=list(organization.documents_kept.public().select_related("source")),
        sources=list(organization.sources.all()),
    )


def visits_of(organization: Organization, meetings: list[Meeting], table: PresenceTable) -> list[Visit]:
    """The meetings at which it is known to have been, oldest first."""
    parts = {part.meeting_id: part for part in organization.delegations.present().select_related("source")}
    hostings = {host.meeting_id: host for host in organization.hostings.select_related("source")}
    return [
        visit_of(meeting, parts.get(meeting.pk), hostings.get(meeting.pk), hosted=presence == Presence.HOST)
        for meeting in meetings
        if (presence := table.get((organization.pk, meeting.pk))) in {Presence.HOST, Presence.ATTENDED}
    ]


def visit_of(meeting: Meeting, part: Delegation | None, host: Host | None, *, hosted: bool) -> Visit:
    role, group = part.get_role_display() if part else "", host.local_group if host else ""
    return Visit(meeting, role, hosted, group, [row for row in (host, part) if row])


def upcoming_of(organization: Organization, begun_ids: set[int]) -> list[Meeting]:
    """Published meetings that it will host."""
    hosted = Meeting.objects.published().filter(hosts__organization=organization).chronological()
    return [meeting for meeting in hosted if meeting.pk not in begun_ids]


def groups_of(figures: Iterable[Figure]) -> list[FigureGroup]:
    """The figures, which come sorted by kind, in the order in which the kinds matter to a reader."""
    order = list(Figure.Kind.values)
    groups = [FigureGroup(Figure.Kind(kind).label, list(group)) for kind, group in groupby(figures, lambda f: f.kind)]
    return sorted(groups, key=lambda group: order.index(group.figures[0].kind))


def moment(meeting: Meeting) -> float:
    """When it took place as a decimal year; by its season where no date is known."""
    if meeting.starts_on and len(meeting.starts_on.parts) > 1:
        day = meeting.starts_on.earliest
        return day.year + (day.timetuple().tm_yday - 1) / 366
    return meeting.year + {"spring": 0.3, "autumn": 0.8}.get(meeting.season, 0.55)
