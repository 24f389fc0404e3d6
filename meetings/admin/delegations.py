"""Delegations with their delegates."""

from django.contrib import admin

from meetings.models import Delegate, Delegation
from organizations.admin.base import HistoryAdmin, RegistryAdmin, Rows


class Delegates(Rows):
    model = Delegate
    fields = ["name", "email", "role_title", "user", "listed_publicly_since"]


@admin.register(Delegation)
class DelegationAdmin(HistoryAdmin):
    list_display = ["meeting", "organization", "partner", "role", "answer", "attended"]
    list_filter = ["role", "answer", "attended", ("meeting", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ("meeting", "organization", "partner")
    search_fields = ["meeting__slug", "meeting__city", "organization__acronym", "partner__name"]
    inlines = [Delegates]


@admin.register(Delegate)
class DelegateAdmin(RegistryAdmin):
    list_display = ["name", "delegation", "role_title", "user", "listed_publicly_since"]
    list_filter = [("listed_publicly_since", admin.EmptyFieldListFilter)]
    list_select_related = (
        "delegation__meeting",
        "delegation__organization",
        "delegation__partner",
        "user",
    )
    search_fields = ["name", "email", "delegation__organization__acronym", "delegation__meeting__slug"]
