"""The archive of meetings, and the front page of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from meetings.linked_data import jsonld_of
from meetings.models import Meeting
from meetings.reads import archive, front
from organizations.pages import public_page


@public_page
def meetings(request: HttpRequest) -> HttpResponse:
    return render(request, "meetings/meetings.html", {"archive": archive.read(timezone.now())})


@public_page
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Meeting.objects.published().prefetch_related(*front.AROUND), slug=slug)
    context = {"page": front.of(found, timezone.now()), "linked_data": jsonld_of(found)}
    return render(request, "meetings/meeting.html", context)
