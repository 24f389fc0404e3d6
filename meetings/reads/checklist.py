"""What a host has to do, by when, and whether it is done. The days are counted from those of the meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.calls import local_day
from meetings.deadlines import written
from meetings.models import Meeting, Report
from meetings.planning import days_of
from meetings.reads.host_nav import GROUPS, address_of
from meetings.rules import last_day
from organizations.models import Activity

# In days before the first day of the meeting; the report, in days after its last.
VENUE, CALL, REGISTRATION, AGENDA, LISTS, REPORT = 120, 90, 75, 21, 2, 30

RIGHTS = {entry.name: entry.right for _label, entries in GROUPS for entry in entries}


class Standing(StrEnum):
    DONE = "done"
    DUE = "due"
    LATE = "late"
    PAST = "past"  # never done, and no use any more


@dataclass(frozen=True)
class Task:
    """`words` tell when it is due or that it is done; `url` leads to where that is, "" for who may not go there."""

    title: str
    standing: Standing
    words: str
    url: str


@dataclass(frozen=True)
class Point:
    """One point of the list before it is put into words; `due` is None while the meeting's days are not known."""

    title: str
    page: str
    done: bool
    due: date | None


def checklist(meeting: Meeting, now: datetime, rights: Mapping[str, bool]) -> list[Task]:
    """The tasks in the order in which they are due; `rights` are those of `host_pages.frame`."""
    day = local_day(meeting, now)
    return [
        Task(point.title, *standing_of(point, day, over=last_day(meeting) < day), link(point.page, meeting, rights))
        for point in points(meeting, now)
    ]


def points(meeting: Meeting, now: datetime) -> list[Point]:
    days = days_of(meeting)
    opens = meeting.registration_opens_at
    is_open = bool(opens and opens <= now)

    def before(number: int) -> date | None:
        return days[0] - timedelta(days=number) if days else None

    return [
        Point(_("First and last day known"), "host_details", bool(days) and meeting.ends_on is not None, None),
        Point(_("Venue known"), "host_details", bool(meeting.venue), before(VENUE)),
        Point(_("Members called"), "call", meeting.delegations.exclude(called_at=None).exists(), before(CALL)),
        Point(
            _("Registration open"),
            "host_settings",
            is_open,
            opens.astimezone(meeting.zone).date() if opens else before(REGISTRATION),
        ),
        Point(_("Agenda released"), "host_release", meeting.releases.exists(), before(AGENDA)),
        Point(_("Lists printed"), "host_lists", has_exports(meeting), before(LISTS)),
        Point(_("Report published"), "host_report", has_report(meeting), last_day(meeting) + timedelta(days=REPORT)),
    ]


def has_exports(meeting: Meeting) -> bool:
    """Whether a list for the host alone was taken out of the registry."""
    deeds = Activity.objects.filter(verb="exported", target_type=meeting._meta.label_lower)
    return deeds.filter(target_id=str(meeting.pk)).exists()


def has_report(meeting: Meeting) -> bool:
    reports = meeting.reports.published().filter(kind=Report.Kind.REPORT)
    return reports.filter(organization__hostings__meeting=meeting).exists()


def standing_of(point: Point, day: date, *, over: bool) -> tuple[Standing, str]:
    """How it stands on `day`, also in words; once the meeting is over only what is due after it can still be late."""
    if point.done:
        return Standing.DONE, _("done")
    if over and (point.due is None or point.due < day) and point.page != "host_report":
        return Standing.PAST, _("not done; the meeting is over")
    if point.due is None:
        return Standing.DUE, _("due dates are counted from the first day, so say it soon")
    return (Standing.LATE, late_in_words(point.due, day)) if point.due < day else (Standing.DUE, due(point.due, day))


def due(on: date, day: date) -> str:
    wait = (on - day).days
    if not wait:
        return _("due today")
    words = ngettext("due on %(day)s, in %(count)d day", "due on %(day)s, in %(count)d days", wait)
    return words % {"day": written(on), "count": wait}


def late_in_words(on: date, day: date) -> str:
    count = (day - on).days
    words = ngettext(
        "late: was due on %(day)s, %(count)d day ago", "late: was due on %(day)s, %(count)d days ago", count
    )
    return words % {"day": written(on), "count": count}


def link(page: str, meeting: Meeting, rights: Mapping[str, bool]) -> str:
    right = RIGHTS.get(page, "")
    return address_of(page, meeting) if not right or rights[right] else ""
