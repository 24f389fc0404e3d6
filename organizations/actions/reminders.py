"""A seat must not become empty unnoticed: reminders 60, 30 and 7 days before a mandate ends without a successor."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.urls import reverse

from organizations.actions.mail import send
from organizations.actions.mandates import in_words, is_followed
from organizations.models import Liaison, ManagementTerm, Message

# Days before the last one, the latest stage first, and whom each of them reaches.
STAGES = {7: ("holder", "role", "team"), 30: ("holder", "role"), 60: ("holder",)}


@dataclass(frozen=True)
class Reminder:
    """One mail: about whose mandate and its end, at which stage (days), to which address, as what it is read there."""

    mandate: Liaison
    last_day: date
    stage: int
    to: str
    reader: str

    @property
    def key(self) -> str:
        address = sha256(self.to.encode()).hexdigest()[:12]
        return f"mandate-{self.mandate.pk}-ends-{self.last_day}-{self.stage}-{address}"


def reminders_due(day: date) -> list[Reminder]:
    """Those not written yet. Where nights were missed only the nearest stage is made up for."""
    due = [reminder for ending in endings(day) for reminder in reminders_of(*ending, day)]
    reminders = {reminder.key: reminder for reminder in due}
    written = set(Message.objects.filter(key__in=reminders).values_list("key", flat=True))
    return [reminder for key, reminder in reminders.items() if key not in written]


def endings(day: date) -> list[tuple[Liaison, date]]:
    """The primary mandates that end within 60 days, and after which nobody holds the seat, each with its last day."""
    primary = Liaison.objects.current_on(day).filter(kind=Liaison.Kind.PRIMARY)
    soon = primary.filter(until__lte=day + timedelta(days=max(STAGES))).select_related("user", "organization")
    dated = [(mandate, mandate.until) for mandate in soon.order_by("until", "pk")]
    return [(mandate, last_day) for mandate, last_day in dated if not is_followed(mandate, last_day)]


def reminders_of(mandate: Liaison, last_day: date, day: date) -> Iterator[Reminder]:
    stage = min(stage for stage in STAGES if (last_day - day).days <= stage)
    seen = set()
    for reader in STAGES[stage]:
        for address in addresses(mandate, reader, day):
            if address and address not in seen:
                seen.add(address)
                yield Reminder(mandate, last_day, stage, address, reader)


def addresses(mandate: Liaison, reader: str, day: date) -> list[str]:
    if reader == "holder":
        return [mandate.user.email]
    if reader == "role":
        return [mandate.organization.role_email]
    terms = ManagementTerm.objects.current_on(day).filter(user__is_active=True)
    return list(terms.order_by("user__email").values_list("user__email", flat=True))


@transaction.atomic
def remind(*, day: date) -> int:
    """Write the reminders that are due, and return how many."""
    due = reminders_due(day)
    for reminder in due:
        template = f"mandate_ends_{reminder.reader}"
        send(key=reminder.key, to=reminder.to, template=template, context=facts(reminder))
    return len(due)


def facts(reminder: Reminder) -> dict[str, Any]:
    """What a reminder tells: the mandate, its last day, and who was named and has not accepted yet."""
    mandate = reminder.mandate
    named = mandate.hand_overs_given.open().select_related("successor__user").first()
    return {
        "mandate": mandate,
        "last_day": in_words(reminder.last_day),
        "named": named.person if named else "",
        "page": reverse("liaisons", args=[mandate.organization.slug]),
        "enquire": reverse("enquire"),
    }
