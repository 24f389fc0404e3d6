"""Meetings with their hosts, turnouts, rooms, delegations and sessions."""

from zoneinfo import available_timezones

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.filters import CountryFilter

from meetings.admin.zones import InMeetingZone
from meetings.models import Delegation, Host, Meeting, Room, Session, Turnout
from organizations.admin.base import HistoryAdmin, RegistryAdmin, Rows


class Hosts(Rows):
    model = Host
    related = ("organization",)
    fields = ["organization", "local_group", "source"]


class Turnouts(Rows):
    model = Turnout
    fields = ["kind", "value", "as_worded", "source"]


class Rooms(Rows):
    model = Room
    fields = ["name", "capacity", "position"]


class Delegations(Rows):
    model = Delegation
    related = ("meeting", "organization", "partner")
    fields = ["organization", "partner", "role", "answer", "attended"]


class Sessions(Rows):
    model = Session
    fields = ["title", "kind", "day", "starts_at", "ends_at", "state"]


@admin.register(Meeting)
class MeetingAdmin(InMeetingZone, HistoryAdmin):
    meeting_path = "pk"
    list_display = ["name", "slug", "kind", "when", "where", "state", "phase", "is_demo"]
    list_filter = ["kind", "season", "state", ("country", CountryFilter), "is_demo"]
    search_fields = ["slug", "title", "city", "year"]
    readonly_fields = ["phase", "is_demo"]
    inlines = [Hosts, Turnouts, Rooms, Delegations, Sessions]
    fieldsets = [
        (None, {"fields": ["kind", ("season", "year"), "title", "slug", ("state", "phase"), "is_demo"]}),
        (_("When"), {"fields": [("starts_on", "ends_on"), "time_zone"]}),
        (_("Where"), {"fields": [("city", "country"), "venue", ("latitude", "longitude")]}),
        (
            _("Registration"),
            {
                "fields": [
                    "registration_opens_at",
                    "call_closes_at",
                    "registration_closes_at",
                    ("capacity", "quota"),
                    ("frozen_at", "logistics_kept_days"),
                ],
                "description": _("Times on this page are those of the meeting's own time zone."),
            },
        ),
        (_("On its page"), {"fields": ["about"]}),
        (_("The record"), {"fields": ["all_attendance_known", "note", "sources"]}),
    ]

    def zone_name(self, request, object_id):
        """A zone that is being corrected counts at once, so that the times beside it stay what the clocks show."""
        typed = request.POST.get("time_zone")
        return typed if typed in available_timezones() else super().zone_name(request, object_id)

    @admin.display(description=_("name"))
    def name(self, meeting):
        return meeting.name

    @admin.display(description=_("dates"), ordering="starts_on")
    def when(self, meeting):
        return meeting.when

    @admin.display(description=_("place"), ordering="city")
    def where(self, meeting):
        return meeting.where

    @admin.display(description=_("phase"))
    def phase(self, meeting):
        return meeting.phase(timezone.now()).label if meeting.year else ""


@admin.register(Host)
class HostAdmin(HistoryAdmin):
    list_display = ["meeting", "organization", "local_group", "source"]
    list_select_related = ("meeting", "organization", "source")
    search_fields = ["meeting__slug", "meeting__city", "organization__acronym", "local_group"]


@admin.register(Turnout)
class TurnoutAdmin(HistoryAdmin):
    list_display = ["meeting", "kind", "value", "as_worded", "source"]
    list_filter = ["kind"]
    list_select_related = ("meeting", "source")
    search_fields = ["meeting__slug", "meeting__city", "as_worded"]


@admin.register(Room)
class RoomAdmin(RegistryAdmin):
    list_display = ["name", "meeting", "capacity", "position"]
    list_filter = [("meeting", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ("meeting",)
    search_fields = ["name", "meeting__slug"]
