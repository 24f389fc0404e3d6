"""Who was where: at one meeting, and at all of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from meetings.models import Meeting
from meetings.reads import front
from meetings.reads.attendance import matrix_of
from meetings.reads.participants import company_of, groups_of, people_at
from meetings.reads.turnouts import counts, unnamed_in_words
from organizations.pages import public_page


@public_page
def participants(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.published().prefetch_related(*front.AROUND), slug=slug)
    company = company_of(meeting, people_at(meeting))
    context = {
        "meeting": meeting,
        "groups": groups_of(company),
        "unnamed": unnamed_in_words(counts(meeting.turnouts.all()), company.named),
    }
    return render(request, "meetings/participants.html", context)


@public_page
def attendance(request: HttpRequest) -> HttpResponse:
    forum = request.GET.get("kind") != "other"
    matrix = matrix_of(
        timezone.now(), forum=forum, meetings=request.GET.get("meetings"), organizations=request.GET.get("page")
    )
    return render(request, "meetings/attendance.html", {"matrix": matrix, "forum": forum})
