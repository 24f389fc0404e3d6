"""What confirmed delegates tell the host: travel, food, whom to call, and the host's own questions."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ifiso.http import opened_by_link
from ifiso.moments import zone_in_words
from meetings.access import delegate_by_link
from meetings.actions.logistics import answers_version, save_answers, save_logistics, withdraw_logistics_consent
from meetings.actions.notices import host_address
from meetings.forms.logistics import DIETS, LogisticsForm
from meetings.forms.questions import AnswersForm
from meetings.links import delegate_token
from meetings.models import Delegate, Logistics
from meetings.reads.logistics import sheet
from meetings.rules import is_frozen
from meetings.views.saving import not_yet, page_of, saved_or_shown

METHODS = ["GET", "HEAD", "POST"]


@opened_by_link
@require_http_methods(METHODS)
def registration_logistics(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    delegate, now = delegate_by_link(slug, token), timezone.now()
    if refusal := not_yet(request, delegate):
        return refusal
    if request.method != "POST" and is_frozen(delegate.meeting, now):
        return frozen(request, delegate)
    form = form_of(delegate, request.POST if request.method == "POST" else None)
    return saved_or_shown(
        request,
        delegate,
        form,
        save=lambda: save_logistics(
            delegate=delegate,
            version=form.cleaned_data["version"],
            values=form.values,
            consents=form.consents,
            by=None,
            now=now,
        ),
        again=form_of,
        template="meetings/registration_logistics.html",
        diets=DIETS,
        zone=zone_in_words(delegate.meeting.zone),
    )


def form_of(delegate: Delegate, data=None) -> LogisticsForm:
    logistics = Logistics.objects.filter(delegate=delegate).first()
    today = timezone.now().astimezone(delegate.meeting.zone).date()
    return LogisticsForm(data, delegate=delegate, logistics=logistics, today=today)


def frozen(request: HttpRequest, delegate: Delegate) -> HttpResponse:
    """What the host has, to read."""
    context = {
        "delegate": delegate,
        "meeting": delegate.meeting,
        "token": delegate_token(delegate),
        "sheet": sheet(delegate),
        "contact": host_address(delegate.meeting),
    }
    return render(request, "meetings/registration_logistics.html", context)


@opened_by_link
@require_POST
def registration_erase_group(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Takes back one consent to sensitive data, which erases it."""
    delegate = delegate_by_link(slug, token)
    consent = request.POST.get("withdraw")
    if consent not in Logistics.SENSITIVE:
        raise Http404
    if withdraw_logistics_consent(delegate=delegate, consent=consent, by=None):
        messages.success(request, _("Your consent is withdrawn, and what it allowed is erased."))
    return redirect(page_of(delegate))


@opened_by_link
@require_http_methods(METHODS)
def registration_questions(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    delegate, now = delegate_by_link(slug, token), timezone.now()
    if refusal := not_yet(request, delegate):
        return refusal

    def form_with(of: Delegate, data=None) -> AnswersForm:
        day = now.astimezone(delegate.meeting.zone).date()
        return AnswersForm(data, delegate=of, version=answers_version(of), day=day)

    form = form_with(delegate, request.POST if request.method == "POST" else None)
    return saved_or_shown(
        request,
        delegate,
        form,
        save=lambda: save_answers(
            delegate=delegate, version=form.cleaned_data["version"], values=form.values, by=None, now=now
        ),
        again=form_with,
        template="meetings/registration_questions.html",
    )
