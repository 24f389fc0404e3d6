"""What a host decides about the own meeting, and what is written down of the lists that leave the registry."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.actions.registrations import fill_places, lock
from meetings.deadlines import faults_of_moments
from meetings.models import Meeting
from meetings.stamps import stamp_of
from organizations.actions.records import credit, record
from organizations.models import User

SETTINGS = ("registration_opens_at", "registration_closes_at", "call_closes_at", "frozen_at", "capacity", "quota")


class StaleSettingsError(Exception):
    """Somebody saved first; `meeting` is what stands there now."""

    def __init__(self, meeting: Meeting):
        super().__init__(str(meeting))
        self.meeting = meeting


def settings_of(meeting: Meeting) -> dict[str, Any]:
    return {name: getattr(meeting, name) for name in SETTINGS}


@transaction.atomic
def change_settings(*, meeting: Meeting, stamp: str, values: dict[str, Any], by: User, now: datetime) -> list[str]:
    """Replace the SETTINGS, if `stamp` is still theirs, and give the places that become free to those who wait.

    The names of those that changed. StaleSettingsError where the stamp is another, ValidationError where `values`
    contradict each other or the places that are taken.
    """
    present = lock(meeting.pk)
    if stamp_of(settings_of(present)) != stamp:
        raise StaleSettingsError(present)
    changed = [name for name in SETTINGS if values[name] != getattr(present, name)]
    if not changed:
        return []
    for name in changed:
        setattr(present, name, values[name])
    refuse_contradictions(present)
    present.full_clean()
    credit(present, by)
    present.save()
    record("changed the settings of", present, by=by, fields=changed)
    fill_places(meeting=present, now=now)
    return changed


def refuse_contradictions(meeting: Meeting) -> None:
    """ValidationError with a sentence beside each setting that another fact rules out."""
    faults = {**faults_of_numbers(meeting), **faults_of_moments(meeting)}
    if faults:
        raise ValidationError(faults)


def faults_of_numbers(meeting: Meeting) -> dict[str, str]:
    faults: dict[str, str] = {}
    taken = meeting.delegates.confirmed().count()
    if meeting.capacity is not None and meeting.capacity < taken:
        words = ngettext(
            "%(count)d person has a place already, and keeps it: the capacity cannot be lower.",
            "%(count)d people have a place already, and keep it: the capacity cannot be lower.",
            taken,
        )
        faults["capacity"] = words % {"count": taken}
    if meeting.capacity is not None and meeting.quota > meeting.capacity:
        faults["quota"] = _("An organization cannot have more places than there are.")
    return faults


def note_export(*, meeting: Meeting, name: str, kind: str, rows: int, by: User) -> None:
    """Write down that `by` took a list with personal data out of the registry, and how long it was; nothing of it."""
    record("exported", meeting, by=by, changes_pages=False, list=name, kind=kind, rows=rows)
