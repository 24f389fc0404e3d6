"""Puts the scenario into a registry that has none yet."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ifiso.scenario.anchor import Anchor, write_anchor
from ifiso.scenario.calendar import names_on
from ifiso.scenario.meetings import plant_meeting, plant_results
from ifiso.scenario.organizations import plant_organizations
from ifiso.scenario.people import plant_people
from ifiso.scenario.scene import Scene, read
from meetings.models import Meeting
from organizations.actions.records import record
from organizations.models import Organization, Source


class NameTakenError(Exception):
    """A real organization has an acronym or a slug that the scenario needs."""


@transaction.atomic
def plant(day: date) -> Scene:
    """Plant everything as on `day`; NameTakenError, and nothing is planted, where a real organization is in the way."""
    organizations = read("organizations")
    refuse_real_namesakes([entry["acronym"] for entry in organizations["organization"]])
    code = organizations["source"].pop("code")
    source = Source.objects.get_or_create(code=code, defaults=organizations["source"])[0]
    scene = Scene(day=day, now=timezone.now(), source=source)
    plant_organizations(scene, organizations)
    plant_people(scene, read("people"))
    names = names_on(day, taken=taken_names())
    meetings = {key: read(key) for key in names}
    for key, data in meetings.items():
        plant_meeting(scene, key, names[key], data)
    for key, data in meetings.items():
        plant_results(scene, key, data)
    anchor = write_anchor(Anchor(day, {key: meeting.pk for key, meeting in scene.meetings.items()}, names))
    record("planted", anchor, by=None)
    return scene


def refuse_real_namesakes(acronyms: list[str]) -> None:
    slugs = [acronym.lower() for acronym in acronyms]
    namesakes = Organization.objects.filter(Q(acronym__in=acronyms) | Q(slug__in=slugs))
    if namesakes:
        raise NameTakenError(", ".join(map(str, namesakes)))


def taken_names(*, besides: tuple[int, ...] = ()) -> set[str]:
    """The slugs of all meetings, and those that their seasons stand for, but of the meetings `besides`."""
    taken = set()
    for slug, season, year in Meeting.objects.exclude(pk__in=besides).values_list("slug", "season", "year"):
        taken |= {slug, f"{season}-{year}"}
    return taken
