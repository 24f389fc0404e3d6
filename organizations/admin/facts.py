"""Sources, and what they say in numbers and in words."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from organizations.admin.base import HistoryAdmin, ReadOnly, RegistryAdmin
from organizations.models import Evidence, Figure, Milestone, Remark, Source


@admin.register(Source)
class SourceAdmin(RegistryAdmin):
    list_display = ["title", "code", "dated", "url", "place"]
    search_fields = ["title", "code", "url", "place"]
    fieldsets = [
        (None, {"fields": ["title", "code", "dated"]}),
        (_("Where it is"), {"fields": ["url", "place"]}),
        (_("How far to trust it"), {"fields": ["note"]}),
    ]


@admin.register(Figure)
class FigureAdmin(HistoryAdmin):
    list_display = ["kind", "value", "as_worded", "organization", "as_of", "doubt", "source"]
    list_filter = ["kind", ("organization", admin.EmptyFieldListFilter)]
    list_select_related = ("organization", "source")
    search_fields = ["organization__acronym", "as_worded", "source__title"]
    fieldsets = [
        (None, {"fields": ["organization", "kind", "value", "as_worded"]}),
        (_("How it is known"), {"fields": ["as_of", "source", "doubt"]}),
    ]


@admin.register(Remark)
class RemarkAdmin(RegistryAdmin):
    list_display = ["text", "organization", "dated", "source"]
    list_select_related = ("organization", "source")
    search_fields = ["text", "organization__acronym"]


@admin.register(Milestone)
class MilestoneAdmin(HistoryAdmin):
    list_display = ["title", "dated", "source"]
    list_select_related = ("source",)
    search_fields = ["title", "text"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(Evidence)
class EvidenceAdmin(ReadOnly, RegistryAdmin):
    """What people add is decided in the office, and taken back there."""

    list_display = ["source", "stance", "target_type", "target_id", "state", "added_at"]
    list_filter = ["state", "stance", "target_type"]
    list_select_related = ("source",)
    search_fields = ["source__title", "said"]
