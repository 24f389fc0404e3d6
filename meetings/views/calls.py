"""A meeting's call: opened and looked after by those who run it, answered by the members."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ifiso.http import opened_by_link
from meetings.access import delegation_by_call_link, delegation_for, meeting_for_host
from meetings.actions.calls import CallError, Sent, answer_call, open_call, remind_silent
from meetings.actions.rounds import Round, round_of_calls, round_of_reminders
from meetings.calls import Call, local_day, takes_answers
from meetings.forms.calls import AnswerForm
from meetings.models import Delegation, Meeting
from meetings.reads.answers import Roll
from meetings.reads.host_pages import frame
from meetings.rules import may_send
from organizations.actions.mailings import NotAsShownError
from organizations.clock import today
from organizations.models import User


@never_cache
@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    day = today()
    meeting = meeting_for_host(request.user, slug, day)
    context = {**frame(request, meeting), "roll": Roll(meeting, timezone.now(), day)}
    return render(request, "meetings/call.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_open(request: HttpRequest, slug: str) -> HttpResponse:
    day, now, only = today(), timezone.now(), request.GET.get("organization", "")
    meeting = meeting_for_host(request.user, slug, day)
    if request.method == "POST":
        deed = partial(open_call, meeting=meeting, by=request.user, now=now, day=day, only=only)
        if response := sent_or_none(request, meeting, deed):
            return response
    return show_round(request, "meetings/call_open.html", round_of_calls(meeting, now, day, only=only))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_remind(request: HttpRequest, slug: str) -> HttpResponse:
    day, now = today(), timezone.now()
    meeting = meeting_for_host(request.user, slug, day)
    if request.method == "POST":
        deed = partial(remind_silent, meeting=meeting, by=request.user, now=now, day=day)
        if response := sent_or_none(request, meeting, deed):
            return response
    reminders = round_of_reminders(meeting, now, day, since=local_day(meeting, now))
    if not reminders.reached:
        return redirect("call", slug)
    return show_round(request, "meetings/call_remind.html", reminders)


def sent_or_none(request: HttpRequest, meeting: Meeting, deed: Callable[..., Sent]) -> HttpResponse | None:
    """The way back to the answers; None where something else would leave than was shown, so it is shown once more."""
    try:
        sent = deed(seal=request.POST.get("seal", ""))
    except NotAsShownError:
        return None
    except CallError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, told(sent))
    return redirect("call", meeting.slug)


def told(sent: Sent) -> str:
    if not sent.organizations:
        return _("Nobody was left to write to, so nothing was sent.")
    if not sent.mails:
        return _("Noted; no mail could be sent, because nobody can be reached.")
    return ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", sent.mails) % {
        "count": sent.mails
    }


def show_round(request: HttpRequest, template: str, mails: Round) -> HttpResponse:
    """The mail as it will be read, and whom it reaches; on POST because that has changed since it was shown."""
    if not mails.organizations or not takes_answers(mails.meeting, mails.now):
        return redirect("call", mails.meeting.slug)
    changed = request.method == "POST"
    context = {
        **frame(request, mails.meeting),
        "round": mails,
        "mailing": mails.mailing,
        "seal": mails.mailing.seal(request.user),
        "changed": changed,
    }
    return render(request, template, context, status=409 if changed else 200)


@opened_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def call_answer(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Answered by whoever holds the link; by name, where that is somebody who is signed in and speaks for it."""
    delegation = delegation_by_call_link(slug, token, today())
    speaks = request.user.is_authenticated and may_send(request.user, delegation.organization, today())
    return answer(request, delegation, by=request.user if speaks else None, template="meetings/call_answer.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_call(request: HttpRequest, slug: str) -> HttpResponse:
    wanted, acts = request.GET.get("organization", ""), request.method == "POST"
    delegation = delegation_for(request.user, slug, today(), organization=wanted, to_act=acts)
    may_act = may_send(request.user, delegation.organization, today())
    return answer(request, delegation, by=request.user, template="meetings/my_call.html", may_act=may_act)


def answer(
    request: HttpRequest, delegation: Delegation, *, by: User | None, template: str, may_act: bool = True
) -> HttpResponse:
    form = AnswerForm(request.POST if request.method == "POST" else None, initial={"reason": delegation.answer_reason})
    if form.is_valid():
        try:
            answer_call(delegation=delegation, **form.cleaned_data, by=by, now=timezone.now())
        except CallError as refused:
            form.add_error(None, refused)
        else:
            return thank(request, delegation, by)
    context = {
        "call": Call(delegation, timezone.now()),
        "meeting": delegation.meeting,
        "form": form,
        "chosen": request.GET.get("answer") or form.data.get("answer") or delegation.answer,
        "may_act": may_act,
        "by_link": by is None,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)


def thank(request: HttpRequest, delegation: Delegation, by: User | None) -> HttpResponse:
    """On to what comes next: who is to come; without sign-in, the page that says so."""
    rows = delegation.meeting.delegations.select_related("organization", "meeting")
    call = Call(rows.get(organization=delegation.organization), timezone.now())
    messages.success(request, _("Thank you, your answer is recorded: %(answer)s") % {"answer": call.said})
    if by is None:
        return redirect(request.path)
    return redirect(call.delegation_page if call.takes_people else "desk")
