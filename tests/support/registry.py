"""A registry full of what there is: the researched archive and the demo scenario around today, and all its pages."""

from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from meetings.models import AgendaRelease, Meeting, Outcome, Report, Session, Topic
from meetings.planning import first_day
from organizations.models import Enquiry, Organization
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
    meetings = Meeting.objects.published()
    dated = [meeting.slug for meeting in meetings if first_day(meeting)]
    return [
        *map(reverse, ["home", "members", "meetings", "attendance", "reports", "reports_feed", "outcomes", "topics"]),
        *map(reverse, ["partners", "history", "enquire", "privacy", "meetings_ics"]),
        *(item.get_absolute_url() for item in [*Organization.objects.all(), *meetings, *Report.objects.published()]),
        *(item.get_absolute_url() for item in [*Outcome.objects.public(), *Topic.objects.all()]),
        *(
            item.get_absolute_url()
            for item in Session.objects.public().filter(meeting__in=meetings).select_related("meeting")
        ),
        *(reverse(name, args=[meeting.slug]) for name in ("agenda", "participants") for meeting in meetings),
        *(
            reverse(name, args=[meeting.slug])
            for name in ("agenda_ics", "agenda_txt", "agenda_feed")
            for meeting in meetings
        ),
        *(reverse("agenda_releases", args=[meeting.slug]) for meeting in meetings if meeting.releases.exists()),
        *(
            release.get_absolute_url()
            for release in AgendaRelease.objects.filter(meeting__in=meetings).select_related("meeting")
        ),
        *(reverse(name, args=[slug]) for name in ("schedule_json", "schedule_xml") for slug in dated),
        reverse("search"),
        reverse("search") + "?q=fundrasing",
        reverse("enquiry_received", args=[numbers.sign(str(Enquiry.objects.first().pk))]),
    ]


def demo_meeting(phase):
    """The demo's meeting in this phase."""
    now = timezone.now()
    return next(meeting for meeting in Meeting.objects.filter(is_demo=True) if meeting.phase(now) == phase)
