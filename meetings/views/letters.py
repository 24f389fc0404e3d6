"""What a delegate can take away: letters, a calendar file, and everything that is on record."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ifiso.http import opened_by_link
from meetings.access import delegate_by_link
from meetings.journeys import calendar_of, has_days
from meetings.letters import confirmation, invitation
from meetings.models import Delegate
from meetings.reads.own_record import own_record
from meetings.rules import may_have_confirmation, may_have_invitation


@opened_by_link
@require_safe
def registration_confirmation(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    delegate = one_for(may_have_confirmation, slug, token)
    pdf = confirmation(delegate, timezone.now()).pdf()
    return download(pdf, "application/pdf", f"{slug}-confirmation.pdf")


@opened_by_link
@require_safe
def registration_invitation(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    delegate = one_for(may_have_invitation, slug, token)
    return download(invitation(delegate, timezone.now()).pdf(), "application/pdf", f"{slug}-invitation.pdf")


@opened_by_link
@require_safe
def registration_calendar(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    delegate = one_for(has_days, slug, token)
    return download(calendar_of(delegate, timezone.now()), "text/calendar; charset=utf-8", f"{slug}.ics")


@opened_by_link
@require_safe
def registration_record(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    response = JsonResponse(
        own_record(delegate_by_link(slug, token)), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-my-data.json"'
    return response


def one_for(may_have: Callable[[Delegate], bool], slug: str, token: str) -> Delegate:
    """The link's delegate; Http404 where there is no such file for it."""
    delegate = delegate_by_link(slug, token)
    if not may_have(delegate):
        raise Http404
    return delegate


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
