"""What the host knows of a delegate, in words, for reading."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ifiso.moments import in_words
from meetings.models import Delegate, Logistics

GROUPS = {
    "diet_consent_at": ["diet", "allergies"],
    "": [
        "arrives_at",
        "arrives_by",
        "arrival_number",
        "departs_at",
        "departs_by",
        "departure_number",
        "nights",
        "room_mate",
        "needs_visa",
    ],
    "emergency_consent_at": ["emergency_name", "emergency_phone", "emergency_relation"],
    "passport_consent_at": [
        "passport_name",
        "passport_number",
        "passport_country",
        "passport_expires_on",
        "born_on",
    ],
}


@dataclass(frozen=True)
class Group:
    """Labels with values in words; `consent` names the field of the consent they rest on, empty for none."""

    consent: str
    pairs: list[tuple[str, str]]


def sheet(delegate: Delegate) -> list[Group]:
    """What was told, in groups; nothing for what was not."""
    logistics = Logistics.objects.filter(delegate=delegate).first()
    if logistics is None:
        return []
    groups = [Group(consent, list(told(logistics, names))) for consent, names in GROUPS.items()]
    return [group for group in groups if group.pairs]


def told(logistics: Logistics, names: list[str]):
    for name in names:
        value = getattr(logistics, name)
        if value or (value == 0 and value is not False):
            yield str(Logistics._meta.get_field(name).verbose_name), words(logistics, name, value)


def words(logistics: Logistics, name: str, value: Any) -> str:
    if name in {"arrives_at", "departs_at"}:
        return in_words(value, logistics.delegate.meeting.zone)
    if value is True:
        return _("Yes")
    if Logistics._meta.get_field(name).choices and hasattr(logistics, f"get_{name}_display"):
        return str(getattr(logistics, f"get_{name}_display")())
    return str(getattr(value, "name", value))
