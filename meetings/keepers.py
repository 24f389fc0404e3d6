"""Who looks after the documents of a meeting: its host, and for those of a session whoever leads it."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from meetings.models import Document, Meeting, Session
from meetings.reads.leading import leads_of
from meetings.rules import is_closed, may_look, may_run, may_see_document
from organizations.models import User


def leads(user: User | AnonymousUser, session: Session | None, day: date) -> bool:
    """Whether `user` leads `session`, or speaks for who does, and may still add to what is known of it."""
    if session is None or not user.is_active or is_closed(session.meeting, day):
        return False
    return leads_of(user, day).filter(session=session).exists()


def may_keep_document(user: User | AnonymousUser, document: Document, day: date) -> bool:
    """Whether `user` changes and removes `document`: the host, and who leads the session those that they added.

    What the host has kept to itself and the management team since then is the host's alone.
    """
    if document.meeting is None:
        return False
    if may_run(user, document.meeting, day):
        return True
    is_own = document.added_by_id == user.pk and document.visibility != Document.Visibility.MANAGEMENT
    return is_own and leads(user, document.session, day)


def document_to_keep(user: User, pk: int, day: date) -> Document:
    """Http404 where `user` may not know of it; PermissionDenied where another keeps it."""
    documents = Document.objects.exclude(meeting=None).select_related("meeting", "session__meeting", "custodian")
    document = get_object_or_404(documents, pk=pk)
    if may_keep_document(user, document, day):
        return document
    if may_see_document(user, document, day):
        raise PermissionDenied
    raise Http404


def session_to_add_to(user: User, slug: str, pk: int, day: date) -> Session:
    """Public sessions are known to everybody, so whoever does not lead one is told that: PermissionDenied."""
    sessions = Session.objects.public().filter(meeting__in=Meeting.objects.published()).select_related("meeting")
    session = get_object_or_404(sessions, pk=pk, meeting__slug=slug)
    if not (leads(user, session, day) or may_run(user, session.meeting, day)):
        raise PermissionDenied
    return session


def meeting_with_documents(user: User, slug: str, day: date) -> Meeting:
    """Any published meeting; a draft for those alone who see all of its workspace."""
    meeting = get_object_or_404(Meeting, slug=slug)
    if meeting.state == Meeting.State.DRAFT and not may_look(user, meeting, day):
        raise Http404
    return meeting
