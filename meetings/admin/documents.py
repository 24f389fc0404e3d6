"""Files, links and pointers to paper."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.models import Document, Photo
from organizations.admin.base import ReadOnly, RegistryAdmin


@admin.register(Document)
class DocumentAdmin(RegistryAdmin):
    list_display = ["title", "kind", "meeting", "dated", "visibility", "custodian"]
    list_filter = ["kind", "visibility"]
    list_select_related = ("meeting", "custodian")
    search_fields = ["title", "place", "note", "meeting__slug"]
    fieldsets = [
        (None, {"fields": ["title", "kind", "dated", "visibility"]}),
        (_("One of the three"), {"fields": ["file", "url", "place", "custodian", "contact_role"]}),
        (_("About"), {"fields": [("meeting", "session"), "note", "source"]}),
    ]


@admin.register(Photo)
class PhotoAdmin(ReadOnly, RegistryAdmin):
    list_display = ["meeting", "caption", "is_group_photo", "added_at", "published_at", "removed_at"]
    list_select_related = ("meeting",)
    search_fields = ["caption", "meeting__slug"]
