"""What the registry writes down by itself: to be read."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from organizations.actions.mail import send_again
from organizations.admin.base import ReadOnly, RegistryAdmin
from organizations.models import Activity, ArchiveEntry, ContentVersion, Message


@admin.register(Activity)
class ActivityAdmin(ReadOnly, RegistryAdmin):
    list_display = ["at", "actor", "verb", "target_label", "target_type"]
    list_filter = ["verb", "target_type"]
    list_select_related = ("actor",)
    search_fields = ["verb", "target_label", "actor__name", "actor__email"]
    date_hierarchy = "at"


@admin.register(ArchiveEntry)
class ArchiveEntryAdmin(ReadOnly, RegistryAdmin):
    list_display = ["table", "key", "object_id"]
    list_filter = ["table"]
    search_fields = ["key"]
    ordering = ["table", "key"]


@admin.register(ContentVersion)
class ContentVersionAdmin(ReadOnly, RegistryAdmin):
    list_display = ["number"]
    search_fields = ["number"]


class SentFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("sent", _("sent")), ("failed", _("failed")), ("waiting", _("not tried yet"))]

    def queryset(self, request, queryset):
        match self.value():
            case "sent":
                return queryset.exclude(sent_at=None)
            case "failed":
                return queryset.unsent().exclude(error="")
            case "waiting":
                return queryset.unsent().filter(error="")
        return queryset


@admin.register(Message)
class MessageAdmin(ReadOnly, RegistryAdmin):
    list_display = ["subject", "to", "created_at", "sent_at", "attempts", "error"]
    list_filter = [SentFilter]
    search_fields = ["subject", "to", "key"]
    date_hierarchy = "created_at"
    actions = ["send_again"]
    # What a mail says is for its reader: it may hold a link that opens an account.
    exclude = ["text", "html"]

    @admin.action(description=_("Send again what failed"), permissions=["view"])
    def send_again(self, request, queryset):
        count = sum(send_again(message=message, by=request.user, now=timezone.now()) for message in queryset)
        text = ngettext("%(count)d message is on its way.", "%(count)d messages are on their way.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)
