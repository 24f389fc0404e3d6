"""Fetching and authorising in one step: 403 where a room is closed to somebody, 404 where they may not even ask."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from organizations.models import Enquiry, User
from organizations.models.enquiries import EnquiryQuerySet
from organizations.rules import current_mandates, is_management


def enquiries_for(user: User, day: date) -> EnquiryQuerySet:
    """All enquiries for the management team and superusers, for liaisons those to the organizations they speak for."""
    if user.is_superuser or is_management(user, day):
        return Enquiry.objects.all()
    mandates = current_mandates(user, day)
    if not mandates.exists():
        raise PermissionDenied
    return Enquiry.objects.addressed_to(mandates.values("organization"))


def enquiry_for(user: User, pk: int, day: date) -> Enquiry:
    """One of `enquiries_for`; who has no part in it learns nothing, not even that it exists."""
    related = enquiries_for(user, day).select_related("organization", "answered_by")
    return get_object_or_404(related, pk=pk)
