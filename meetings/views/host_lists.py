"""The host's lists: to read, to print, and as files."""

from dataclasses import replace
from datetime import date, time

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from meetings.access import meeting_for_host
from meetings.actions.hosting import note_export
from meetings.exports import FORMATS
from meetings.models import Meeting
from meetings.reads.counts import Counts
from meetings.reads.host_pages import frame
from meetings.reads.lists import KINDS, Cell, Sheet, Table, make_sheet
from meetings.reads.registered import registered
from organizations.clock import today
from organizations.freshness import signed_in_lately, ways_to_confirm


@never_cache
@require_safe
def host_lists(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = meeting_for_host(request.user, slug, today())
    return render(request, "meetings/host_lists.html", {**frame(request, meeting), "kinds": KINDS})


@never_cache
@require_safe
def host_list(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    meeting = meeting_with_list(request, slug, name)
    sheet, day = sheet_of(meeting, name), timezone.now().astimezone(meeting.zone).date()
    context = {
        **frame(request, meeting),
        "kind": KINDS[name],
        "sheet": sheet,
        "tables": [readable(table) for table in sheet.tables],
        "formats": FORMATS,
        "printed_on": date_format(day, "j F Y"),
    }
    return render(request, "meetings/host_list.html", context)


def readable(table: Table) -> Table:
    """With days and times as people write them."""
    return replace(table, rows=[[in_words(cell) for cell in row] for row in table.rows])


def in_words(cell: Cell) -> str | int:
    """`Thu 19 Nov`, `18:30`; what is text or a number already stays."""
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, date):
        return date_format(cell, "D j M")
    return "" if cell is None else cell


@never_cache
@require_safe
def host_export(request: HttpRequest, slug: str, name: str, extension: str) -> HttpResponse:
    """A file; of lists for the host alone only for who has signed in lately, and each of them is written down."""
    meeting = meeting_with_list(request, slug, name)
    if extension not in FORMATS:
        raise Http404
    if not KINDS[name].circulates and not signed_in_lately(request):
        return ask_to_confirm(request, meeting, name)
    sheet = sheet_of(meeting, name)
    if not KINDS[name].circulates:
        note_export(meeting=meeting, name=name, kind=extension, rows=sheet.size, by=request.user)
    content_type, write = FORMATS[extension]
    attachment = f'attachment; filename="{meeting.slug}-{name}.{extension}"'
    return HttpResponse(write(sheet), content_type=content_type, headers={"Content-Disposition": attachment})


def meeting_with_list(request: HttpRequest, slug: str, name: str) -> Meeting:
    if name not in KINDS:
        raise Http404
    return meeting_for_host(request.user, slug, today(), logistics=not KINDS[name].circulates)


def sheet_of(meeting: Meeting, name: str) -> Sheet:
    people = registered(meeting, timezone.now(), with_logistics=not KINDS[name].circulates)
    return make_sheet(name, Counts(meeting, people, with_logistics=not KINDS[name].circulates))


def ask_to_confirm(request: HttpRequest, meeting: Meeting, name: str) -> HttpResponse:
    """By the first way that the account has; who has none signs in anew. Either leads back to the list."""
    context = {
        **frame(request, meeting),
        "kind": KINDS[name],
        "way": next(iter(ways_to_confirm(request)), None),
        "back": reverse("host_list", args=[meeting.slug, name]),
    }
    return render(request, "meetings/host_export.html", context, status=403)
