"""Sessions with those who lead them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.admin.zones import InMeetingZone
from meetings.models import Lead, Room, Session
from organizations.admin.base import HistoryAdmin, RegistryAdmin, Rows


class Leads(Rows):
    model = Lead
    related = ("organization", "partner")
    fields = ["organization", "partner"]


@admin.register(Session)
class SessionAdmin(InMeetingZone, HistoryAdmin):
    listed = ("room",)
    list_display = ["title", "kind", "meeting", "day", "clock", "room", "state"]
    list_filter = ["kind", "state", ("meeting", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ("meeting", "room")
    search_fields = ["title", "meeting__slug", "meeting__city"]
    inlines = [Leads]
    fieldsets = [
        (None, {"fields": ["meeting", "title", ("kind", "state"), "abstract", "topics"]}),
        (
            _("When and where"),
            {
                "fields": ["day", "starts_at", "ends_at", ("room", "everywhere"), "position"],
                "description": _(
                    "Times are those of the meeting's own time zone; rooms can be chosen once it is saved."
                ),
            },
        ),
        (_("The record"), {"fields": ["source"]}),
    ]

    @admin.display(description=_("time"), ordering="starts_at")
    def clock(self, session):
        """`09:30–11:00` by the meeting's clock."""
        if not session.starts_at:
            return ""
        starts, ends = (moment.astimezone(session.meeting.zone) for moment in (session.starts_at, session.ends_at))
        return f"{starts:%H:%M}–{ends:%H:%M}"

    def save_model(self, request, obj, form, change):
        if "room" in form.changed_data:
            obj.room_name = obj.room.name if obj.room else ""
        super().save_model(request, obj, form, change)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "room":
            meeting = self.meeting_of(request, request.resolver_match.kwargs.get("object_id"))
            kwargs["queryset"] = Room.objects.filter(meeting=meeting)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Lead)
class LeadAdmin(RegistryAdmin):
    list_display = ["session", "organization", "partner"]
    list_select_related = ("session", "organization", "partner")
    search_fields = ["session__title", "organization__acronym", "partner__name"]
