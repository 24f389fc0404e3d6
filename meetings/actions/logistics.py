"""What confirmed delegates tell the host: kept only with its consent, and only until the host's freeze."""

from collections.abc import Collection, Mapping
from datetime import datetime
from hashlib import blake2b
from json import dumps
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions.own_data import StaleError
from meetings.actions.registrations import RegistrationError
from meetings.models import Answer, Delegate, Logistics
from meetings.rules import is_frozen
from organizations.actions.records import record
from organizations.models import User


@transaction.atomic
def save_logistics(
    *,
    delegate: Delegate,
    version: int,
    values: Mapping[str, Any],
    consents: Collection[str],
    by: User | None,
    now: datetime,
) -> Logistics:
    """Replace what the host knows; `version` 0 for the first time, `consents` are keys of `Logistics.SENSITIVE`.

    StaleError where somebody saved first, RegistrationError where the delegate is not confirmed or the host has
    frozen the logistics.
    """
    row = lock_confirmed(delegate)
    if is_frozen(row.meeting, now):
        raise RegistrationError(
            _("The host works with this data now, so it cannot be changed any more. Tell the host.")
        )
    logistics = Logistics.objects.filter(delegate=row).first() or Logistics(delegate=row, version=0)
    if logistics.version != version:
        raise StaleError
    for name, value in values.items():
        setattr(logistics, name, value)
    for field, names in Logistics.SENSITIVE.items():
        if field in consents:
            setattr(logistics, field, getattr(logistics, field) or now)
        else:
            forget(logistics, field, names)
    logistics.version = version + 1
    logistics.save()
    record("changed the logistics of", row, by=by, changes_pages=False)
    return logistics


@transaction.atomic
def withdraw_logistics_consent(*, delegate: Delegate, consent: str, by: User | None) -> bool:
    """Erase at once what one of the keys of `Logistics.SENSITIVE` allowed, frozen or not; False where it did not."""
    logistics = Logistics.objects.select_for_update().filter(delegate=delegate).exclude(**{consent: None}).first()
    if logistics is None:
        return False
    forget(logistics, consent, Logistics.SENSITIVE[consent])
    logistics.version += 1
    logistics.save()
    record("withdrew consent", delegate, by=by, changes_pages=False, consent=consent)
    return True


def forget(logistics: Logistics, consent: str, names: Collection[str]) -> None:
    """Empty the fields that the consent covers, as they were before anything was told."""
    untold = Logistics()
    for name in (consent, *names):
        setattr(logistics, name, getattr(untold, name))


def answers_version(delegate: Delegate) -> str:
    """Changes with every answer of `delegate`."""
    answers = list(delegate.answers.order_by("question_id").values_list("question_id", "value"))
    return blake2b(dumps(answers).encode(), digest_size=8).hexdigest()


@transaction.atomic
def save_answers(
    *, delegate: Delegate, version: str, values: Mapping[int, Any], by: User | None, now: datetime
) -> None:
    """Store answers by the questions' keys; None takes an answer back. Questions that are frozen stay as they are.

    StaleError where the answers are not at `answers_version` any more.
    """
    row = lock_confirmed(delegate)
    if answers_version(row) != version:
        raise StaleError
    day = now.astimezone(row.meeting.zone).date()
    for question in row.meeting.questions.filter(pk__in=values):
        if question.is_frozen_on(day):
            continue
        if values[question.pk] is None:
            row.answers.filter(question=question).delete()
        else:
            Answer.objects.update_or_create(question=question, delegate=row, defaults={"value": values[question.pk]})
    record("answered the questions to", row, by=by, changes_pages=False)


def lock_confirmed(delegate: Delegate) -> Delegate:
    """The row as it is now, locked, with its meeting; RegistrationError where it is not confirmed any more."""
    row = Delegate.objects.select_for_update(of=["self"]).select_related("meeting").get(pk=delegate.pk)
    if row.state != Delegate.State.CONFIRMED:
        raise RegistrationError(_("This is for confirmed delegates only, and this registration is not confirmed now."))
    return row
