"""Partners with their agreements."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from organizations.admin.base import HistoryAdmin, Rows
from organizations.models import Agreement, Partner


class Agreements(Rows):
    model = Agreement
    related = ("partner", "organization")
    fields = ["organization", "since", "until", "state", "source"]


@admin.register(Partner)
class PartnerAdmin(HistoryAdmin):
    list_display = ["name", "website", "is_demo"]
    list_filter = ["is_demo"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["is_demo"]
    inlines = [Agreements]


@admin.register(Agreement)
class AgreementAdmin(HistoryAdmin):
    list_display = ["partner", "organization", "state", "since", "until"]
    list_filter = ["state", ("partner", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ("partner", "organization")
    search_fields = ["partner__name", "organization__acronym"]
    fieldsets = [
        (None, {"fields": [("partner", "organization"), ("since", "until"), "state"]}),
        (_("How it is known"), {"fields": ["source", "note"]}),
    ]
