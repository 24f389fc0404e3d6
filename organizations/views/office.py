"""The enquiry desk as those see it who answer."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ifiso.moments import deadline_in_words, in_words, waiting_in_words
from organizations.access import enquiries_for, enquiry_for
from organizations.actions.enquiries import AlreadyClosedError, answer_enquiry, dismiss_enquiry
from organizations.clock import today
from organizations.forms.enquiries import AnswerForm
from organizations.models import Activity, Enquiry, Evidence, Message
from organizations.rules import oversees

PAGE_SIZE = 50
DEEDS = {
    "received": gettext_lazy("Received"),
    "answered": gettext_lazy("Answered"),
    "dismissed": gettext_lazy("Closed without an answer"),
}


@dataclass(frozen=True)
class Row:
    """An enquiry with its times in words."""

    enquiry: Enquiry
    waiting: str
    overdue: bool
    received: str
    due: str
    answered: str


@never_cache
@require_safe
def office(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    enquiries = enquiries_for(request.user, today())
    closed = request.GET.get("state") == "answered"
    shown = enquiries.filter(answered_at__isnull=False).order_by("-answered_at") if closed else enquiries.waiting()
    page = Paginator(shown.select_related("organization", "answered_by"), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "finds": Evidence.objects.waiting().count() if oversees(request.user, today()) else None,
        "counts": counts(enquiries, now),
        "closed": closed,
        "page": page,
        "rows": [row(enquiry, now) for enquiry in page],
    }
    return render(request, "organizations/office.html", context)


def counts(enquiries, now: datetime) -> dict[str, int]:
    waiting = Q(answered_at=None)
    return enquiries.aggregate(
        waiting=Count("pk", filter=waiting),
        overdue=Count("pk", filter=waiting & Q(due_at__lt=now)),
        answered=Count("pk", filter=~waiting),
    )


def row(enquiry: Enquiry, now: datetime) -> Row:
    zone = ZoneInfo(settings.TEAM_TIME_ZONE)
    return Row(
        enquiry,
        waiting_in_words(enquiry.due_at, now),
        enquiry.answered_at is None and enquiry.due_at < now,
        in_words(enquiry.received_at, zone),
        deadline_in_words(enquiry.due_at, zone),
        in_words(enquiry.answered_at, zone) if enquiry.answered_at else "",
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def office_enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    enquiry = enquiry_for(request.user, pk, today())
    if request.method != "POST":
        return show(request, enquiry, AnswerForm())
    form = AnswerForm(request.POST)
    try:
        if "dismiss" in request.POST:
            dismiss_enquiry(enquiry=enquiry, by=request.user, now=timezone.now())
            messages.success(request, _("Closed without an answer; nobody was written to."))
        elif form.is_valid():
            answer_enquiry(enquiry=enquiry, text=form.cleaned_data["answer"], by=request.user, now=timezone.now())
            messages.success(request, _("Your answer is on its way, and the clock has stopped."))
        else:
            return show(request, enquiry, form, status=422)
    except AlreadyClosedError as refused:
        return show(request, refused.enquiry, form, status=409)
    return redirect("office_enquiry", pk=pk)


def show(request: HttpRequest, enquiry: Enquiry, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    context = {
        "row": row(enquiry, timezone.now()),
        "enquiry": enquiry,
        "form": form,
        "late": status == 409,
        **story(enquiry),
    }
    return render(request, "organizations/office_enquiry.html", context, status=status)


def story(enquiry: Enquiry) -> dict[str, list]:
    """What was done (what, when, by whom), and the mails about it that are still kept (to whom, sent when)."""
    zone = ZoneInfo(settings.TEAM_TIME_ZONE)
    about = Activity.objects.filter(target_type=enquiry._meta.label_lower, target_id=str(enquiry.pk))
    mails = Message.objects.filter(key__startswith=f"enquiry-{enquiry.pk}-").order_by("pk")
    return {
        "deeds": [
            {"what": DEEDS.get(deed.verb, deed.verb), "when": in_words(deed.at, zone), "who": deed.actor}
            for deed in about.select_related("actor").order_by("pk")
        ],
        "mails": [{"to": mail.to, "sent": mail.sent_at and in_words(mail.sent_at, zone)} for mail in mails],
    }
