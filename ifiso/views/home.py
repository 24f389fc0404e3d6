"""What IFISO is, when it meets next and what came of the last meetings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ifiso.thread import thread_of
from meetings.models import Meeting, Outcome, Report
from meetings.reads.strips import begun
from organizations.clock import today
from organizations.models import Figure, Organization
from organizations.pages import public_page

LATEST = 4


@public_page
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    held = begun(now)
    real = [meeting for meeting in held if not meeting.is_demo]
    context = {
        "coming": coming(now),
        "thread": thread_of(held),
        "recorded": len(real),
        "first_year": real[0].year if real else None,
        "last_year": real[-1].year if real else None,
        "figures": latest_figures(),
        "on_record": Organization.objects.members_on(today()).filter(is_demo=False).count(),
        "reports": Report.objects.published().latest_first().select_related("organization", "meeting")[:LATEST],
        "outcomes": Outcome.objects.open()
        .select_related("meeting", "source")
        .order_by("-meeting__year", "pk")[:LATEST],
    }
    return render(request, "ifiso/home.html", context)


def coming(now) -> list[tuple[Meeting, str]]:
    """The running meetings and the next one, each with its phase."""
    ahead = Meeting.objects.published().not_over_on(now.date()).prefetch_related("hosts__organization").chronological()
    phases = [(meeting, meeting.phase(now)) for meeting in ahead]
    running = [(meeting, phase) for meeting, phase in phases if phase == "running"]
    later = [(meeting, phase) for meeting, phase in phases if phase in {"registration_open", "announced"}]
    return running + later[: max(1, 2 - len(running))]


def latest_figures() -> list[Figure]:
    """The latest undoubted figure of the forum for each kind, largest body first."""
    figures = Figure.objects.of_the_forum().filter(doubt="").select_related("source").order_by("as_of")
    latest = {figure.kind: figure for figure in figures}
    return [latest[kind] for kind in Figure.Kind.values if kind in latest]
