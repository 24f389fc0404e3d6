"""When and where a meeting is, what it is about, and what its guests need to know."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from meetings.actions.moving import move_along
from meetings.actions.registrations import lock
from meetings.actions.topics import topics_named
from meetings.deadlines import faults_of_days
from meetings.models import Meeting
from meetings.planning import first_day
from meetings.stamps import stamp_of
from organizations.actions.records import credit, record
from organizations.models import User

PLAIN = ("city", "venue", "street_address", "time_zone", "about", "practical", "practical_is_public")
DAYS = ("starts_on", "ends_on")
PLACE = ("city", "country")


class StaleDetailsError(Exception):
    """Somebody saved first; `meeting` is what stands there now."""

    def __init__(self, meeting: Meeting):
        super().__init__(str(meeting))
        self.meeting = meeting


@dataclass(frozen=True)
class Saved:
    """The names of what changed, and how many planned sessions moved along."""

    changed: list[str]
    moved: int = 0


def details_of(meeting: Meeting) -> dict[str, Any]:
    """The details as `change_details` takes them: days as ISO text, the country's code, the keys of topics."""
    plain = {name: getattr(meeting, name) for name in PLAIN}
    days = {name: str(getattr(meeting, name) or "") for name in DAYS}
    topics = sorted(meeting.topics.values_list("pk", flat=True))
    return {**plain, **days, "country": str(meeting.country), "topics": topics}


@transaction.atomic
def change_details(
    *,
    meeting: Meeting,
    stamp: str,
    values: dict[str, Any],
    new_topics: list[str],
    moves_plans: bool,
    by: User,
    now: datetime,
) -> Saved:
    """Replace the details, if `stamp` is still theirs, by `values` in the form of `details_of`.

    With another zone the planned sessions keep their hour; with another first day they move by as many days, if
    `moves_plans`. StaleDetailsError where the stamp is another, ValidationError, by field, where dates contradict
    each other.
    """
    present = lock(meeting.pk)
    before, began, zone = details_of(present), first_day(present), present.zone
    if stamp_of(before) != stamp:
        raise StaleDetailsError(present)
    topics = sorted({*values["topics"], *(topic.pk for topic in topics_named(new_topics))})
    values = {**values, "topics": topics}
    changed = [name for name in before if values[name] != before[name]]
    if not changed:
        return Saved([])
    assign(present, values, changed)
    credit(present, by)
    present.save()
    present.topics.set(topics)
    begins = first_day(present)
    shift = (begins - began).days if began and begins else 0
    moved = move_along(meeting=present, shift=shift, moves=moves_plans, zone=zone, by=by, now=now)
    record("changed the details of", present, by=by, fields=changed)
    return Saved(changed, moved)


def assign(meeting: Meeting, values: dict[str, Any], changed: list[str]) -> None:
    """Set what changed, and what follows; ValidationError where the days cannot be."""
    for name in changed:
        if name != "topics":
            setattr(meeting, name, values[name])
    for derived in ("when", "where", "when_and_where"):
        meeting.__dict__.pop(derived, None)
    if {*PLACE} & {*changed}:
        meeting.latitude, meeting.longitude = coordinates_of(meeting)
    if faults := faults_of_days(meeting):
        raise ValidationError(faults)
    meeting.full_clean()


def coordinates_of(meeting: Meeting) -> tuple[Any, Any]:
    """Where the map has the place already, from another meeting there; nothing is better than the former city's."""
    there = Meeting.objects.filter(city__iexact=meeting.city, country=meeting.country).exclude(latitude=None)
    return there.exclude(pk=meeting.pk).values_list("latitude", "longitude").first() or (None, None)
