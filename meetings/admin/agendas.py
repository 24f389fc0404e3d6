"""What hosts make of an agenda, for looking it up: releases, offers and helpers change on the host's own pages."""

from django.contrib import admin

from meetings.models import AgendaRelease, Helper, Offer, OfferEvent, Topic
from organizations.admin.base import ReadOnly, RegistryAdmin


@admin.register(Topic)
class TopicAdmin(RegistryAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(AgendaRelease)
class AgendaReleaseAdmin(ReadOnly, RegistryAdmin):
    list_display = ["meeting", "number", "released_at", "note"]
    list_select_related = ("meeting",)
    search_fields = ["meeting__slug", "note"]
    fields = ["meeting", "number", "note", "released_at", "released_by", "time_zone"]


@admin.register(Helper)
class HelperAdmin(ReadOnly, RegistryAdmin):
    list_display = ["email", "meeting", "plans_agenda", "sees_logistics", "keeps_door", "since", "until"]
    list_select_related = ("meeting",)
    search_fields = ["email", "name", "meeting__slug"]


@admin.register(Offer)
class OfferAdmin(ReadOnly, RegistryAdmin):
    list_display = ["title", "meeting", "offered_for", "state", "created_at"]
    list_filter = ["state", ("meeting", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ("meeting", "offered_for")
    search_fields = ["title", "meeting__slug"]


@admin.register(OfferEvent)
class OfferEventAdmin(ReadOnly, RegistryAdmin):
    list_display = ["offer", "kind", "by", "at"]
    list_select_related = ("offer", "by")
    search_fields = ["offer__title"]
