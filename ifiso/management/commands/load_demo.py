"""`manage.py load_demo`: plants the demo scenario, or moves it to today."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ifiso.scenario.anchor import read_anchor
from ifiso.scenario.planting import NameTakenError, plant
from ifiso.scenario.shifting import shift
from organizations.clock import today


class Command(BaseCommand):
    help = "Plant an invented scenario around today, or move the one that stands to today. In demo mode only."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("The demo scenario is for demo mode only (IFISO_DEMO=1): it would mix with real facts.")
        day, anchor = today(), read_anchor()
        if anchor is None:
            self.stdout.write(planted(day))
        elif anchor.day == day:
            self.stdout.write("The demo scenario stands already.")
        else:
            shift(anchor, day)
            self.stdout.write(f"The demo scenario was moved from {anchor.day} to {day}.")


def planted(day):
    try:
        scene = plant(day)
    except NameTakenError as fault:
        raise CommandError(f"The demo scenario needs a name that a real organization has: {fault}.") from None
    return (
        f"Planted the demo scenario: {len(scene.organizations)} organizations, {len(scene.people)} people, "
        f"{len(scene.meetings)} meetings around {day}."
    )
