"""Fetches what a view is asked for, if the one who asks may know of it."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from meetings.links import delegate_of
from meetings.models import Delegate, Document
from meetings.rules import may_see_document
from organizations.models import User


def get_file_document(user: User | AnonymousUser, pk: int, day: date) -> Document:
    """The document with a file; Http404 where there is none and where `user` may not see it."""
    document = get_object_or_404(Document.objects.exclude(file="").select_related("meeting"), pk=pk)
    if not may_see_document(user, document, day):
        raise Http404
    return document


def delegate_by_link(slug: str, token: str) -> Delegate:
    """Whose page the link opens; Http404 for a link that is forged, revoked or of another meeting."""
    delegate = delegate_of(token)
    if delegate is None or delegate.meeting.slug != slug:
        raise Http404
    return delegate


def own_registrations(user: User, slug: str) -> list[Delegate]:
    """The registrations of `user` for that meeting: those that stand, or else those that ended; Http404 for none."""
    related = ["meeting", "delegation__organization", "delegation__partner"]
    found = list(user.delegates.filter(meeting__slug=slug).select_related(*related).order_by("-registered_at"))
    if not found:
        raise Http404
    return [delegate for delegate in found if delegate.state in Delegate.ACTIVE] or found
