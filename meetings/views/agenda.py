"""What happens at a meeting, when and where."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.models import Meeting
from meetings.reads.agenda import agenda_of, sessions_of
from organizations.pages import public_page


@public_page
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    whole = agenda_of(meeting, sessions_of(meeting), meeting.outcomes.all())
    return render(request, "meetings/agenda.html", {"meeting": meeting, "agenda": whole})
