"""What happens at a meeting, when and where."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from meetings.linked_data import jsonld_of
from meetings.models import Meeting
from meetings.plain_agenda import plain_agenda
from meetings.reads.public_agenda import public_agenda
from meetings.reads.sessions import page_of, public_session
from organizations.pages import public_page


@public_page
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    page = public_agenda(meeting, request.GET, timezone.now())
    return render(request, "meetings/agenda.html", {"page": page, "linked_data": jsonld_of(meeting, page.agenda)})


@public_page
def agenda_txt(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    text = plain_agenda(public_agenda(meeting, {}, timezone.now()))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@public_page
def session(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = public_session(slug, pk)
    if not found:
        raise Http404
    return render(request, "meetings/session.html", {"page": page_of(found, timezone.now())})
