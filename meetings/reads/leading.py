"""Which sessions somebody leads, or speaks for the organization that does."""

from datetime import date

from django.db.models import Q, QuerySet

from meetings.models import Delegate, Lead
from organizations.models import User
from organizations.rules import current_mandates


def leads_of(user: User, day: date) -> QuerySet[Lead]:
    """Those of `user` as a confirmed delegate, and of the organizations for which `user` speaks on `day`."""
    person = Q(delegate__user=user, delegate__state=Delegate.State.CONFIRMED)
    return Lead.objects.filter(person | Q(organization__in=current_mandates(user, day).values("organization")))
