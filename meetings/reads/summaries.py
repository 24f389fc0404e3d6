"""The summaries of a meeting's sessions as its host and those who led them see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.deadlines import written
from meetings.models import Meeting, Report, Session, SessionSummary
from meetings.reads.entries import Entry
from meetings.reads.leading import leads_of
from meetings.report_skeleton import places_in
from organizations.models import User


@dataclass(frozen=True)
class Told:
    """A session of the report: `standing` says how its summary stands, `url` leads to where it is written."""

    entry: Entry
    url: str
    text: str
    standing: str
    waits: bool  # written, and its place in the report is empty

    @property
    def leaders(self) -> str:
        return ", ".join(leader.name for leader in self.entry.leaders)


def summaries_in(meeting: Meeting, entries: Sequence[Entry], report: Report | None) -> list[Told]:
    """Each session's summary and where it stands; one query."""
    known = {one.session_id: one for one in SessionSummary.objects.filter(session__meeting=meeting)}
    places = places_in(report.body, entries) if report else {}
    empty = {pk for pk, place in places.items() if place.is_empty}
    return [
        told(meeting, entry, known.get(entry.pk), in_report=entry.pk in places and entry.pk not in empty, empty=empty)
        for entry in entries
    ]


def told(meeting: Meeting, entry: Entry, summary: SessionSummary | None, *, in_report: bool, empty: set[int]) -> Told:
    text = summary.text if summary else ""
    return Told(
        entry=entry,
        url=reverse("summary", args=[meeting.slug, entry.pk]),
        text=text,
        standing=standing_of(meeting, summary, in_report=in_report),
        waits=bool(text) and entry.pk in empty,
    )


def standing_of(meeting: Meeting, summary: SessionSummary | None, *, in_report: bool) -> str:
    if in_report:
        return _("in the report")
    if summary and summary.text:
        return _("written")
    if summary and summary.asked_at:
        day = written(summary.asked_at.astimezone(meeting.zone).date())
        return _("asked for on %(day)s") % {"day": day}
    return _("not written")


def texts_of(told: Iterable[Told]) -> dict[int, str]:
    """The written ones by the session's primary key."""
    return {one.entry.pk: one.text for one in told if one.text}


def asked_of(user: User, day: date) -> list[Session]:
    """The sessions whose summary a host waits for, and `user` led or speaks for those who did."""
    led = leads_of(user, day).values("session")
    asked = Session.objects.filter(pk__in=led, summary__text="").exclude(summary__asked_at=None)
    waiting = asked.filter(meeting__reports__state=Report.State.IN_REVIEW)
    return list(waiting.select_related("meeting", "summary").distinct().order_by("summary__asked_at", "pk"))
