"""What a host sees before an agenda is filled: the skeleton by day, and what was filled in at once before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, F
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ifiso.moments import in_words
from meetings.actions.batches import COPIED, IMPORTED, TEMPLATE, VERBS
from meetings.models import Meeting, Plan
from meetings.models.sessions import SessionKind
from meetings.planning import days_of
from meetings.skeletons import Skeleton, entries_of

SENTENCES: dict[str, Promise] = {
    COPIED: gettext_lazy("copied from an earlier meeting"),
    TEMPLATE: gettext_lazy("from the template"),
    IMPORTED: gettext_lazy("imported"),
}


@dataclass(frozen=True)
class Piece:
    """An entry that would come: `09:00`, `10:30`, its title, its kind in words unless that is the title, and where."""

    start: str
    end: str
    title: str
    kind: str
    place: str
    is_break: bool


@dataclass(frozen=True)
class Day:
    name: str
    written: str
    pieces: list[Piece]


def days_shown(skeleton: Skeleton, meeting: Meeting) -> Iterator[Day]:
    """The skeleton on the days of `meeting`, by its clocks."""
    entries = entries_of(skeleton, meeting)
    for number, day in enumerate(days_of(meeting), start=1):
        pieces = [piece_of(entry, meeting.zone) for entry in entries if entry["day"] == number]
        words = {"weekday": WEEKDAYS[day.weekday()], "day": day.day, "month": MONTHS[day.month]}
        yield Day(_("Day %(number)d") % {"number": number}, _("%(weekday)s %(day)d %(month)s") % words, pieces)


def piece_of(entry: dict, zone: ZoneInfo) -> Piece:
    start, end = entry["starts_at"], entry["starts_at"] + timedelta(minutes=entry["minutes"])
    label = str(SessionKind(entry["kind"]).label)
    return Piece(
        start=f"{start.astimezone(zone):%H:%M}",
        end=f"{end.astimezone(zone):%H:%M}",
        title=entry["title"],
        kind="" if label.casefold() == entry["title"].casefold() else label,
        place=_("in all rooms") if entry["everywhere"] else entry["room"],
        is_break=entry["kind"] == SessionKind.BREAK,
    )


@dataclass(frozen=True)
class Batch:
    """Entries that came at once and that nobody has touched since."""

    at: datetime
    when: str
    how: Promise
    count: int


def batches_of(meeting: Meeting) -> list[Batch]:
    """The latest first: one query."""
    steps = meeting.plan_changes.filter(verb__in=VERBS, before={}, undone_at=None, plan__session=None)
    untouched = steps.filter(version=F("plan__version"), plan__state=Plan.State.PLANNED)
    found = untouched.order_by("-at").values("at", "verb").annotate(count=Count("pk"))
    return [Batch(one["at"], in_words(one["at"], meeting.zone), SENTENCES[one["verb"]], one["count"]) for one in found]
