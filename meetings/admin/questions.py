"""What hosts ask beyond the registry's own questions; the answers are theirs alone."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.models import Question
from organizations.admin.base import RegistryAdmin


@admin.register(Question)
class QuestionAdmin(RegistryAdmin):
    changes_pages = False
    list_display = ["text", "meeting", "kind", "required", "position"]
    list_filter = ["kind", ("meeting", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ("meeting",)
    search_fields = ["text", "meeting__slug"]
    fieldsets = [
        (None, {"fields": ["meeting", "text", "help", "position"]}),
        (_("The answer"), {"fields": ["kind", "options", "required", "required_from", "frozen_after"]}),
    ]
