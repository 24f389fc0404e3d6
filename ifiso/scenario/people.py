"""Plants the invented people, their mandates, and what the public asked them."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.utils.text import slugify

from ifiso.personas import PERSONAS
from ifiso.scenario.calendar import next_occurrence
from ifiso.scenario.scene import Scene
from organizations.models import Enquiry, Holiday, Liaison, ManagementTerm, User


def plant_people(scene: Scene, data: dict[str, Any]) -> None:
    for persona in PERSONAS:
        scene.people[persona.key] = plant_person(persona.name, persona.email)
    User.objects.filter(pk=scene.people[data["superuser"]].pk).update(is_staff=True, is_superuser=True)
    for entry in data["mandates"]:
        Liaison.objects.create(title=entry["title"], kind=entry.get("kind", Liaison.Kind.PRIMARY), **term(scene, entry))
    for entry in data["management"]:
        ManagementTerm.objects.create(**term(scene, entry))
    for month, day, name in data["holidays"]:
        Holiday.objects.get_or_create(day=next_occurrence(scene.day, month, day), defaults={"name": name})
    for entry in data["enquiry"]:
        plant_enquiry(scene, entry)


def plant_person(name: str, email: str) -> User:
    """Whoever has this address already, or a new account that can sign in with it."""
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    return user


def address_of(name: str) -> str:
    return f"{slugify(name)}@demo.example"


def term(scene: Scene, entry: dict[str, Any]) -> dict[str, Any]:
    """Who holds what from when until when."""
    name = entry["person"]
    if name not in scene.people:
        scene.people[name] = plant_person(name, address_of(name))
    since, until = (scene.day + timedelta(days=number) for number in entry["days"])
    organization = scene.organizations[entry["organization"]]
    return {"user": scene.people[name], "organization": organization, "since": since, "until": until}


def plant_enquiry(scene: Scene, entry: dict[str, Any]) -> None:
    answerer = entry.get("answered_by")
    Enquiry.objects.create(
        organization=scene.organizations.get(entry.get("organization", "")),
        name=entry["name"],
        email=address_of(entry["name"]),
        subject=entry["subject"],
        text=entry["text"],
        fingerprint=f"demo-{entry['key']}",
        answered_by=scene.people[answerer] if answerer else None,
        answer=entry.get("answer", ""),
        **{f"{what}_at": scene.now + timedelta(hours=hours) for what, hours in entry["hours"].items()},
    )
