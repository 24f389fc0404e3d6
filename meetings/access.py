"""Fetches what a view is asked for, if the one who asks may know of it."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import get_object_or_404

from meetings.models import Document
from meetings.rules import may_see_document
from organizations.models import User


def get_file_document(user: User | AnonymousUser, pk: int, day: date) -> Document:
    """The document with a file; Http404 where there is none and where `user` may not see it."""
    document = get_object_or_404(Document.objects.exclude(file="").select_related("meeting"), pk=pk)
    if not may_see_document(user, document, day):
        raise Http404
    return document
