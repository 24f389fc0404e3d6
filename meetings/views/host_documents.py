"""A meeting's documents in the workspace of its host, and how one is added."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ifiso.uploads.requests import takes_up_to
from meetings.access import workspace_of
from meetings.actions.documents import add_document
from meetings.forms.documents import LARGEST_REQUEST, TOO_LARGE, WAYS, DocumentForm
from meetings.keepers import session_to_add_to
from meetings.models import Meeting, Session
from meetings.reads.documents import lacks_minutes, shelves_of
from meetings.reads.host_pages import frame
from meetings.rules import is_past
from organizations.clock import today

METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def host_documents(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = workspace_of(request.user, slug, today(), whole=True)
    missing = is_past(meeting, timezone.now()) and lacks_minutes(meeting)
    context = {**frame(request, meeting), "shelves": shelves_of(request.user, meeting, today()), "no_minutes": missing}
    return render(request, "meetings/host_documents.html", context)


@takes_up_to(LARGEST_REQUEST, TOO_LARGE)
@never_cache
@require_http_methods(METHODS)
def host_document_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A file, a link or a pointer to paper, as `?as=` says."""
    meeting = workspace_of(request.user, slug, today(), whole=True, to_act=True)
    return take_in(request, meeting, None, {**frame(request, meeting), "back": "host_documents"})


@takes_up_to(LARGEST_REQUEST, TOO_LARGE)
@never_cache
@require_http_methods(METHODS)
def session_document_add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The same for those who lead the session."""
    session = session_to_add_to(request.user, slug, pk, today())
    context = {"meeting": session.meeting, "session": session, "back": "documents"}
    return take_in(request, session.meeting, session, context)


def new_form(meeting: Meeting, session: Session | None, way: str, *sent) -> DocumentForm:
    return WAYS[way](*sent, meeting=meeting, session=session)


def take_in(request: HttpRequest, meeting: Meeting, session: Session | None, context: dict) -> HttpResponse:
    page = "session_document_add" if session else "host_document_add"
    way = request.GET.get("as", "")
    way = way if way in WAYS else "file"
    if request.method != "POST":
        return show(request, page, context, new_form(meeting, session, way), way=way)
    form = new_form(meeting, session, way, request.POST, request.FILES)
    if form.is_valid():
        try:
            add_document(meeting=meeting, values=form.values, upload=form.upload, by=request.user, now=timezone.now())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("“%(title)s” is added.") % {"title": form.cleaned_data["title"]})
            return redirect(context["back"], meeting.slug)
    return show(request, page, context, form, way=way, status=422)


def show(request: HttpRequest, page: str, context: dict, form: DocumentForm, *, way: str, status=200) -> HttpResponse:
    return render(request, f"meetings/{page}.html", {**context, "form": form, "way": way}, status=status)
