"""Which pages are measured: every public page, each where it has most to show."""

from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from meetings.models import Meeting, Outcome, Report, Topic
from organizations.models import Organization


class Page(NamedTuple):
    name: str
    path: str


BARE = Page("bare view", "/bare/")


def pages() -> list[Page]:
    """The pages of the registry at hand, which must hold at least one row of each kind."""
    organization = richest(Organization.objects.all(), "delegations")
    field = organization.fields.order_by("pk").values_list("slug", flat=True)[0]
    search = urlencode({"q": "organisation", "field": field, "standing": "current"})
    return [
        Page("home", reverse("home")),
        Page("directory", reverse("members")),
        Page("filtered directory", f"{reverse('members')}?{search}"),
        Page("profile", reverse("member", args=[organization.slug])),
        Page("meetings archive", reverse("meetings")),
        *of_a_meeting(),
        Page("meetings calendar", reverse("meetings_ics")),
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


def of_a_meeting() -> list[Page]:
    """Those of the meeting with the fullest agenda, which was released."""
    meeting = richest(Meeting.objects.published(), "sessions")
    names = {
        "meeting": "meeting",
        "agenda": "agenda",
        "agenda as text": "agenda_txt",
        "agenda calendar": "agenda_ics",
        "agenda feed": "agenda_feed",
        "schedule.json": "schedule_json",
        "schedule.xml": "schedule_xml",
        "releases": "agenda_releases",
        "participants": "participants",
        "album": "album",
    }
    return [
        *(Page(name, reverse(address, args=[meeting.slug])) for name, address in names.items()),
        Page("photo", richest(Meeting.objects.published(), "photos").photos.published()[0].get_absolute_url()),
        Page("release", meeting.releases.select_related("meeting")[0].get_absolute_url()),
        Page("session", meeting.sessions.public().select_related("meeting")[0].get_absolute_url()),
    ]


def richest(rows: QuerySet, relation: str):
    """The row with the most `relation`; the oldest of several."""
    return rows.annotate(size=Count(relation)).order_by("-size", "pk")[0]
