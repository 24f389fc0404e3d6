"""Plants the sessions that are on offer for a meeting, and what was said about each."""

from datetime import timedelta
from typing import Any

from ifiso.scenario.calendar import at
from ifiso.scenario.scene import Scene
from meetings.models import Meeting, Offer, OfferEvent

PLAIN = ("state", "kind", "title", "abstract", "minutes", "needs")


def plant_offers(scene: Scene, meeting: Meeting, data: dict[str, Any]) -> None:
    """Each `offer` is an organization's, through a liaison; its `steps` are day, time, kind, person and words."""
    for entry in data.get("offer", []):
        steps = [step_at(scene, meeting, *step) for step in entry["steps"]]
        offer = Offer.objects.create(
            meeting=meeting,
            offered_for=scene.organizations[entry["offered_for"]],
            partner=scene.partners.get(entry.get("partner", "")),
            delegate=meeting.delegates.get(user=scene.people[entry["person"]]) if "person" in entry else None,
            user=steps[0]["by"],
            created_at=steps[0]["at"],
            version=len(steps),
            **{name: entry[name] for name in PLAIN if name in entry},
        )
        leading = [entry["offered_for"], *entry.get("together_with", [])]
        offer.organizations.set(scene.organizations[acronym] for acronym in leading)
        OfferEvent.objects.bulk_create(OfferEvent(offer=offer, **step) for step in steps)


def step_at(
    scene: Scene, meeting: Meeting, number: int, clock: str, kind: str, person: str, words: str = ""
) -> dict[str, Any]:
    moment = at(scene.day + timedelta(days=number), clock, meeting.zone)
    return {"at": moment, "kind": kind, "by": scene.people[person], "note": words}
