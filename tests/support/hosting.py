"""A meeting that erin hosts, and people who told her everything."""

from datetime import UTC, datetime

from django.urls import reverse
from django.utils import timezone

from tests.factories import make_delegate, make_logistics
from tests.personas import set_stage

TOLD = {
    "diet": "xdietx",
    "allergies": "xallergyx",
    "arrival_number": "xflightx",
    "departure_number": "xreturnx",
    "room_mate": "xmatex",
    "emergency_name": "xcontactx",
    "emergency_phone": "xcontactphonex",
    "emergency_relation": "xrelationx",
    "passport_name": "xpassportnamex",
    "passport_number": "xpassportnumberx",
}
ARRIVAL, DEPARTURE = datetime(2026, 11, 20, 21, 40, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC)


def set_hosting():
    """The personas' stage; the meeting's clocks are Tallinn's, two hours before UTC in winter."""
    stage = set_stage()
    stage.meeting.time_zone = "Europe/Tallinn"
    stage.meeting.save()
    return stage


def tell(delegate, **fields):
    """Logistics with all consents; texts are words that stand nowhere else, unless `fields` says otherwise."""
    consents = dict.fromkeys(("diet_consent_at", "emergency_consent_at", "passport_consent_at"), timezone.now())
    journey = {
        "arrives_at": ARRIVAL,
        "departs_at": DEPARTURE,
        "arrives_by": "plane",
        "departs_by": "plane",
        "nights": 3,
        "needs_visa": True,
    }
    return make_logistics(delegate, **{**TOLD, **consents, **journey, **fields})


def make_waiting(delegation, **fields):
    return make_delegate(delegation, state="waiting", **fields)


def address(stage, name, *rest):
    return reverse(name, args=[stage.meeting.slug, *rest])
