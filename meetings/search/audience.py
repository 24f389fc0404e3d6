"""Which entries somebody may see: what everybody sees, and what mandates open."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from meetings.models import Host
from meetings.models.search import SearchEntry
from organizations.models import User
from organizations.rules import current_mandates, oversees

Audience = SearchEntry.Audience


def entries_for(user: User | AnonymousUser, day: date) -> QuerySet[SearchEntry]:
    """As `meetings.rules.may_see_document` says of documents; everything else is public."""
    if not user.is_active:
        return SearchEntry.objects.public()
    if oversees(user, day):
        return SearchEntry.objects.all()
    mandates = current_mandates(user, day)
    if not mandates.exists():
        return SearchEntry.objects.public()
    hosted = Host.objects.filter(organization__in=mandates.values("organization")).values_list("meeting", flat=True)
    own = Q(audience=Audience.MANAGEMENT, meeting__in=list(hosted))
    return SearchEntry.objects.filter(Q(audience__in=[Audience.PUBLIC, Audience.MEMBERS]) | own)
