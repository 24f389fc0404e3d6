"""Plants the invented organizations and partners."""

from typing import Any

from ifiso.scenario.calendar import month_after
from ifiso.scenario.scene import Scene
from organizations.models import Agreement, Field, Figure, Membership, Organization, Partner


def plant_organizations(scene: Scene, data: dict[str, Any]) -> None:
    fields = {
        name: Field.objects.get_or_create(name=name, defaults={"slug": slug})[0]
        for slug, name in data["fields"].items()
    }
    for entry in data["organization"]:
        scene.organizations[entry["acronym"]] = plant_organization(scene, entry, fields)
    for entry in data["partner"]:
        scene.partners[entry["slug"]] = Partner.objects.create(is_demo=True, source=scene.source, **entry)
    for entry in data["agreement"]:
        plant_agreement(scene, entry)


def plant_organization(scene: Scene, entry: dict[str, Any], fields: dict[str, Field]) -> Organization:
    slug, (city, country) = entry["acronym"].lower(), entry["seat"]
    organization = Organization.objects.create(
        slug=slug,
        acronym=entry["acronym"],
        name=entry["name"],
        founded=entry["founded"],
        city=city,
        country=country,
        website=f"https://{slug}.example.org/",
        role_email=f"external@{slug}.example",
        about=entry["about"].strip(),
        is_demo=True,
    )
    organization.fields.set(fields[name] for name in entry["fields"])
    organization.sources.add(scene.source)
    until = entry.get("until", "")
    Membership.objects.create(
        organization=organization, since=entry["since"], until=until, ended=bool(until), source=scene.source
    )
    plant_figures(scene, organization, entry["figures"])
    return organization


def plant_figures(scene: Scene, organization: Organization, entry: dict[str, Any]) -> None:
    """The wording and the doubt of a source belong to its number of students."""
    for kind in (Figure.Kind.STUDENTS, Figure.Kind.COUNTRIES, Figure.Kind.LOCAL_GROUPS):
        if kind in entry:
            of_students = kind == Figure.Kind.STUDENTS
            Figure.objects.create(
                organization=organization,
                kind=kind,
                value=entry[kind],
                as_worded=entry.get("worded", "") if of_students else "",
                doubt=entry.get("doubt", "") if of_students else "",
                as_of=entry["as_of"],
                source=scene.source,
            )


def plant_agreement(scene: Scene, entry: dict[str, Any]) -> None:
    first, last = entry["months"]
    Agreement.objects.create(
        partner=scene.partners[entry["partner"]],
        organization=scene.organizations[entry["organization"]],
        since=month_after(scene.day, first),
        until=month_after(scene.day, last),
        state=entry.get("state", Agreement.State.IN_FORCE),
        note=entry["note"],
        source=scene.source,
    )
