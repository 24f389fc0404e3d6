"""Reports and news."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from meetings.actions.report_states import publish
from meetings.actions.reports import StaleReportError
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
        count = sum(self.publish_one(request, report) for report in queryset.exclude(state__in=Report.PUBLIC))
        text = ngettext("%(count)d report was published.", "%(count)d reports were published.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    def publish_one(self, request, report) -> bool:
        """Whether it could be; what is in the way is told."""
        try:
            publish(report=report, version=report.version, by=request.user, day=today())
        except (StaleReportError, ValidationError) as refused:
            why = refused.messages if isinstance(refused, ValidationError) else [_("Somebody else changed it first.")]
            self.message_user(request, f"{report}: {' '.join(map(str, why))}", messages.WARNING)
            return False
        return True


@admin.register(ReportImage)
class ReportImageAdmin(ReadOnly, RegistryAdmin):
    list_display = ["report", "alternative", "added_at"]
    list_select_related = ("report",)
    search_fields = ["alternative", "report__title"]
