"""A registry full of what there is: the researched archive and the demo scenario around today, and all its pages."""

from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from ifiso.public import public_files, public_pages
from meetings.models import Meeting
from organizations.models import Enquiry
from organizations.views.enquiries import numbers


def fill():
    call_command("load_archive", verbosity=0, skip_checks=True)
    with override_settings(DEMO=True):
        call_command("load_demo", verbosity=0, skip_checks=True, stdout=Silence())


class Silence:
    def write(self, text):
        pass


def public_paths():
    """The address of every public page that a registry as filled above has."""
    return [
        *public_pages(),
        *public_files(),
        reverse("search") + "?q=fundrasing",
        reverse("enquiry_received", args=[numbers.sign(str(Enquiry.objects.first().pk))]),
    ]


def demo_meeting(phase):
    """The demo's meeting in this phase."""
    now = timezone.now()
    return next(meeting for meeting in Meeting.objects.filter(is_demo=True) if meeting.phase(now) == phase)
