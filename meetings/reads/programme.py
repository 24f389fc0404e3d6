"""What feeds tell of an agenda: its public sessions with their moments in the zone that everybody reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from meetings.models import AgendaRelease, Lead, Meeting, Session
from meetings.models.meetings import zone_named
from meetings.planning import first_day
from meetings.reads.histories import BEGINNING, Changed, last_changes

PARTNER = "partner-"


@dataclass(frozen=True)
class Leader:
    """Who leads a session. `is_person` where somebody of that organization agreed to be listed publicly."""

    name: str
    url: str
    is_person: bool = False


@dataclass(frozen=True)
class Item:
    """A session, which knows its meeting. `begins` and `ends` are in the agenda's zone, None where no time is known.

    `day` is the date of the meeting's day that lists it, None where the meeting's first is not known.
    """

    session: Session
    begins: datetime | None
    ends: datetime | None
    day: date | None
    room: str
    leaders: Sequence[Leader]
    topics: Sequence[str]
    changed_at: datetime

    @property
    def kind(self) -> str:
        return str(Session.Kind(self.session.kind).label)

    @property
    def cancelled(self) -> bool:
        return self.session.state == Session.State.CANCELLED


@dataclass(frozen=True)
class Released:
    """The last release of an agenda, without what it said. `number` is 0 where the agenda was never released."""

    number: int
    zone: ZoneInfo
    at: datetime


@dataclass(frozen=True)
class Programme:
    """The agenda of one meeting, narrowed down or whole."""

    meeting: Meeting
    released: Released
    items: Sequence[Item]

    @property
    def undated(self) -> int:
        """How many sessions are on record without their day."""
        return sum(item.begins is None and item.day is None for item in self.items)

    @property
    def untimed(self) -> int:
        """How many sessions are on record without their time."""
        return sum(item.begins is None for item in self.items)


def programme_of(meeting: Meeting, *, topics=(), organizations=(), kinds=()) -> Programme:
    """The public agenda, where asked for only sessions on one of `topics`, led by one of `organizations`, of `kinds`.

    The first two are slugs, that of a partner behind `partner-`. Five queries, however many sessions there are.
    """
    sessions = meeting.sessions.public().in_order()
    if topics:
        sessions = sessions.filter(topics__slug__in=topics)
    if organizations:
        partners = [key.removeprefix(PARTNER) for key in organizations if key.startswith(PARTNER)]
        led = Q(leads__organization__slug__in=organizations) | Q(leads__partner__slug__in=partners)
        sessions = sessions.filter(led)
    if kinds:
        sessions = sessions.filter(kind__in=kinds)
    released = last_releases([meeting])[meeting.pk]
    return Programme(meeting, released, items_of(sessions.distinct(), {meeting.pk: meeting}, {meeting.pk: released}))


def last_releases(meetings: Iterable[Meeting]) -> dict[int, Released]:
    """By primary key of the meeting; one query."""
    found = {meeting.pk: Released(0, meeting.zone, BEGINNING) for meeting in meetings}
    rows = AgendaRelease.objects.filter(meeting__in=found).order_by("number")
    for pk, number, zone, at in rows.values_list("meeting", "number", "time_zone", "released_at"):
        found[pk] = Released(number, zone_named(zone), at)
    return found


def items_of(sessions, meetings: dict[int, Meeting], releases: dict[int, Released]) -> list[Item]:
    """`sessions`, a queryset, in its order; four queries."""
    leads = Lead.objects.select_related("organization", "partner", "delegate").order_by("pk")
    rows = list(sessions.prefetch_related(Prefetch("leads", leads), "topics"))
    changes = last_changes(Session, rows)
    for row in rows:
        row.meeting = meetings[row.meeting_id]
    return [item_of(row, releases[row.meeting_id], changes.get(row.pk)) for row in rows]


def item_of(session: Session, released: Released, changed: Changed | None) -> Item:
    first, zone = first_day(session.meeting), released.zone
    return Item(
        session=session,
        begins=session.starts_at and session.starts_at.astimezone(zone),
        ends=session.ends_at and session.ends_at.astimezone(zone),
        day=first + timedelta(days=session.day - 1) if first and session.day else None,
        room=_("All rooms") if session.everywhere else session.room_name,
        leaders=[leader_of(lead) for lead in session.leads.all()],
        topics=[topic.name for topic in session.topics.all()],
        changed_at=changed.at if changed else released.at,
    )


def leader_of(lead: Lead) -> Leader:
    body, person = lead.organization or lead.partner, lead.delegate
    if person and person.is_named:
        names = {"person": person.name, "organization": body}
        return Leader(_("%(person)s (%(organization)s)") % names, body.get_absolute_url(), is_person=True)
    return Leader(str(body), body.get_absolute_url())
