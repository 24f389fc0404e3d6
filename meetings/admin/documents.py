"""Files, links and pointers to paper."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ifiso.uploads import checked
from ifiso.uploads.requests import takes_up_to
from ifiso.uploads.storing import delete_on_commit, unguessable
from meetings.actions.documents import STORAGE, read_later, take_facts
from meetings.forms.documents import LARGEST_REQUEST, TOO_LARGE
from meetings.models import Document, Photo
from organizations.admin.base import ReadOnly, RegistryAdmin


class DocumentForm(forms.ModelForm):
    upload = None

    def clean_file(self):
        """A new file is checked as it is on the meeting's own page, and kept under a name that nobody can guess."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        self.upload = checked(file)
        self.upload.content.name = unguessable(self.upload)
        return self.upload.content


@admin.register(Document)
class DocumentAdmin(RegistryAdmin):
    form = DocumentForm
    list_display = ["title", "kind", "meeting", "dated", "visibility", "custodian"]
    list_filter = ["kind", "visibility"]
    list_select_related = ("meeting", "custodian")
    search_fields = ["title", "place", "note", "meeting__slug"]
    fieldsets = [
        (None, {"fields": ["title", "kind", "dated", "visibility"]}),
        (_("One of the three"), {"fields": ["file", "url", "place", "custodian", "contact_role"]}),
        (_("About"), {"fields": [("meeting", "session"), "note", "source"]}),
    ]

    @takes_up_to(LARGEST_REQUEST, TOO_LARGE)
    def add_view(self, request, form_url="", extra_context=None):
        return super().add_view(request, form_url, extra_context)

    @takes_up_to(LARGEST_REQUEST, TOO_LARGE)
    def change_view(self, request, object_id, form_url="", extra_context=None):
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        """The file that was there before goes with the transaction, and the words of the new one are read."""
        if "file" in form.changed_data:
            delete_on_commit(str(form.initial.get("file") or ""), storage=STORAGE)
            obj.size, obj.media_type, obj.checksum, obj.text = None, "", "", ""
            take_facts(obj, form.upload)
        super().save_model(request, obj, form, change)
        read_later(obj, form.upload)


@admin.register(Photo)
class PhotoAdmin(ReadOnly, RegistryAdmin):
    list_display = ["meeting", "caption", "is_group_photo", "added_at", "published_at", "removed_at"]
    list_select_related = ("meeting",)
    search_fields = ["caption", "meeting__slug"]
