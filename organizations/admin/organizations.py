"""Organizations with their memberships, figures and remarks."""

from django import forms
from django.contrib import admin
from django.core.files.base import ContentFile
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django_countries.filters import CountryFilter

from ifiso.images import redrawn
from organizations.actions.profiles import LOGO_SIDE
from organizations.admin.base import HistoryAdmin, RegistryAdmin, Rows
from organizations.clock import today
from organizations.models import Field, Figure, Membership, Organization, Remark


class OrganizationForm(forms.ModelForm):
    def clean_logo(self):
        """A new logo is drawn anew, as on the organization's own page: what is kept holds pixels alone."""
        logo = self.cleaned_data["logo"]
        if "logo" not in self.changed_data or not logo:
            return logo
        return ContentFile(redrawn(logo, side=LOGO_SIDE).getvalue(), name="logo.png")


class MembershipFilter(admin.SimpleListFilter):
    title = _("membership")
    parameter_name = "membership"

    def lookups(self, request, model_admin):
        return [("current", _("members today")), ("former", _("former members")), ("none", _("never a member"))]

    def queryset(self, request, queryset):
        match self.value():
            case "current":
                return queryset.members_on(today())
            case "former":
                return queryset.former_on(today())
            case "none":
                return queryset.filter(memberships=None)
        return queryset


class Memberships(Rows):
    model = Membership
    related = ("organization",)
    fields = ["since", "until", "ended", "evidence_is_attendance", "note", "source"]


class Figures(Rows):
    model = Figure
    fields = ["kind", "value", "as_worded", "as_of", "doubt", "source"]


class Remarks(Rows):
    model = Remark
    fields = ["text", "dated", "source"]


@admin.register(Organization)
class OrganizationAdmin(HistoryAdmin):
    form = OrganizationForm
    list_display = ["acronym", "name", "city", "country", "is_member", "is_demo"]
    list_filter = [
        MembershipFilter,
        ("fields", admin.RelatedOnlyFieldListFilter),
        ("country", CountryFilter),
        "is_demo",
    ]
    search_fields = ["acronym", "name", "city"]
    prepopulated_fields = {"slug": ["acronym"]}
    readonly_fields = ["is_demo"]
    inlines = [Memberships, Figures, Remarks]
    fieldsets = [
        (None, {"fields": [("acronym", "slug"), "name", "fields", "founded"]}),
        (_("Seat"), {"fields": [("city", "country"), "website", "role_email"]}),
        (_("On its page"), {"fields": ["logo", "about", "sources", "is_demo"]}),
    ]

    def get_queryset(self, request):
        memberships = Membership.objects.current_on(today()).filter(organization=OuterRef("pk"))
        return super().get_queryset(request).annotate(is_member=Exists(memberships))

    @admin.display(description=_("member today"), boolean=True, ordering="is_member")
    def is_member(self, organization):
        return organization.is_member


@admin.register(Field)
class FieldAdmin(RegistryAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Membership)
class MembershipAdmin(HistoryAdmin):
    list_display = ["organization", "since", "until", "ended", "evidence_is_attendance", "source"]
    list_filter = ["ended", "evidence_is_attendance"]
    list_select_related = ("organization", "source")
    search_fields = ["organization__acronym", "organization__name", "note"]
    fieldsets = [
        (None, {"fields": ["organization", ("since", "until"), "ended"]}),
        (_("How it is known"), {"fields": ["source", "evidence_is_attendance", "note"]}),
    ]
