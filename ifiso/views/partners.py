"""Outside bodies that organizations work with: their agreements, and the sessions that they led."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.models import Lead, Meeting, Session
from organizations.models import Agreement, Partner
from organizations.pages import public_page


@public_page
def partners(request: HttpRequest) -> HttpResponse:
    agreements = Agreement.objects.select_related("organization", "source").order_by("organization__acronym", "-since")
    leads = (
        Lead.objects.exclude(session__state=Session.State.DRAFT)
        .exclude(session__meeting__state=Meeting.State.DRAFT)
        .select_related("session__meeting", "session__source")
        .order_by("-session__meeting__year", "-session__meeting__starts_on", "session__day", "session")
    )
    everybody = Partner.objects.select_related("source").prefetch_related(
        Prefetch("agreements", agreements), Prefetch("leads", leads)
    )
    return render(request, "ifiso/partners.html", {"partners": everybody})
