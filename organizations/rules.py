"""Who may do what on a day. Every right follows from a dated record, so it begins and ends by itself."""

from datetime import date

from django.contrib.auth.models import AnonymousUser

from organizations.models import Liaison, ManagementTerm, User
from organizations.models.liaisons import DatedQuerySet


def current_mandates(user: User | AnonymousUser, day: date) -> DatedQuerySet:
    """The mandates in which `user` speaks for an organization on `day`, each with its organization."""
    return Liaison.objects.current_on(day).filter(user_id=user.pk).select_related("organization")


def coming_mandates(user: User | AnonymousUser, day: date) -> DatedQuerySet:
    """The mandates that begin after `day`: `user` is "-elect"."""
    return Liaison.objects.beginning_after(day).filter(user_id=user.pk).select_related("organization")


def current_terms(user: User | AnonymousUser, day: date) -> DatedQuerySet:
    """The management terms of `user` that run on `day`."""
    return ManagementTerm.objects.current_on(day).filter(user_id=user.pk).select_related("organization")


def is_management(user: User | AnonymousUser, day: date) -> bool:
    """Whether `user` is in the management team on `day`."""
    return user.is_active and current_terms(user, day).exists()
