"""Which pages are measured: every public page, each where it has most to show."""

from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from meetings.models import Meeting, Outcome, Report, Session, Topic
from organizations.models import Organization


class Page(NamedTuple):
    name: str
    path: str


BARE = Page("bare view", "/bare/")


def pages() -> list[Page]:
    """The pages of the registry at hand, which must hold at least one row of each kind."""
    organization = richest(Organization.objects.all(), "delegations")
    meeting = richest(Meeting.objects.published(), "sessions").slug
    released = richest(Meeting.objects.published(), "releases").slug
    field = organization.fields.order_by("pk").values_list("slug", flat=True)[0]
    search = urlencode({"q": "organisation", "field": field, "standing": "current"})
    return [
        Page("home", reverse("home")),
        Page("directory", reverse("members")),
        Page("filtered directory", f"{reverse('members')}?{search}"),
        Page("profile", reverse("member", args=[organization.slug])),
        Page("meetings archive", reverse("meetings")),
        Page("meeting", reverse("meeting", args=[meeting])),
        Page("agenda", reverse("agenda", args=[meeting])),
        Page("session", Session.objects.public().filter(meeting__slug=meeting)[0].get_absolute_url()),
        Page("agenda as text", reverse("agenda_txt", args=[meeting])),
        Page("releases", reverse("agenda_releases", args=[released])),
        Page("release", reverse("agenda_release", args=[released, 1])),
        Page("agenda calendar", reverse("agenda_ics", args=[meeting])),
        Page("agenda as text", reverse("agenda_txt", args=[meeting])),
        Page("agenda releases", reverse("agenda_releases", args=[meeting])),
        Page("agenda release", reverse("agenda_release", args=[meeting, 2])),
        Page("agenda feed", reverse("agenda_feed", args=[meeting])),
        Page("schedule.json", reverse("schedule_json", args=[meeting])),
        Page("schedule.xml", reverse("schedule_xml", args=[meeting])),
        Page("meetings calendar", reverse("meetings_ics")),
        Page("participants", reverse("participants", args=[meeting])),
        Page("attendance", reverse("attendance")),
        Page("reports list", reverse("reports")),
        Page("report", reverse("report", args=[Report.objects.published().latest_first()[0].slug])),
        Page("reports feed", reverse("reports_feed")),
        Page("outcomes list", reverse("outcomes")),
        Page("outcome", reverse("outcome", args=[Outcome.objects.public()[0].pk])),
        Page("search", f"{reverse('search')}?q=fundraising+members"),
        Page("mistyped search", f"{reverse('search')}?q=fundrasing"),
        Page("topics", reverse("topics")),
        Page("topic", reverse("topic", args=[richest(Topic.objects.all(), "sessions").slug])),
        Page("partners", reverse("partners")),
        Page("history", reverse("history")),
        Page("privacy", reverse("privacy")),
        Page("enquire", reverse("enquire")),
    ]


def richest(rows: QuerySet, relation: str):
    """The row with the most `relation`; the oldest of several."""
    return rows.annotate(size=Count(relation)).order_by("-size", "pk")[0]
