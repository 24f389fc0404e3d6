"""Delegations with their delegates."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.admin.zones import InMeetingZone
from meetings.models import Delegate, Delegation
from organizations.admin.base import HistoryAdmin, RegistryAdmin, Rows


class DelegateForm(forms.ModelForm):
    """Also beside a delegation, whose meeting is the delegate's."""

    def clean(self):
        super().clean()
        delegate, delegation = self.instance, self.cleaned_data.get("delegation")
        delegate.registered_at = delegate.registered_at or timezone.now()
        if "meeting" not in self.fields and delegation:
            delegate.meeting = delegation.meeting
            self.refuse_twice(delegate, self.cleaned_data.get("email"))
        elif delegation and delegation.meeting != self.cleaned_data.get("meeting"):
            self.add_error("delegation", _("This delegation is of another meeting."))

    def refuse_twice(self, delegate, email):
        namesakes = Delegate.objects.active().filter(meeting=delegate.meeting, email=email).exclude(pk=delegate.pk)
        if namesakes.exists():
            text = _("Somebody with this e-mail address is registered for this meeting already.")
            self.add_error("email", text)


class Delegates(Rows):
    model = Delegate
    form = DelegateForm
    fields = ["name", "email", "role_title", "kind", "state", "user", "listed_publicly_since"]


@admin.register(Delegation)
class DelegationAdmin(InMeetingZone, HistoryAdmin):
    list_display = ["meeting", "organization", "partner", "role", "answer", "attended"]
    list_filter = ["role", "answer", "attended", ("meeting", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ("meeting", "organization", "partner")
    search_fields = ["meeting__slug", "meeting__city", "organization__acronym", "partner__name"]
    readonly_fields = ["called_at", "answered_at", "answered_by"]
    fieldsets = [
        (None, {"fields": ["meeting", ("organization", "partner"), "role"]}),
        (
            _("The call"),
            {
                "fields": ["answer", "answer_reason", "quota_override", "quota_reason", *readonly_fields],
                "description": _("Times are those of the meeting's own time zone."),
            },
        ),
        (_("The record"), {"fields": ["attended", "source"]}),
    ]

    def get_inlines(self, request, obj):
        """A delegate needs a meeting, so the delegation must stand first."""
        return [Delegates] if obj else []


@admin.register(Delegate)
class DelegateAdmin(InMeetingZone, RegistryAdmin):
    form = DelegateForm
    list_display = ["name", "meeting", "delegation", "kind", "state", "rank", "listed_publicly_since"]
    list_filter = ["state", "kind", ("meeting", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ("meeting", "delegation__meeting", "delegation__organization", "delegation__partner", "user")
    search_fields = ["name", "email", "delegation__organization__acronym", "meeting__slug"]
    readonly_fields = ["registered_at"]
    fieldsets = [
        (None, {"fields": ["meeting", "delegation", ("kind", "rank"), ("state", "state_reason"), "registered_at"]}),
        (_("Person"), {"fields": ["name", "pronouns", "role_title", "user", "country", "age_band"]}),
        (_("How to reach them"), {"fields": ["email"]}),
        (
            _("What they agreed to"),
            {
                "fields": [
                    "privacy_accepted_at",
                    "listed_publicly_since",
                    "listed_to_participants_since",
                    "photos_since",
                ],
                "description": _("Enter a consent only where the person gave it, with its moment."),
            },
        ),
    ]
