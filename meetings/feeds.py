"""What happened lately, for feed readers."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape, format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ifiso.addresses import address
from ifiso.cleaning import printable
from meetings.changes import Kind, changes_in
from meetings.models import AgendaRelease, Meeting, Report
from meetings.reads.histories import BEGINNING, last_changes

# XML 1.0 has no way to write these, not even escaped.
CONTROL_CHARACTERS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
# Some readers take them for the end of a line, where none may be.
LINE_ENDS = dict.fromkeys([0x2028, 0x2029], "\n")


class Feed(Atom1Feed):
    """Atom whose date follows from its entries alone, so that the same content makes the same bytes."""

    def latest_post_date(self):
        return max((item["updateddate"] for item in self.items), default=BEGINNING)


def atom(reports: Iterable[Report]) -> str:
    """The Atom document (RFC 4287) of `reports`, the newest first."""
    reports = list(reports)
    changes = last_changes(Report, reports)
    feed = feed_of(
        _("IFISO: reports and news"),
        _("What hosts and organizations write about the meetings of the forum."),
        page=reverse("reports"),
        feed=reverse("reports_feed"),
    )
    for report in reports:
        changed = changes.get(report.pk)
        feed.add_item(**entry(report, changed.at if changed else None))
    return feed.writeString("utf-8")


def releases_atom(meeting: Meeting) -> str:
    """The Atom document of the releases of an agenda, the last one first; one query."""
    words = {"meeting": plain(meeting.name)}
    feed = feed_of(
        _("Agenda of %(meeting)s") % words,
        _("What changes in the agenda, release after release."),
        page=reverse("agenda", args=[meeting.slug]),
        feed=reverse("agenda_feed", args=[meeting.slug]),
    )
    for release in meeting.releases.order_by("-number").defer("content"):
        feed.add_item(
            title=_("Agenda of %(meeting)s, release %(number)d") % {**words, "number": release.number},
            link=settings.BASE_URL + address("agenda_release", meeting.slug, release.number),
            description=told(release),
            unique_id=f"{tag()}agenda-{meeting.pk}-{release.number}",
            pubdate=release.released_at,
            updateddate=release.released_at,
        )
    return feed.writeString("utf-8")


def told(release: AgendaRelease) -> str:
    """Its note and its changes, as HTML."""
    note = format_html("<p>{}</p>", plain(release.note)) if release.note else ""
    changes = [
        _("%(kind)s: %(title)s. %(words)s")
        % {"kind": Kind(change.kind).label, "title": plain(change.title), "words": plain(change.words)}
        for change in changes_in(release)
    ]
    lines = format_html_join("", "<li>{}</li>", ((change,) for change in changes))
    return format_html("{}<ul>{}</ul>", note, lines) if changes else note


def feed_of(title: str, subtitle: str, *, page: str, feed: str) -> Feed:
    """An empty feed found at the path `feed` of what `page` shows."""
    return Feed(
        title=title,
        subtitle=subtitle,
        link=settings.BASE_URL + page,
        feed_url=settings.BASE_URL + feed,
        feed_guid=settings.BASE_URL + feed,
        description="",
        author_name="IFISO",
        language=settings.LANGUAGE_CODE,
    )


def tag() -> str:
    """The beginning of an entry's id."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},2026:"


def entry(report: Report, changed_at: datetime | None) -> dict:
    """One entry. Its id stays the same whatever becomes of the title or the address."""
    day = report.published_on
    published = midnight(day.earliest) if day else None
    title = f"{report.title} ({_('demo')})" if report.is_demo else report.title
    return {
        "title": plain(title),
        "link": settings.BASE_URL + report.get_absolute_url(),
        "description": escape(plain(Truncator(report.summary).chars(400))),
        "author_name": plain(str(report.organization)) if report.organization else None,
        "unique_id": f"{tag()}report-{report.pk}",
        "categories": [str(report.get_kind_display()), *subjects(report)],
        "pubdate": published if day and day.is_day else None,
        "updateddate": changed_at or published or BEGINNING,
    }


def subjects(report: Report) -> list[str]:
    meeting = report.meeting
    return [plain(meeting.name)] if meeting and meeting.state != meeting.State.DRAFT else []


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def plain(text: str) -> str:
    """`text` with nothing that a feed cannot carry, its lines ended by \\n alone."""
    return printable(text).translate(CONTROL_CHARACTERS | LINE_ENDS)
