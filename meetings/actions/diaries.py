"""The secret address of somebody's own calendar."""

from django.db import transaction
from django.db.models import F

from meetings.models import PersonalCalendar
from organizations.actions.records import record
from organizations.models import User


@transaction.atomic
def renew_calendar(*, user: User, by: User) -> None:
    """Close the address that was given to calendar programs until now; `meetings.links.personal_path` gives the new."""
    calendar, _created = PersonalCalendar.objects.get_or_create(user=user)
    PersonalCalendar.objects.filter(pk=calendar.pk).update(link_version=F("link_version") + 1)
    record("renewed the address of the calendar of", user, by=by, changes_pages=False)
