"""What happened lately, for feed readers."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from meetings.models import Report

LATEST = 50
BEGINNING = datetime(1993, 1, 1, tzinfo=UTC)
# XML 1.0 has no way to write these, not even escaped.
CONTROL_CHARACTERS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


class Feed(Atom1Feed):
    """Atom whose date follows from its entries alone, so that the same content makes the same bytes."""

    def latest_post_date(self):
        return max((item["updateddate"] for item in self.items), default=BEGINNING)


def latest(reports: QuerySet[Report]) -> QuerySet[Report]:
    """The latest of `reports`, each with `changed_at`: when the registry last changed it, None where it cannot say."""
    changes = Report.history.filter(id=OuterRef("pk")).order_by("-history_date").values("history_date")
    reports = reports.annotate(changed_at=Subquery(changes[:1])).select_related("organization", "meeting")
    return reports.order_by("-published_on", "-pk").defer("body")[:LATEST]


def atom(reports: Iterable[Report]) -> str:
    """The Atom document (RFC 4287) of `reports` that come from `latest`."""
    address = settings.BASE_URL + reverse("reports_feed")
    feed = Feed(
        title=_("IFISO: reports and news"),
        subtitle=_("What hosts and organizations write about the meetings of the forum."),
        link=settings.BASE_URL + reverse("reports"),
        feed_url=address,
        feed_guid=address,
        description="",
        author_name="IFISO",
        language=settings.LANGUAGE_CODE,
    )
    for report in reports:
        feed.add_item(**entry(report))
    return feed.writeString("utf-8")


def entry(report: Report) -> dict:
    """One entry. Its id stays the same whatever becomes of the title or the address."""
    published = midnight(report.published_on.earliest) if report.published_on else None
    title = f"{report.title} ({_('demo')})" if report.is_demo else report.title
    return {
        "title": plain(title),
        "link": settings.BASE_URL + report.get_absolute_url(),
        "description": escape(plain(Truncator(report.summary).chars(400))),
        "author_name": plain(str(report.organization)) if report.organization else None,
        "unique_id": f"tag:{urlsplit(settings.BASE_URL).hostname},2026:report-{report.pk}",
        "categories": [str(report.get_kind_display()), *subjects(report)],
        "pubdate": published if published and report.published_on.is_day else None,
        "updateddate": report.changed_at or published or BEGINNING,
    }


def subjects(report: Report) -> list[str]:
    meeting = report.meeting
    return [plain(meeting.name)] if meeting and meeting.state != meeting.State.DRAFT else []


def midnight(day) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def plain(text: str) -> str:
    return text.translate(CONTROL_CHARACTERS)
