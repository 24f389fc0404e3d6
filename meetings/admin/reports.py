"""Reports and news."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from meetings.actions.reports import publish_report
from meetings.models import Report, ReportImage
from organizations.admin.base import HistoryAdmin, ReadOnly, RegistryAdmin, Rows
from organizations.clock import today


class Images(Rows):
    model = ReportImage
    fields = ["alternative"]
    max_num = 0


@admin.register(Report)
class ReportAdmin(HistoryAdmin):
    list_display = ["title", "kind", "state", "published_on", "meeting", "organization", "is_demo"]
    list_filter = ["state", "kind", "is_demo"]
    list_select_related = ("meeting", "organization")
    search_fields = ["title", "summary", "meeting__slug", "organization__acronym"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["is_demo"]
    actions = ["publish"]
    inlines = [Images]
    fieldsets = [
        (None, {"fields": ["title", "slug", ("kind", "state"), "published_on", "is_demo"]}),
        (_("Text"), {"fields": ["summary", "body"]}),
        (_("About"), {"fields": [("meeting", "organization"), "topics", "origin", "source"]}),
    ]

    def save_model(self, request, obj, form, change):
        """Whoever writes it at the same time is told."""
        obj.version += bool(change and form.changed_data)
        super().save_model(request, obj, form, change)

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request, queryset):
        count = sum(publish_report(report=report, by=request.user, day=today()) for report in queryset)
        text = ngettext("%(count)d report was published.", "%(count)d reports were published.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)


@admin.register(ReportImage)
class ReportImageAdmin(ReadOnly, RegistryAdmin):
    list_display = ["report", "alternative", "added_at"]
    list_select_related = ("report",)
    search_fields = ["alternative", "report__title"]
