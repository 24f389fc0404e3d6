"""What hosts ask. The answers, diet, travel and passports are for the host of that meeting: here they can be erased."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from meetings.models import Answer, Logistics, Question
from organizations.admin.base import ReadOnly, RegistryAdmin


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


class Erasable(ReadOnly, RegistryAdmin):
    changes_pages = False

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


@admin.register(Logistics)
class LogisticsAdmin(Erasable):
    list_display = ["delegate", "meeting", "updated_at"]
    list_select_related = ("delegate__meeting",)
    search_fields = ["delegate__name", "delegate__meeting__slug"]
    fields = ["delegate", "diet_consent_at", "emergency_consent_at", "passport_consent_at", "updated_at"]

    @admin.display(description=_("meeting"), ordering="delegate__meeting")
    def meeting(self, logistics):
        return logistics.delegate.meeting


@admin.register(Answer)
class AnswerAdmin(Erasable):
    list_display = ["question", "delegate"]
    list_select_related = ("question", "delegate")
    search_fields = ["question__text", "delegate__name"]
    fields = ["question", "delegate"]
