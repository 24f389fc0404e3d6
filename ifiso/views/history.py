"""The story since 1993, with the figures that contradict each other and what lies on paper only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ifiso.chronicle import IMISO_LAST_SEEN, chart_of, chronicle, short_title
from meetings.models import Document, Meeting, Phase
from organizations.clock import today
from organizations.models import Figure, Milestone
from organizations.pages import public_page

CHARTED = {
    Figure.Kind.MEMBER_ORGANIZATIONS: _("Member organizations"),
    Figure.Kind.STUDENTS: _("Students represented"),
}


@public_page
def history(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    meetings = Meeting.objects.published().filter(is_demo=False).chronological()
    over = [meeting for meeting in meetings if meeting.phase(now) is Phase.OVER]
    told = chronicle(Milestone.objects.select_related("source"), over, until=today().year)
    context = {
        "imiso": [entry for entry in told if entry.last <= IMISO_LAST_SEEN],
        "ifiso": [entry for entry in told if entry.last > IMISO_LAST_SEEN],
        "figures": disputed_figures(),
        "papers": Document.objects.public()
        .filter(meeting=None)
        .exclude(place="")
        .select_related("custodian", "source"),
    }
    return render(request, "ifiso/history.html", context)


def disputed_figures() -> list[dict]:
    """For each kind that sources give for the whole forum: its title, its figures oldest first, and their chart.

    Each row is a figure with its source's short title.
    """
    stated = Figure.objects.of_the_forum().filter(kind__in=CHARTED).select_related("source").order_by("as_of", "pk")
    by_kind = {kind: [figure for figure in stated if figure.kind == kind] for kind in CHARTED}
    return [
        {
            "kind": kind,
            "title": CHARTED[kind],
            "rows": [(figure, short_title(figure.source.code)) for figure in figures],
            "chart": chart_of(figures),
        }
        for kind, figures in by_kind.items()
        if figures
    ]
