"""The host's message to many: written, shown as it will be read, then sent."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meetings.access import meeting_for_host
from meetings.actions.messages import message_mailing, write_to_delegates
from meetings.forms.messages import MessageForm
from meetings.models import Meeting
from meetings.reads.host_pages import frame
from organizations.actions.mailings import NotAsShownError
from organizations.clock import today


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_message(request: HttpRequest, slug: str) -> HttpResponse:
    """Nothing is kept between the steps: each page brings along what was typed."""
    meeting = meeting_for_host(request.user, slug, today(), to_act=True)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if "edit" in request.POST:
        return show(request, meeting, MessageForm(initial=request.POST.dict()))
    if not form.is_valid():
        return show(request, meeting, form, status=422 if form.is_bound else 200)
    if "seal" not in request.POST:
        return preview(request, meeting, form)
    return send(request, meeting, form)


def send(request: HttpRequest, meeting: Meeting, form: MessageForm) -> HttpResponse:
    seal = request.POST["seal"]
    try:
        sent = write_to_delegates(meeting=meeting, **form.cleaned_data, by=request.user, seal=seal)
    except NotAsShownError:
        return preview(request, meeting, form, status=409)
    words = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", sent) % {"count": sent}
    messages.success(request, words if sent else _("This message was sent already, and nobody gets it twice."))
    return redirect("host_message", meeting.slug)


def preview(request: HttpRequest, meeting: Meeting, form: MessageForm, *, status: int = 200) -> HttpResponse:
    mailing = message_mailing(meeting=meeting, **form.cleaned_data, by=request.user)
    if mailing is None:
        return show(request, meeting, form, nobody=True, status=422)
    context = {
        **frame(request, meeting),
        "message": form.cleaned_data,
        "mailing": mailing,
        "seal": mailing.seal(request.user),
        "changed": status == 409,
    }
    return render(request, "meetings/host_message.html", context, status=status)


def show(
    request: HttpRequest, meeting: Meeting, form: MessageForm, *, nobody: bool = False, status: int = 200
) -> HttpResponse:
    context = {**frame(request, meeting), "form": form, "nobody": nobody}
    return render(request, "meetings/host_message.html", context, status=status)
