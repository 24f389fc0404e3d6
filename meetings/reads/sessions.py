"""What the page of one session shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from ifiso.addresses import address
from ifiso.copies import copy_at_hand, read_once
from meetings.changes import Change, Kind, changes_in
from meetings.models import AgendaRelease, Document, Lead, Meeting, Outcome, Session
from meetings.models.meetings import zone_named
from meetings.reads.agenda import agenda_of
from meetings.reads.entries import Agenda, Day, Entry
from meetings.rules import is_past
from organizations.models import Organization, Partner


@dataclass(frozen=True)
class Led:
    """Who leads it; `person` is named only as long as that person agrees to be listed publicly, else empty."""

    body: Organization | Partner
    person: str

    @property
    def full_name(self) -> str:
        """What the name stands for; empty for a partner, who has one name only."""
        return "" if isinstance(self.body, Partner) else self.body.name


@dataclass(frozen=True)
class Step:
    """What a release did to it; `url` leads to the release."""

    number: int
    url: str
    heading: str
    words: str


@dataclass(frozen=True)
class SessionPage:
    """`agenda` is that of this session alone, `previous` and `next` are its neighbours in the whole one.

    It `is_starrable` as long as somebody could miss it.
    """

    meeting: Meeting
    agenda: Agenda
    leads: Sequence[Led]
    documents: Sequence[Document]
    previous: Session | None
    next: Session | None
    story: Sequence[Step]
    is_starrable: bool

    @property
    def day(self) -> Day:
        return self.agenda.days[0]

    @property
    def entry(self) -> Entry:
        return self.agenda.entries[0]


def public_session(slug: str, pk: int) -> Session | None:
    """The session `pk` of the meeting `slug`, if everybody may see it, with what its page needs.

    A copy shows one after the other, so their meeting's sessions are read together.
    """
    if copy_at_hand():
        return sessions_by_number(slug).get(pk)
    return public_sessions(slug).filter(pk=pk).first()


@read_once
def sessions_by_number(slug: str) -> Mapping[int, Session]:
    return public_sessions(slug).in_bulk()


def public_sessions(slug: str) -> QuerySet[Session]:
    sessions = Session.objects.public().filter(meeting__slug=slug).exclude(meeting__state=Meeting.State.DRAFT)
    return sessions.select_related("meeting", "room", "source").prefetch_related(
        Prefetch("leads", Lead.objects.select_related("organization", "partner", "delegate").order_by("pk")),
        Prefetch("outcomes", Outcome.objects.select_related("source")),
        Prefetch("documents", Document.objects.public().minutes_first().select_related("custodian", "source")),
        "topics",
    )


def page_of(session: Session, now: datetime) -> SessionPage:
    meeting = session.meeting
    previous, following = neighbours(session)
    releases = releases_of(meeting)
    zone = zone_named(releases[-1].time_zone) if releases else meeting.zone
    return SessionPage(
        meeting=meeting,
        agenda=agenda_of(meeting, [session], session.outcomes.all(), zone=zone),
        leads=[led_by(lead) for lead in session.leads.all()],
        documents=list(session.documents.all()),
        previous=previous,
        next=following,
        story=story_of(session, releases),
        is_starrable=session.state == Session.State.SCHEDULED and not is_past(meeting, now),
    )


@read_once
def releases_of(meeting: Meeting) -> Sequence[AgendaRelease]:
    """Oldest first."""
    return list(meeting.releases.defer("content").order_by("number"))


def story_of(session: Session, releases: Sequence[AgendaRelease]) -> list[Step]:
    """What became of it from release to release, after the one in which it was new; `releases` are oldest first."""
    changes = [(release, change) for release in releases for change in changes_in(release)]
    return [
        Step(release.number, address("agenda_release", session.meeting.slug, release.number), *in_words(change))
        for release, change in changes
        if change.uid == str(session.uid) and change.kind != Kind.NEW
    ]


def in_words(change: Change) -> tuple[str, str]:
    return str(Kind(change.kind).label), change.words


def led_by(lead: Lead) -> Led:
    delegate, body = lead.delegate, lead.organization or lead.partner
    return Led(body, delegate.name if delegate and delegate.is_named else "")  # type: ignore[arg-type] # the database holds one of them


def neighbours(session: Session) -> tuple[Session | None, Session | None]:
    """The sessions before and after it in the agenda, breaks passed over; one query."""
    line = [one for one in line_of(session.meeting) if one == session or one.kind != Session.Kind.BREAK]
    around = [None, *line, None]
    at = around.index(session)
    return around[at - 1], around[at + 1]


@read_once
def line_of(meeting: Meeting) -> Sequence[Session]:
    """Its public sessions day by day, those without a day last."""
    line = list(meeting.sessions.public().in_order().only("meeting_id", "title", "kind", "day", "starts_at"))
    line.sort(key=lambda one: (one.day is None, one.day))
    for one in line:
        one.meeting = meeting
    return line
