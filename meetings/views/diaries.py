"""Somebody's own calendar, and the page that tells its secret address."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ifiso.http import opened_by_link
from meetings.actions.diaries import renew_calendar
from meetings.diaries import personal_calendar_of
from meetings.links import calendar_owner, personal_path
from meetings.views.feeds import CALENDAR
from organizations.clock import today


@opened_by_link
@require_safe
def personal_calendar(request: HttpRequest, token: str) -> HttpResponse:
    owner = calendar_owner(token)
    if owner is None:
        raise Http404
    return HttpResponse(personal_calendar_of(owner, today()), content_type=CALENDAR)


@never_cache
@require_http_methods(["GET", "POST"])
def my_calendar(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        renew_calendar(user=request.user, by=request.user)
        messages.success(request, _("The old address is closed. Subscribe with the new one."))
        return redirect("my_calendar")
    return render(request, "meetings/my_calendar.html", {"path": personal_path(request.user)})
