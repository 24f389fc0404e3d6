"""Files, links and pointers to paper."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.models import Document
from organizations.admin.base import RegistryAdmin


@admin.register(Document)
class DocumentAdmin(RegistryAdmin):
    list_display = ["title", "kind", "meeting", "dated", "visibility", "custodian"]
    list_filter = ["kind", "visibility"]
    list_select_related = ("meeting", "custodian")
    search_fields = ["title", "place", "note", "meeting__slug"]
    fieldsets = [
        (None, {"fields": ["title", "kind", "dated", "visibility"]}),
        (_("One of the three"), {"fields": ["file", "url", "place", "custodian"]}),
        (_("About"), {"fields": [("meeting", "session"), "note", "source"]}),
    ]
