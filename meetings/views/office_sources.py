"""What people found out about others: the management team takes it up or leaves it out."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ifiso.cleaning import whole_number
from meetings.actions.evidence import AlreadyDecidedError, accept_source, decline_source
from meetings.forms.evidence import DecisionForm
from meetings.statements import Statement, statements_about
from meetings.views.sources import page_of
from organizations.clock import today
from organizations.models import Evidence
from organizations.rules import oversees

PAGE_SIZE = 20


@dataclass(frozen=True)
class Found:
    """A source that somebody named, what it speaks about, and the form by which it is decided on while it waits.

    `statement` is None where that is no longer on record.
    """

    evidence: Evidence
    statement: Statement | None
    page: str
    form: DecisionForm | None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def office_sources(request: HttpRequest) -> HttpResponse:
    if not oversees(request.user, today()):
        raise PermissionDenied
    if request.method != "POST":
        return show(request)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return show(request, form, status=422)
    evidence = get_object_or_404(Evidence.objects.select_related("source", "added_by"), pk=form.cleaned_data["pk"])
    try:
        decide(request, evidence, form)
    except AlreadyDecidedError as late:
        messages.info(
            request, _("Somebody else had decided already: %(state)s.") % {"state": late.evidence.get_state_display()}
        )
    except ValidationError as refused:
        form.add_error("reason", refused.messages)
        return show(request, form, status=422)
    return redirect("office_sources")


def decide(request: HttpRequest, evidence: Evidence, form: DecisionForm) -> None:
    now, who = timezone.now(), request.user
    if form.cleaned_data["do"] == "accept":
        accept_source(evidence=evidence, by=who, now=now)
        messages.success(request, _("Accepted. Everybody reads it now, and the one who found it is told."))
    else:
        decline_source(evidence=evidence, reason=form.cleaned_data["reason"], by=who, now=now)
        messages.success(request, _("Left out. The one who found it reads your reason."))


def show(request: HttpRequest, refused: DecisionForm | None = None, *, status: int = 200) -> HttpResponse:
    decided = request.GET.get("state") == "decided"
    shown = (
        Evidence.objects.exclude(decided_at=None).order_by("-decided_at", "-pk")
        if decided
        else Evidence.objects.waiting()
    )
    related = shown.select_related("source", "added_by", "decided_by")
    page = Paginator(related, PAGE_SIZE).get_page(request.GET.get("page"))
    statements = statements_about(page)
    context = {
        "decided": decided,
        "page": page,
        "found": [found(evidence, statements.get(evidence.pk), refused) for evidence in page],
        "form": refused,
        "waiting": Evidence.objects.waiting().count(),
    }
    return render(request, "meetings/office_sources.html", context, status=status)


def found(evidence: Evidence, statement: Statement | None, refused: DecisionForm | None) -> Found:
    """What was typed about one of them stays with it."""
    page = page_of(statement) if statement else ""
    if evidence.state != Evidence.State.PROPOSED:
        return Found(evidence, statement, page, None)
    is_it = refused is not None and whole_number(refused.data.get("pk", "")) == evidence.pk
    form = refused if is_it else DecisionForm(auto_id=f"id_%s_{evidence.pk}")
    return Found(evidence, statement, page, form)
