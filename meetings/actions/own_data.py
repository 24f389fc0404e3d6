"""What delegates change of themselves."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from meetings.models import Delegate
from organizations.actions.records import record
from organizations.models import User

CONSENTS = ("listed_publicly_since", "listed_to_participants_since", "photos_since")


class StaleError(Exception):
    """Somebody saved first; the form began from what is no more."""


@transaction.atomic
def change_own_data(*, delegate: Delegate, version: int, values: dict[str, Any], by: User | None) -> None:
    """Replace `values` of `delegate`, who comes or waits; StaleError where it is not at `version` any more."""
    rows = Delegate.objects.active().filter(pk=delegate.pk, version=version)
    if not rows.update(**values, version=F("version") + 1):
        raise StaleError
    delegate.refresh_from_db()
    record("changed the data of", delegate, by=by)


@transaction.atomic
def give_consent(*, delegate: Delegate, consent: str, by: User | None, now: datetime) -> bool:
    """Note since when `delegate` agrees to one of CONSENTS; False where that was so, or the registration has ended."""
    given = Delegate.objects.active().filter(pk=delegate.pk, **{consent: None}).update(**{consent: now})
    if given:
        record("gave consent", delegate, by=by, consent=consent)
    return bool(given)


@transaction.atomic
def withdraw_consent(*, delegate: Delegate, consent: str, by: User | None) -> bool:
    """Take one of CONSENTS back, at once and at any time; False where it was not given."""
    taken = Delegate.objects.filter(pk=delegate.pk).exclude(**{consent: None}).update(**{consent: None})
    if taken:
        record("withdrew consent", delegate, by=by, consent=consent)
    return bool(taken)
