"""What was agreed."""

from collections.abc import Sequence

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from meetings.models import Endorsement, Outcome, OutcomeUpdate
from organizations.admin.base import HistoryAdmin, ReadOnly, RegistryAdmin


@admin.register(Outcome)
class OutcomeAdmin(HistoryAdmin):
    """Nothing is deleted, only dropped with a reason; where it stands changes on its own page, which asks for one."""

    list_display = ["title", "kind", "state", "meeting", "due_meeting"]
    list_filter = ["kind", "state", ("owners", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ("meeting", "due_meeting")
    search_fields = ["title", "text", "meeting__slug"]
    fieldsets = [
        (None, {"fields": ["title", "kind", "text"]}),
        (_("Where it was agreed"), {"fields": [("meeting", "session"), "source"]}),
        (
            _("What becomes of it"),
            {
                "fields": ["state", "owners", "due_meeting"],
                "description": _("Once it is recorded, this is changed by “work on this” on its page, with a reason."),
            },
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Outcome | None = None) -> Sequence[str]:
        return ["state", "owners", "due_meeting"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Outcome | None = None) -> bool:
        return False


@admin.register(OutcomeUpdate)
class OutcomeUpdateAdmin(ReadOnly, RegistryAdmin):
    list_display = ["outcome", "state", "organization", "at"]
    list_select_related = ("outcome", "organization")
    search_fields = ["outcome__title", "note"]


@admin.register(Endorsement)
class EndorsementAdmin(ReadOnly, RegistryAdmin):
    list_display = ["outcome", "organization", "since", "until"]
    list_select_related = ("outcome", "organization")
    search_fields = ["outcome__title", "organization__acronym"]
