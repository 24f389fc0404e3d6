"""What every page of the back office does: it finds rows in one query, and writes down who changed what."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import transaction
from django.db.models import CharField, DateTimeField, Field, Model, QuerySet, URLField
from django.forms import DateTimeInput, TextInput
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from simple_history.admin import SimpleHistoryAdmin

from ifiso.dates import PartialDateField
from ifiso.uploads.storing import let_files_go_with
from organizations.actions.records import record
from organizations.models import User

LONGEST_KEY = 18  # digits that surely fit into 64 bits


def pointers(model: type[Model], site: admin.AdminSite) -> list[str]:
    """The fields of `model` that point to rows which can be searched for, instead of listing all of them."""
    return [
        field.name
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model and site.is_registered(field.related_model)
    ]


class Searching(BaseModelAdmin):
    """Chooses related rows by typing. `listed` names the pointers that keep a short list."""

    listed: tuple[str, ...] = ()
    formfield_overrides = {
        URLField: {"assume_scheme": "https"},
        PartialDateField: {"widget": TextInput(attrs={"size": 10})},
        # One box with the browser's own calendar; the stock pair speaks of the server's time.
        DateTimeField: {
            "form_class": forms.DateTimeField,
            "widget": DateTimeInput(attrs={"type": "datetime-local", "step": 1}, format="%Y-%m-%dT%H:%M:%S"),
        },
    }

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return [name for name in pointers(self.model, self.admin_site) if name not in self.listed]


class Rows(Searching, admin.TabularInline):
    """Rows that are edited together with what they belong to, narrow enough to stand side by side.

    `related` names the pointers that a row's label needs.
    """

    related: tuple[str, ...] = ()
    extra = 0
    show_change_link = True
    formfield_overrides = {**Searching.formfield_overrides, CharField: {"widget": TextInput(attrs={"size": 18})}}

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related(*self.related) if self.related else rows

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class RegistryAdmin(Searching, admin.ModelAdmin):
    """Each addition, change and deletion is recorded, and the public pages learn of it if they show such rows at all.

    Files are deleted with the rows that name them.

    `list_select_related` is a tuple; the lists behind search boxes use it as well.
    """

    changes_pages = True
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        related = self.list_select_related
        return rows.select_related(*related) if isinstance(related, tuple) and related else rows

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address of an empty form suggests; Django looks pointers up without asking whether they are keys."""
        names = pointers(self.model, self.admin_site)
        suggested = super().get_changeform_initial_data(request)
        return {name: value for name, value in suggested.items() if name not in names or are_keys(value)}

    def record(self, verb: str, request: HttpRequest, row: Model, **detail: Any) -> None:
        record(verb, row, by=cast(User, request.user), changes_pages=self.changes_pages, **detail)

    def log_addition(self, request: HttpRequest, obj: Model, message: Any):
        self.record("added", request, obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any):
        if message:
            self.record("changed", request, obj, changes=nameless(message))
        return super().log_change(request, obj, message)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        with transaction.atomic():
            self.record("deleted", request, obj)
            let_files_go_with(type(obj)._base_manager.filter(pk=obj.pk))
            super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            for row in queryset:
                self.record("deleted", request, row)
            let_files_go_with(queryset)
            super().delete_queryset(request, queryset)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        gone = [deleted.instance.pk for deleted in formset.deleted_forms]
        let_files_go_with(formset.model._base_manager.filter(pk__in=gone))
        super().save_formset(request, form, formset, change)


def are_keys(value: str | list[str]) -> bool:
    return all(key.isdecimal() and len(key) <= LONGEST_KEY for key in ([value] if isinstance(value, str) else value))


def nameless(message: list[dict[str, dict]]) -> list[dict[str, dict]]:
    """Which fields and kinds of rows were changed, without what the rows are called: they may be persons."""
    return [
        {change: {key: value for key, value in what.items() if key != "object"} for change, what in entry.items()}
        for entry in message
    ]


class HistoryAdmin(RegistryAdmin, SimpleHistoryAdmin):
    """For facts that keep their history, which can be read and not be rewritten."""

    def revert_disabled(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    def history_form_view(self, request: HttpRequest, object_id, version_id, extra_context=None) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return super().history_form_view(request, object_id, version_id, extra_context)


class ReadOnly(admin.ModelAdmin):
    """Rows that the registry itself writes."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
