"""From whom what is on record is known, and how people add a source, or a number that contradicts it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.actions.evidence import AlreadyDecidedError, add_source, statement_about, withdraw_source
from meetings.forms.evidence import SourceForm
from meetings.models import Meeting
from meetings.reads.statements import (
    Sheet,
    sheet_of_history,
    sheet_of_meeting,
    sheet_of_organization,
    sheet_of_partners,
)
from meetings.statements import Statement, statement_of
from meetings.witnesses import decides_on, may_add_source, may_withdraw
from organizations.clock import today
from organizations.models import Evidence, Organization
from organizations.rules import oversees


@never_cache
@require_safe
def statements(request: HttpRequest, about: str, key: str) -> HttpResponse:
    refuse_those_without_a_voice(request)
    context = {"sheet": sheet_about(about, key), "oversees": oversees(request.user, today())}
    return render(request, "meetings/statements.html", context)


def sheet_about(about: str, key: str) -> Sheet:
    match about, key:
        case "member", slug:
            return sheet_of_organization(get_object_or_404(Organization, slug=slug))
        case "meeting", slug:
            return sheet_of_meeting(get_object_or_404(Meeting.objects.published(), slug=slug))
        case "forum", "history":
            return sheet_of_history()
        case "forum", "partners":
            return sheet_of_partners()
    raise Http404


def refuse_those_without_a_voice(request: HttpRequest) -> None:
    """What is on record is known to everybody, so whoever may add nothing is told that: PermissionDenied."""
    if not may_add_source(request.user, today()):
        raise PermissionDenied


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def source_add(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    refuse_those_without_a_voice(request)
    statement = statement_of(kind, pk)
    if statement is None:
        raise Http404
    at_once = decides_on(request.user, statement, today())
    form = SourceForm(request.POST if request.method == "POST" else None, statement=statement)
    if form.is_valid() and saved(request, form, at_once=at_once):
        said = _("Added. It stands there now.") if at_once else _("Thank you. The management team looks at it first.")
        messages.success(request, said)
        return redirect(page_of(statement))
    context = {"statement": statement, "form": form, "at_once": at_once, "back": page_of(statement)}
    return render(request, "meetings/source_add.html", context, status=422 if form.is_bound else 200)


def saved(request: HttpRequest, form: SourceForm, *, at_once: bool) -> bool:
    """Whether the source was added; what speaks against it then stands in the form."""
    try:
        add_source(
            statement=form.statement,
            source=form.source,
            says=form.says,
            at_once=at_once,
            by=request.user,
            now=timezone.now(),
        )
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    return True


def page_of(statement: Statement) -> str:
    """Where all that is known of the same organization or meeting stands."""
    if statement.meeting and statement.meeting.state != Meeting.State.DRAFT:
        return reverse("statements", args=["meeting", statement.meeting.slug])
    if organization := next(iter(statement.organizations), None):
        return reverse("statements", args=["member", organization.slug])
    return reverse("statements", args=["forum", "partners" if statement.slug == "partner" else "history"])


@never_cache
@require_POST
def source_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one added oneself, or what the management team no longer trusts."""
    evidence = get_object_or_404(Evidence.objects.select_related("source"), pk=pk)
    if not may_withdraw(request.user, evidence, today()):
        raise Http404
    try:
        withdraw_source(evidence=evidence, by=request.user, now=timezone.now())
        messages.success(request, _("Taken back. The log keeps that it was there."))
    except AlreadyDecidedError:
        messages.info(request, _("It had been decided on meanwhile."))
    statement = statement_about(evidence)
    return redirect(page_of(statement) if statement else "office_sources")
