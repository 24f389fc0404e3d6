"""Who came to a meeting, ticked off by its host."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ifiso.differences import side_by_side
from meetings.access import meeting_for_host
from meetings.actions.attendance import StaleAttendanceError, confirm_attendance
from meetings.forms.attendance import AttendanceForm
from meetings.models import Meeting
from meetings.reads.host_attendance import roll_for
from meetings.reads.host_pages import frame
from organizations.clock import today


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_attendance(request: HttpRequest, slug: str) -> HttpResponse:
    acts = request.method == "POST"
    meeting = meeting_for_host(request.user, slug, today(), to_act=acts)
    form = AttendanceForm(request.POST if acts else None, meeting=meeting, roll=roll_for(meeting))
    if not form.is_valid():
        return show(request, meeting, form, status=422 if acts else 200)
    try:
        confirm_attendance(meeting=meeting, by=request.user, now=timezone.now(), **form.cleaned_data)
    except StaleAttendanceError:
        return show_both(request, meeting, form)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return show(request, meeting, form, status=422)
    messages.success(request, _("Saved. Whoever is not ticked was absent."))
    return redirect("host_attendance", slug)


def show_both(request: HttpRequest, meeting: Meeting, typed: AttendanceForm) -> HttpResponse:
    saved = Meeting.objects.get(pk=meeting.pk)
    stored = AttendanceForm(meeting=saved, roll=typed.roll)
    return show(request, saved, typed, status=409, differences=side_by_side(typed, stored))


def show(request: HttpRequest, meeting: Meeting, form: AttendanceForm, *, status: int = 200, **more) -> HttpResponse:
    context = {**frame(request, meeting), "form": form, "roll": form.roll, **more}
    return render(request, "meetings/host_attendance.html", context, status=status)
