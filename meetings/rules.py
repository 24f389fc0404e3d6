"""Who may do what with the things of a meeting."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from meetings.models import Document, Meeting
from organizations.models import User
from organizations.rules import current_mandates, is_management


def is_host(user: User | AnonymousUser, meeting: Meeting | None, day: date) -> bool:
    """Whether `user` speaks on `day` for an organization that hosts `meeting`."""
    if meeting is None or not user.is_active:
        return False
    return current_mandates(user, day).filter(organization__hostings__meeting=meeting).exists()


def may_see_document(user: User | AnonymousUser, document: Document, day: date) -> bool:
    """Whether `document` is open to `user` on `day`. What a draft meeting shows to everybody, only members see so far."""
    meeting = document.meeting
    if document.visibility == Document.Visibility.PUBLIC and not (meeting and meeting.state == Meeting.State.DRAFT):
        return True
    if not user.is_active:
        return False
    if user.is_superuser or is_management(user, day):
        return True
    if document.visibility == Document.Visibility.MANAGEMENT:
        return is_host(user, meeting, day)
    return current_mandates(user, day).exists()
