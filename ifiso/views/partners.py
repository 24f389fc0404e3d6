"""Outside bodies that organizations work with: their agreements, and the sessions that they led."""

from typing import NamedTuple

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ifiso.addresses import address
from meetings.models import Lead, Meeting, Session
from organizations.models import Agreement, Partner, Source
from organizations.pages import public_page


class Led(NamedTuple):
    """A session that a partner led."""

    title: str
    url: str
    meeting: Meeting
    source: Source | None


@public_page
def partners(request: HttpRequest) -> HttpResponse:
    agreements = Agreement.objects.select_related("organization", "source").order_by("organization__acronym", "-since")
    everybody = Partner.objects.select_related("source").prefetch_related(Prefetch("agreements", agreements))
    led = sessions_led()
    context = {"partners": [(partner, led.get(partner.pk, ())) for partner in everybody]}
    return render(request, "ifiso/partners.html", context)


def sessions_led() -> dict[int, list[Led]]:
    """The public sessions of each partner, by its id, the latest first; three queries."""
    meetings, sources = Meeting.objects.published().in_bulk(), Source.objects.in_bulk()
    led: dict[int, list[Led]] = {}
    leads = (
        Lead.objects.exclude(partner=None)
        .exclude(session__state=Session.State.DRAFT)
        .order_by("-session__meeting__year", "-session__meeting__starts_on", "session__day", "session")
    )
    for partner, session, title, meeting, source in leads.values_list(
        "partner", "session", "session__title", "session__meeting", "session__source"
    ):
        if meeting in meetings:
            url = address("session", meetings[meeting].slug, session)
            led.setdefault(partner, []).append(Led(title, url, meetings[meeting], sources.get(source)))
    return led
