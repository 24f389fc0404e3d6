"""People, what they speak for and until when, and how they are let in."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from organizations.actions.invitations import invite, revoke_invitation
from organizations.admin.base import ReadOnly, RegistryAdmin, Rows
from organizations.clock import today
from organizations.models import HandOver, Invitation, Liaison, ManagementTerm, User


class PeriodFilter(admin.SimpleListFilter):
    title = _("period")
    parameter_name = "period"

    def lookups(self, request, model_admin):
        return [("current", _("in office")), ("coming", _("elect")), ("over", _("over"))]

    def queryset(self, request, queryset):
        match self.value():
            case "current":
                return queryset.current_on(today())
            case "coming":
                return queryset.beginning_after(today())
            case "over":
                return queryset.filter(until__lt=today())
        return queryset


class Mandates(Rows):
    model = Liaison
    related = ("user", "organization")
    fields = ["organization", "title", "kind", "since", "until"]


class ManagementTerms(Rows):
    model = ManagementTerm
    related = ("user", "organization")
    fields = ["organization", "since", "until"]


@admin.register(User)
class UserAdmin(RegistryAdmin):
    """Accounts come from invitations, and people change their own addresses; here they are switched on and off."""

    list_display = ["email", "name", "is_active", "is_staff", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser"]
    search_fields = ["email", "name"]
    readonly_fields = ["email", "last_login", "date_joined"]
    inlines = [Mandates, ManagementTerms]
    actions = ["send_links"]
    fieldsets = [
        (None, {"fields": ["email", "name", "is_active"]}),
        (_("Back office"), {"fields": ["is_staff", "is_superuser", "groups"]}),
        (_("Seen"), {"fields": ["date_joined", "last_login"]}),
    ]

    def has_add_permission(self, request):
        return False

    @admin.action(description=_("Send a link that confirms the address"), permissions=["change"])
    def send_links(self, request, queryset):
        invite_all(self, request, queryset)


@admin.register(Liaison)
class LiaisonAdmin(RegistryAdmin):
    list_display = ["user", "title", "organization", "kind", "since", "until"]
    list_filter = [PeriodFilter, "kind"]
    list_select_related = ("user", "organization")
    search_fields = ["user__name", "user__email", "title", "organization__acronym"]
    fieldsets = [(None, {"fields": ["user", "organization", ("title", "kind"), ("since", "until")]})]


@admin.register(ManagementTerm)
class ManagementTermAdmin(RegistryAdmin):
    list_display = ["organization", "user", "since", "until"]
    list_filter = [PeriodFilter]
    list_select_related = ("user", "organization")
    search_fields = ["user__name", "user__email", "organization__acronym"]
    fieldsets = [(None, {"fields": ["organization", "user", ("since", "until")]})]


@admin.register(HandOver)
class HandOverAdmin(ReadOnly, RegistryAdmin):
    """It is begun, confirmed and called off by those whom it concerns; the note is for the successor."""

    list_display = ["organization", "predecessor", "email", "since", "created_at", "completed_at", "cancelled_at"]
    list_filter = [("completed_at", admin.EmptyFieldListFilter), ("cancelled_at", admin.EmptyFieldListFilter)]
    list_select_related = ("organization", "predecessor__user", "predecessor__organization")
    search_fields = ["organization__acronym", "email", "name"]
    exclude = ["note"]


class InvitationForm(forms.ModelForm):
    def clean_email(self):
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email, is_active=False).exists():
            raise ValidationError(_("The account of this address is switched off; switch it on first."))
        return email


@admin.register(Invitation)
class InvitationAdmin(ReadOnly, RegistryAdmin):
    """Adding one sends it; one that was sent can only be revoked, or sent anew."""

    form = InvitationForm
    list_display = ["email", "name", "invited_by", "created_at", "expires_at", "accepted_at", "revoked_at"]
    list_filter = [("accepted_at", admin.EmptyFieldListFilter), ("revoked_at", admin.EmptyFieldListFilter)]
    list_select_related = ("invited_by",)
    search_fields = ["email", "name"]
    actions = ["send_again", "revoke"]

    def has_add_permission(self, request, obj=None):
        return admin.ModelAdmin.has_add_permission(self, request)

    def get_fields(self, request, obj=None):
        return ["email", "name"] if obj is None else self.list_display

    def save_model(self, request, obj, form, change):
        sent = invite(email=obj.email, name=obj.name, by=request.user)
        vars(obj).update(vars(sent))

    def log_addition(self, request, obj, message):
        """The action has recorded it already."""
        return admin.ModelAdmin.log_addition(self, request, obj, message)

    @admin.action(description=_("Send a new link"), permissions=["add"])
    def send_again(self, request, queryset):
        invite_all(self, request, queryset.filter(accepted_at=None))

    @admin.action(description=_("Revoke"), permissions=["add"])
    def revoke(self, request, queryset):
        for invitation in queryset:
            revoke_invitation(invitation=invitation, by=request.user)


def invite_all(model_admin, request, people):
    """Send each of `people`, accounts or invitations, a link; says how many were sent and why others were not."""
    sent = 0
    for person in people:
        try:
            invite(email=person.email, name=person.name, by=request.user)
        except ValidationError as fault:
            model_admin.message_user(request, f"{person.email}: {fault.messages[0]}", messages.ERROR)
        else:
            sent += 1
    text = ngettext("%(count)d link is on its way.", "%(count)d links are on their way.", sent) % {"count": sent}
    model_admin.message_user(request, text, messages.SUCCESS)
