"""What a meeting still lacks before its report tells all of it: each gap with the page on which it is mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models import Document, Host, Meeting, Outcome, Report, SessionSummary
from meetings.reads.agenda import agenda_of, sessions_of
from meetings.reads.entries import Entry
from meetings.reads.host_nav import address_of
from meetings.reads.participants import Company, company_of
from meetings.report_skeleton import differing, is_told, untold


class Lack(StrEnum):
    SUMMARIES = "summaries"
    ATTENDANCE = "attendance"
    LIST = "list"
    OWNERS = "owners"
    MINUTES = "minutes"
    PHOTO = "photo"
    LINE = "line"


@dataclass(frozen=True)
class Thing:
    """One of several that lack the same, and where that is mended."""

    title: str
    url: str


@dataclass(frozen=True)
class Gap:
    """What is missing, in words; `url` leads to where it is mended, where that is one page for all of `things`."""

    kind: Lack
    words: str
    url: str = ""
    things: Sequence[Thing] = ()

    @property
    def sign(self) -> str:
        """Stands for this very gap: it is another one when it lacks more or less."""
        return " ".join([self.kind, *(f"{thing.url} {thing.title}" for thing in self.things)])


def gaps_of(meeting: Meeting, report: Report | None, told: Sequence[Entry] | None = None) -> list[Gap]:
    """What the host's report of `meeting` would miss; `told` are its sessions, where they are known already."""
    told = told_sessions(meeting) if told is None else told
    found = [
        summaries_missing(meeting, told, report.body if report else ""),
        attendance_open(meeting),
        list_outdated(meeting, report),
        outcomes_unowned(meeting),
        minutes_missing(meeting),
        photo_missing(meeting),
        line_missing(report),
    ]
    return [gap for gap in found if gap]


def told_sessions(meeting: Meeting) -> list[Entry]:
    """The sessions that a report tells of, in their order."""
    return [entry for entry in agenda_of(meeting, sessions_of(meeting)).entries if is_told(entry)]


def summaries_missing(meeting: Meeting, told: Sequence[Entry], body: str) -> Gap | None:
    """A session has its summary when somebody has written one, or when the report says something about it."""
    written = SessionSummary.objects.filter(session__meeting=meeting).exclude(text="")
    keys = untold(body, told) - set(written.values_list("session", flat=True))
    things = [
        Thing(entry.title, reverse("summary", args=[meeting.slug, entry.pk])) for entry in told if entry.pk in keys
    ]
    words = ngettext("%(count)d session has no summary", "%(count)d sessions have no summary", len(things))
    return Gap(Lack.SUMMARIES, words % {"count": len(things)}, things=things) if things else None


def attendance_open(meeting: Meeting) -> Gap | None:
    if meeting.all_attendance_known:
        return None
    return Gap(Lack.ATTENDANCE, _("Nobody has confirmed who came"), address_of("host_attendance", meeting))


def list_outdated(meeting: Meeting, report: Report | None) -> Gap | None:
    """A report that was begun before it was confirmed who came lists who said so; its writers put that right."""
    if report is None or not meeting.all_attendance_known:
        return None
    missing, surplus = differing(report.body, company_by_name(meeting))
    url = reverse("report_edit", args=[report.slug])
    things = [Thing(_("%(name)s came, and is not listed") % {"name": one.name}, url) for one in missing]
    things += [Thing(_("%(name)s is listed, and did not come") % {"name": one.name}, url) for one in surplus]
    words = _("“Who came” in the report is not what was confirmed")
    return Gap(Lack.LIST, words, things=things) if things else None


def company_by_name(meeting: Meeting) -> Company:
    """Who was there, without the people; two queries."""
    hosts = Host.objects.select_related("organization", "source").order_by("pk")
    prefetch_related_objects([meeting], Prefetch("hosts", hosts))
    return company_of(meeting)


def outcomes_unowned(meeting: Meeting) -> Gap | None:
    unowned = meeting.outcomes.filter(owners=None).exclude(state=Outcome.State.DROPPED).order_by("pk")
    things = [Thing(outcome.title, reverse("outcome_update", args=[outcome.pk])) for outcome in unowned]
    words = ngettext("%(count)d outcome has no owner", "%(count)d outcomes have no owner", len(things))
    return Gap(Lack.OWNERS, words % {"count": len(things)}, things=things) if things else None


def minutes_missing(meeting: Meeting) -> Gap | None:
    if meeting.documents.filter(kind=Document.Kind.MINUTES).exists():
        return None
    return Gap(Lack.MINUTES, _("There are no minutes"), address_of("host_documents", meeting))


def photo_missing(meeting: Meeting) -> Gap | None:
    if meeting.photos.published().exists():
        return None
    return Gap(Lack.PHOTO, _("There is no published photo"), address_of("host_photos", meeting))


def line_missing(report: Report | None) -> Gap | None:
    if report is None or report.summary.strip():
        return None
    url = reverse("report_edit", args=[report.slug])
    return Gap(Lack.LINE, _("The report has no sentence that sums it up"), url)
