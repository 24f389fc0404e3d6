"""Meetings and agendas for the programs that people have already: calendars, conference apps, feed readers."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404

from meetings.calendars import agenda_calendar, meetings_calendar
from meetings.feeds import releases_atom
from meetings.models import Meeting
from meetings.planning import first_day
from meetings.reads.programme import programme_of
from meetings.schedule_xml import as_xml
from meetings.schedules import Data, schedule_of
from organizations.pages import public_page

CALENDAR = "text/calendar; charset=utf-8"


@public_page
def meetings_ics(request: HttpRequest) -> HttpResponse:
    return HttpResponse(meetings_calendar(Meeting.objects.published().chronological()), content_type=CALENDAR)


@public_page
def agenda_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """All of it, or what `?topic=`, `?organization=` and `?kind=` ask for; each may come several times."""
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    asked = {
        "topics": asked_for(request, "topic"),
        "organizations": asked_for(request, "organization"),
        "kinds": asked_for(request, "kind"),
    }
    return HttpResponse(agenda_calendar(programme_of(meeting, **asked)), content_type=CALENDAR)


def asked_for(request: HttpRequest, name: str) -> list[str]:
    """Without what no database takes, and without the empty choice of a form."""
    return [value for value in (given.replace("\0", "") for given in request.GET.getlist(name)) if value]


@public_page
def schedule_json(request: HttpRequest, slug: str) -> HttpResponse:
    return JsonResponse(schedule_named(slug), json_dumps_params={"ensure_ascii": False})


@public_page
def schedule_xml(request: HttpRequest, slug: str) -> HttpResponse:
    document = as_xml(schedule_named(slug), settings.BASE_URL + request.path)
    return HttpResponse(document, content_type="application/xml; charset=utf-8")


def schedule_named(slug: str) -> Data:
    """Http404 where the days of the meeting are not known, for then the form has no place for anything."""
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    if first_day(meeting) is None:
        raise Http404
    return schedule_of(programme_of(meeting), meeting.rooms.all())


@public_page
def agenda_feed(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    return HttpResponse(releases_atom(meeting), content_type="application/atom+xml; charset=utf-8")
