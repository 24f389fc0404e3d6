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
    """One mail: about whose mandate, at which stage (days), to which address, and as what it is read there."""

    mandate: Liaison
    stage: int
    to: str
    reader: str

    @property
    def key(self) -> str:
        address = sha256(self.to.encode()).hexdigest()[:12]
        return f"mandate-{self.mandate.pk}-ends-{self.mandate.until}-{self.stage}-{address}"


def reminders_due(day: date) -> list[Reminder]:
    """Those not written yet. Where nights were missed only the nearest stage is made up for."""
    reminders = {
        reminder.key: reminder for mandate in ending_unfollowed(day) for reminder in reminders_of(mandate, day)
    }
    written = set(Message.objects.filter(key__in=reminders).values_list("key", flat=True))
    return [reminder for key, reminder in reminders.items() if key not in written]


def ending_unfollowed(day: date) -> list[Liaison]:
    """The primary mandates that end within 60 days from `day`, and after which nobody holds the seat."""
    ending = Liaison.objects.current_on(day).filter(
        kind=Liaison.Kind.PRIMARY, until__lte=day + timedelta(days=max(STAGES))
    )
    ending = ending.select_related("user", "organization").order_by("until", "pk")
    return [mandate for mandate in ending if not is_followed(mandate, mandate.until)]


def reminders_of(mandate: Liaison, day: date) -> Iterator[Reminder]:
    stage = min(stage for stage in STAGES if (mandate.until - day).days <= stage)
    seen = set()
    for reader in STAGES[stage]:
        for address in addresses(mandate, reader, day):
            if address and address not in seen:
                seen.add(address)
                yield Reminder(mandate, stage, address, reader)


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
        send(key=reminder.key, to=reminder.to, template=template, context=facts(reminder.mandate))
    return len(due)


def facts(mandate: Liaison) -> dict[str, Any]:
    """What a reminder tells: the mandate, its last day, and who was named and has not accepted yet."""
    named = mandate.hand_overs_given.open().select_related("successor__user").first()
    return {
        "mandate": mandate,
        "last_day": in_words(mandate.until),
        "named": named.person if named else "",
        "page": reverse("liaisons", args=[mandate.organization.slug]),
        "enquire": reverse("enquire"),
    }
