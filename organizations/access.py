"""Fetching and authorising in one step: 403 where a room is closed to somebody, 404 where they may not even ask."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from organizations.models import Enquiry, HandOver, Liaison, Organization, User
from organizations.models.enquiries import EnquiryQuerySet
from organizations.rules import coming_mandates, current_mandates, is_management, may_see_team, speaks_for, stands_in


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


def organization_for_team(user: User, slug: str, day: date) -> Organization:
    """The organization whose seats `user` may see; to all others it is not there."""
    organization = get_object_or_404(Organization, slug=slug)
    if not may_see_team(user, organization, day):
        raise Http404
    return organization


def mandate_for(user: User, slug: str, pk: int, day: date) -> Liaison:
    """A mandate of `organization_for_team`, with its organization and person."""
    mandates = organization_for_team(user, slug, day).liaisons.select_related("user", "organization")
    return get_object_or_404(mandates, pk=pk)


def hand_over_for(user: User, slug: str, pk: int, day: date) -> HandOver:
    """A hand-over of `organization_for_team`, with both mandates and the invitation."""
    related = ["organization", "predecessor__user", "predecessor__organization", "successor__user", "invitation"]
    hand_overs = organization_for_team(user, slug, day).hand_overs.select_related(*related, "created_by")
    return get_object_or_404(hand_overs, pk=pk)


def organization_to_edit(user: User, slug: str, day: date, *, to_act: bool = True) -> Organization:
    """The organization that `user` speaks for, or stands in for while nobody does; to all others it is not there.

    Those elect may look: PermissionDenied where they want `to_act`.
    """
    organization = get_object_or_404(Organization, slug=slug)
    if speaks_for(user, organization, day) or stands_in(user, organization, day):
        return organization
    if not coming_mandates(user, day).filter(organization=organization).exists():
        raise Http404
    if to_act:
        raise PermissionDenied
    return organization
