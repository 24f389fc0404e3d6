"""An agenda as its pages show it: by day, then by time, everything in the meeting's own zone and already in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from meetings.changes import Trace
from meetings.models import Lead, Meeting, Outcome, Session
from meetings.models.meetings import zone_named
from meetings.reads.bands import MOST_COLUMNS, bands, breadth, places, rooms_of
from meetings.reads.entries import Agenda, Day, Entry, Leader, Slot
from organizations.models import Source


def sessions_of(meeting: Meeting) -> list[Session]:
    """The public sessions in their order, with what an entry needs: three queries."""
    leads = Lead.objects.select_related("organization", "partner").order_by("pk")
    sessions = meeting.sessions.public().in_order().select_related("room", "source")
    found = list(sessions.prefetch_related(Prefetch("leads", leads), "topics"))
    for session in found:
        session.meeting = meeting
    return found


def agenda_zone(meeting: Meeting) -> ZoneInfo:
    """The zone of all times that everybody reads: that of the last release, else the meeting's own; one query.

    A zone that is corrected afterwards shifts nothing until the next release.
    """
    released = meeting.releases.order_by("-number").values_list("time_zone", flat=True).first()
    return zone_named(released) if released else meeting.zone


def agenda_of(
    meeting: Meeting,
    sessions: Iterable[Session],
    outcomes: Iterable[Outcome] = (),
    *,
    zone: ZoneInfo | None = None,
    traces: Mapping[UUID, Trace] | None = None,
) -> Agenda:
    """The agenda of `sessions`, which come in their order (`SessionQuerySet.in_order`).

    `zone` is that of `agenda_zone`, where it is known already; `traces` are by the sessions' uid.
    """
    sessions, zone = list(sessions), zone or agenda_zone(meeting)
    concluded: dict[int | None, list[Outcome]] = {}
    for outcome in outcomes:
        concluded.setdefault(outcome.session_id, []).append(outcome)
    sources = {session.source for session in sessions}
    shared = sources.pop() if len(sources) == 1 else None
    entries = {session: entry_of(session, zone, concluded, shared, traces or {}) for session in sessions}
    by_day = groupby(sessions, key=lambda session: session.day)
    days = [day_of(meeting, number, list(group), entries, zone) for number, group in by_day]
    days.sort(key=lambda day: (day.number is None, day.number))
    return Agenda(days, zone_in_words(zone, sessions), zone.key, shared)


def day_of(
    meeting: Meeting, number: int | None, sessions: Sequence[Session], entries: Mapping[Session, Entry], zone: ZoneInfo
) -> Day:
    day, rooms = date_of(meeting, number, sessions, zone), rooms_of(sessions)
    slots = []
    for band in bands(sessions):
        columns = rooms if len(rooms) < MOST_COLUMNS else rooms_of(band)
        found = places(band, columns)
        shown = [entries[session] for session in band]
        shown = [replace(entry, place=place) for entry, place in zip(shown, found, strict=True)] if found else shown
        moment = band[0].starts_at
        late = bool(moment and day and moment.astimezone(zone).date() > day)
        slots.append(Slot(shown[0].start, shown, late, breadth(found, columns)))
    return Day(number, day, slots)


def date_of(meeting: Meeting, number: int | None, sessions: Iterable[Session], zone: ZoneInfo) -> date | None:
    """The date of a day of the meeting: counted from its first day, else the date on which its first session begins."""
    if number is None:
        return None
    if meeting.starts_on and meeting.starts_on.is_day:
        return meeting.starts_on.earliest + timedelta(days=number - 1)
    return min((s.starts_at.astimezone(zone).date() for s in sessions if s.starts_at), default=None)


def entry_of(
    session: Session, zone: ZoneInfo, concluded: dict, shared: Source | None, traces: Mapping[UUID, Trace]
) -> Entry:
    start = session.starts_at and session.starts_at.astimezone(zone)
    end = session.ends_at and session.ends_at.astimezone(zone)
    return Entry(
        pk=session.pk,
        uid=session.uid,
        url=session.get_absolute_url(),
        title=session.title,
        kind=str(Session.Kind(session.kind).label),
        kind_key=session.kind,
        abstract=session.abstract,
        room=session.room_name,
        everywhere=session.everywhere,
        leaders=[leader_of(lead) for lead in session.leads.all()],
        topics=list(session.topics.all()),
        outcomes=concluded.get(session.pk, ()),
        source=None if session.source == shared else session.source,
        is_break=session.kind == Session.Kind.BREAK,
        cancelled=session.state == Session.State.CANCELLED,
        start=f"{start:%H:%M}" if start else "",
        end=f"{end:%H:%M}" if end else "",
        next_day=bool(start and end and end.date() > start.date()),
        begins=moment_of(start),
        ends=moment_of(end),
        trace=traces.get(session.uid),
    )


def moment_of(moment: datetime | None) -> str:
    """`2016-11-17T09:30Z`, or empty."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%MZ}" if moment else ""


def leader_of(lead: Lead) -> Leader:
    if lead.organization:
        body = lead.organization
        return Leader(body.acronym, body.get_absolute_url(), body.slug)
    return Leader(str(lead.partner), lead.partner.get_absolute_url(), f"partner-{lead.partner.slug}")


def zone_in_words(zone: ZoneInfo, sessions: Iterable[Session]) -> str:
    """`Lisbon time (UTC+00:00)`; both offsets where the clocks change during the meeting; empty without times."""
    moments = sorted(session.starts_at.astimezone(zone) for session in sessions if session.starts_at)
    if not moments:
        return ""
    place = zone.key.rpartition("/")[2].replace("_", " ")
    before, after = offset_in_words(moments[0]), offset_in_words(moments[-1])
    if before == after:
        return _("%(place)s time (%(offset)s)") % {"place": place, "offset": before}
    changed = next(moment for moment in moments if offset_in_words(moment) == after)
    return _("%(place)s time (%(before)s, from %(day)d %(month)s %(after)s)") % {
        "place": place,
        "before": before,
        "after": after,
        "day": changed.day,
        "month": MONTHS[changed.month],
    }


def offset_in_words(moment: datetime) -> str:
    """`UTC+05:45`."""
    digits = f"{moment:%z}"
    return f"UTC{digits[:3]}:{digits[3:5]}"
