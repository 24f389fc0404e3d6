"""Which organizations look after an outcome: they leave with a reason, and others are named in their place."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions.outcomes import make_owner
from meetings.models import Outcome, OutcomeUpdate
from organizations.actions.mail import send
from organizations.actions.records import credit, record
from organizations.models import Liaison, ManagementTerm, Organization, User


class LastOwnerError(ValidationError):
    """Nobody would own the outcome any more, and whoever leaves has not said to know that."""


@transaction.atomic
def leave_outcome(
    *, outcome: Outcome, organization: Organization, reason: str, alone: bool, by: User, now: datetime
) -> OutcomeUpdate | None:
    """End the ownership of `organization`, for a `reason` that everybody reads; None where it does not own it.

    The last owner leaves only when `alone` says that this is known; the host or the management team is told then.
    ValidationError without a reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    present = Outcome.objects.select_for_update().get(pk=outcome.pk)
    if not present.owners.filter(pk=organization.pk).exists():
        return None
    is_last = present.owners.count() == 1
    if is_last and present.is_open and not alone:
        raise LastOwnerError({"alone": _("No other organization owns it. Tick this if you leave it all the same.")})
    credit(present, by)
    present.owners.remove(organization)
    update = say(present, organization, _("%(organization)s hands it back: %(note)s"), reason, by, now)
    record("left", present, by=by, organization=organization.acronym)
    if is_last and present.is_open:
        tell_of_empty_seat(update, now.date())
    return update


@transaction.atomic
def name_owner(*, outcome: Outcome, organization: Organization, note: str, by: User, now: datetime) -> bool:
    """Make `organization` an owner, as its host or the management team says in `note`; False where it is one.

    Its support ends with that, as there is more than support now. ValidationError without a note.
    """
    if not note.strip():
        raise ValidationError({"note": _("Say why it is theirs.")})
    present = Outcome.objects.select_for_update().get(pk=outcome.pk)
    if not make_owner(present, organization, by=by, day=now.date()):
        return False
    say(present, None, _("%(organization)s takes it on: %(note)s"), note, by, now, named=organization)
    record("named an owner", present, by=by, organization=organization.acronym)
    return True


def say(
    outcome: Outcome,
    speaker: Organization | None,
    sentence: str,
    note: str,
    by: User,
    now: datetime,
    *,
    named: Organization | None = None,
) -> OutcomeUpdate:
    """A line of its story, in the state in which it is."""
    about = named or speaker
    words = sentence % {"organization": about.acronym if about else "", "note": note.strip()}
    return OutcomeUpdate.objects.create(
        outcome=outcome, state=outcome.state, note=words[:2000], organization=speaker, by=by, at=now
    )


def tell_of_empty_seat(update: OutcomeUpdate, day: date) -> None:
    """To the liaisons of its meeting's hosts, or where there are none to the management team."""
    outcome = update.outcome
    hosts = Liaison.objects.current_on(day).filter(organization__hostings__meeting=outcome.meeting)
    readers = set(hosts.filter(user__is_active=True).values_list("user__email", flat=True))
    if not readers:
        terms = ManagementTerm.objects.current_on(day).filter(user__is_active=True)
        readers = set(terms.values_list("user__email", flat=True))
    for number, address in enumerate(sorted(readers)):
        send(
            key=f"outcome-{outcome.pk}-left-{update.pk}-{number}",
            to=address,
            template="outcome_left",
            context={"outcome": outcome, "update": update},
        )
