"""What a report was like before, and how it comes back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ifiso.cleaning import whole_number
from meetings.access import report_to_write
from meetings.actions.reports import StaleReportError, restore
from meetings.reads.report_writing import passages_between
from meetings.reads.revisions import revision_numbered, revisions_of
from meetings.rules import may_write_report
from organizations.clock import today


@never_cache
@require_safe
def report_revisions(request: HttpRequest, slug: str) -> HttpResponse:
    report = report_to_write(request.user, slug, today(), to_act=False)
    return render(request, "meetings/report_revisions.html", {"report": report, "revisions": revisions_of(report)})


@never_cache
@require_safe
def report_revision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What one revision changed, and what has changed since."""
    day = today()
    report = report_to_write(request.user, slug, day, to_act=False)
    found = revision_numbered(report, number)
    if found is None:
        raise Http404
    revision, earlier = found
    context = {
        "report": report,
        "revision": revision,
        "changed": passages_between(earlier, revision.row) if earlier else [],
        "since": passages_between(revision.row, report),
        "may_write": may_write_report(request.user, report, day),
    }
    return render(request, "meetings/report_revision.html", context)


@never_cache
@require_POST
def report_restore(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Gives the report the words of that revision back, as a new one, if it still is as the page showed it."""
    report = report_to_write(request.user, slug, today())
    found = revision_numbered(report, number)
    if found is None:
        raise Http404
    version = whole_number(request.POST.get("version", ""))
    try:
        restored = restore(report=report, revision=found[0].row, version=version, by=request.user)
    except StaleReportError:
        messages.warning(request, _("Somebody saved the report meanwhile. Look at what changed, and try again."))
        return redirect("report_revision", slug, number)
    messages.success(request, _("Restored, as a new revision.") if restored else _("Nothing had changed."))
    return redirect("report_edit", slug)
