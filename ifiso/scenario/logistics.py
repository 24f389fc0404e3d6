"""Plants what the invented delegates told their host, and what the host asked them."""

from datetime import timedelta
from typing import Any

from ifiso.scenario.calendar import at
from ifiso.scenario.scene import Scene
from meetings.models import Answer, Delegate, Logistics, Meeting, Question

PLAIN = ("diet", "allergies", "nights", "room_mate", "needs_visa")
JOURNEYS = {
    "arrives": ("arrives_at", "arrives_by", "arrival_number"),
    "departs": ("departs_at", "departs_by", "departure_number"),
}
EMERGENCY = ("emergency_name", "emergency_relation", "emergency_phone")


def plant_logistics(scene: Scene, meeting: Meeting, data: dict[str, Any]) -> None:
    """Each entry of `told` is one delegate's, by persona key or name; each `question` comes with its answers."""
    by_name = {delegate.name: delegate for delegate in meeting.delegates.all()}
    accounts = {key: by_name.get(user.name) for key, user in scene.people.items()}
    people = {**by_name, **accounts}
    for name, entry in data.get("told", {}).items():
        plant_told(scene, people[name], entry, first_day=data["first_day"])
    for position, entry in enumerate(data.get("question", [])):
        facts = {name: value for name, value in entry.items() if name != "answers"}
        question = Question.objects.create(meeting=meeting, position=position, **facts)
        given = entry.get("answers", {}).items()
        Answer.objects.bulk_create(
            Answer(question=question, delegate=people[name], value=value) for name, value in given
        )


def plant_told(scene: Scene, delegate: Delegate, entry: dict[str, Any], *, first_day: int) -> None:
    """`from` is the country of residence; `arrives` and `departs` are day (1 is the first), time, means and number."""
    Delegate.objects.filter(pk=delegate.pk).update(country=entry["from"], age_band=entry["age"])
    told = {name: entry[name] for name in PLAIN if name in entry}
    for journey, (moment, means, number) in JOURNEYS.items():
        if journey in entry:
            day, clock, *how = entry[journey]
            when = at(scene.day + timedelta(days=first_day + day - 1), clock, delegate.meeting.zone)
            told |= dict(zip((moment, means, number), (when, *how), strict=False))
    told |= dict(zip(EMERGENCY, entry.get("emergency", []), strict=False))
    consents = {
        moment: delegate.registered_at for moment, names in Logistics.SENSITIVE.items() if any(map(told.get, names))
    }
    if told:
        Logistics.objects.create(delegate=delegate, **told, **consents)
