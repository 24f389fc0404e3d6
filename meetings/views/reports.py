"""What was written about the meetings."""

from collections.abc import Sequence

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ifiso.copies import read_once
from ifiso.facets import Facet, Narrowed
from meetings import feeds
from meetings.models import Meeting, Report
from organizations.pages import public_page

FEED_SIZE = 50
UNDATED = "undated"
KINDS = {Report.Kind.REPORT: gettext_lazy("Reports"), Report.Kind.NEWS: gettext_lazy("News")}


def year_of(report: Report) -> str:
    return str(report.published_on.year) if report.published_on else UNDATED


def year_label(year: str) -> str:
    return _("Undated") if year == UNDATED else year


def latest_year_first(year: str) -> int:
    return 0 if year == UNDATED else -int(year)


FACETS = [
    Facet(
        "kind",
        gettext_lazy("Kind"),
        lambda report: [report.kind],
        lambda kind: str(KINDS[Report.Kind(kind)]),
        lambda kind: list(KINDS).index(Report.Kind(kind)),
    ),
    Facet("year", gettext_lazy("Year"), lambda report: [year_of(report)], year_label, latest_year_first),
]


def with_contexts(reports):
    """The reports with the organization, the source, and the meeting unless that is still a draft."""
    meetings = Prefetch("meeting", Meeting.objects.published())
    return reports.select_related("organization", "source").prefetch_related(meetings)


@public_page
def reports(request: HttpRequest) -> HttpResponse:
    published = Report.objects.published().latest_first()
    narrowed = Narrowed(published.only("kind", "published_on"), FACETS, request.GET)
    page = narrowed.page(request.GET.get("page"))
    shown = with_contexts(published).defer("body").filter(pk__in=[report.pk for report in page])
    years: dict[str, list[Report]] = {}
    for report in shown:
        years.setdefault(year_label(year_of(report)), []).append(report)
    context = {"menus": narrowed.useful_menus, "page": page, "years": years, "narrowed": bool(narrowed.asked)}
    return render(request, "meetings/reports.html", context)


@public_page
def report(request: HttpRequest, slug: str) -> HttpResponse:
    published = Report.objects.published().latest_first()
    shown = get_object_or_404(with_contexts(published).prefetch_related("topics"), slug=slug)
    context = {
        "report": shown,
        "others": [other for other in reports_about(shown.meeting) if other != shown] if shown.meeting else [],
        "older": published.older_than(shown).defer("body").first(),
        "newer": published.newer_than(shown).defer("body").reverse().first(),
    }
    return render(request, "meetings/report.html", context)


@read_once
def reports_about(meeting: Meeting) -> Sequence[Report]:
    """Those that are published, the latest first, without their texts."""
    published = Report.objects.published().latest_first().filter(meeting=meeting)
    return list(published.select_related("organization").defer("body"))


@public_page
def reports_feed(request: HttpRequest) -> HttpResponse:
    latest = Report.objects.published().latest_first().select_related("organization", "meeting").defer("body")
    return HttpResponse(feeds.atom(latest[:FEED_SIZE]), content_type="application/atom+xml; charset=utf-8")
