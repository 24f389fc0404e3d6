"""Documents are corrected, replaced and removed by whoever keeps them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ifiso.differences import side_by_side
from ifiso.uploads.requests import takes_up_to
from meetings.actions.documents import StaleDocumentError, change_document, remove_document
from meetings.forms.documents import LARGEST_REQUEST, TOO_LARGE, DocumentForm, change_form, way_of
from meetings.keepers import document_to_keep
from meetings.models import Document
from meetings.rules import may_run
from organizations.clock import today

METHODS = ["GET", "HEAD", "POST"]


@takes_up_to(LARGEST_REQUEST, TOO_LARGE)
@never_cache
@require_http_methods(METHODS)
def document_edit(request: HttpRequest, pk: int) -> HttpResponse:
    document = document_to_keep(request.user, pk, today())
    form = form_of(request, document)
    if request.method != "POST":
        return show(request, document, form)
    if form.is_valid():
        try:
            changed = save(request, document, form)
        except StaleDocumentError as stale:
            return show_both(request, stale.document, form)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing had changed."))
            return redirect(back_from(request, document), document.meeting.slug)
    return show(request, document, form, status=422)


def save(request: HttpRequest, document: Document, form: DocumentForm) -> bool:
    seen = form.cleaned_data["stamp"]
    return change_document(document=document, stamp_seen=seen, values=form.values, upload=form.upload, by=request.user)


def form_of(request: HttpRequest, document: Document, *, stored: bool = False) -> DocumentForm:
    """Who leads a session, but does not run the meeting, leaves its document there."""
    sent = (request.POST, request.FILES) if request.method == "POST" and not stored else ()
    runs = may_run(request.user, document.meeting, today())
    return change_form(document, *sent, session=None if runs else document.session)


def back_from(request: HttpRequest, document: Document) -> str:
    return "host_documents" if may_run(request.user, document.meeting, today()) else "documents"


def show_both(request: HttpRequest, saved: Document, typed: DocumentForm) -> HttpResponse:
    stored = form_of(request, saved, stored=True)
    return show(request, saved, typed, status=409, differences=side_by_side(typed, stored))


def show(request: HttpRequest, document: Document, form: DocumentForm, *, status: int = 200, **more) -> HttpResponse:
    context = {"document": document, "meeting": document.meeting, "form": form, "way": way_of(document)}
    context |= {"back": back_from(request, document), **more}
    return render(request, "meetings/document_edit.html", context, status=status)


@never_cache
@require_http_methods(METHODS)
def document_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, and removes by POST."""
    document = document_to_keep(request.user, pk, today())
    back = back_from(request, document)
    if request.method == "POST":
        remove_document(document=document, by=request.user)
        messages.success(request, _("“%(title)s” is removed.") % {"title": document.title})
        return redirect(back, document.meeting.slug)
    context = {"document": document, "meeting": document.meeting, "back": back}
    return render(request, "meetings/document_remove.html", context)
