"""What happens at a meeting, when and where."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from meetings.models import Meeting
from meetings.reads.agenda import agenda_of, sessions_of
from meetings.reads.sessions import page_of, public_sessions
from organizations.pages import public_page


@public_page
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    whole = agenda_of(meeting, sessions_of(meeting), meeting.outcomes.all())
    return render(request, "meetings/agenda.html", {"meeting": meeting, "agenda": whole})


@public_page
def session(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = get_object_or_404(public_sessions(slug), pk=pk)
    return render(request, "meetings/session.html", {"page": page_of(found, timezone.now())})
