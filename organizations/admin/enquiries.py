"""Messages from the public. Answering is for the office; here they are passed on, or closed without an answer."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from organizations.actions.enquiries import AlreadyClosedError, dismiss_enquiry
from organizations.admin.base import RegistryAdmin
from organizations.models import Enquiry, Holiday


class ClockFilter(admin.SimpleListFilter):
    title = _("clock")
    parameter_name = "clock"

    def lookups(self, request, model_admin):
        return [("waiting", _("waiting")), ("overdue", _("overdue")), ("answered", _("closed"))]

    def queryset(self, request, queryset):
        match self.value():
            case "waiting":
                return queryset.waiting()
            case "overdue":
                return queryset.overdue(timezone.now())
            case "answered":
                return queryset.exclude(answered_at=None)
        return queryset


@admin.register(Enquiry)
class EnquiryAdmin(RegistryAdmin):
    changes_pages = False
    list_display = ["__str__", "organization", "name", "received_at", "due_at", "answered_at", "answered_by"]
    list_filter = [ClockFilter]
    list_select_related = ("organization", "answered_by")
    search_fields = ["subject", "name", "email"]
    date_hierarchy = "received_at"
    readonly_fields = ["received_at", "due_at", "answered_at", "answered_by", "answer", "name", "email"]
    actions = ["close_without_answer"]
    fieldsets = [
        (None, {"fields": ["organization", "subject", "text"]}),
        (_("From"), {"fields": ["name", "email"]}),
        (_("Clock"), {"fields": ["received_at", "due_at", "answered_at", "answered_by", "answer"]}),
    ]

    def has_add_permission(self, request):
        return False

    @admin.action(description=_("Close without an answer"), permissions=["change"])
    def close_without_answer(self, request, queryset):
        closed = 0
        for enquiry in queryset:
            try:
                dismiss_enquiry(enquiry=enquiry, by=request.user, now=timezone.now())
            except AlreadyClosedError:
                text = _("Enquiry %(number)d was closed before.") % {"number": enquiry.pk}
                self.message_user(request, text, messages.WARNING)
            else:
                closed += 1
        text = ngettext("%(count)d enquiry was closed.", "%(count)d enquiries were closed.", closed)
        self.message_user(request, text % {"count": closed}, messages.SUCCESS)


@admin.register(Holiday)
class HolidayAdmin(RegistryAdmin):
    changes_pages = False
    list_display = ["day", "name"]
    search_fields = ["name"]
    date_hierarchy = "day"
