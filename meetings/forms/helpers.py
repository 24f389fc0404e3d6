"""Whom a host asks to help, and with what."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line
from meetings.actions.helpers import ROLES, roles_of
from meetings.forms.host import Stamp
from meetings.models import Helper, Meeting
from meetings.stamps import stamp_of


class RolesForm(forms.Form):
    """`roles` fits `change_roles`."""

    stamp = Stamp()
    plans_agenda = forms.BooleanField(
        label=_("Agenda"),
        required=False,
        help_text=_("Makes the agenda, answers offers of sessions and releases; sees nobody's registration."),
    )
    sees_logistics = forms.BooleanField(
        label=_("Logistics"),
        required=False,
        help_text=_("Sees who is registered, and what they told of diet, travel, rooms and emergencies."),
    )
    keeps_door = forms.BooleanField(
        label=_("Door"),
        required=False,
        help_text=_("Sees who is registered, to welcome them; nothing of diet, travel, rooms and emergencies."),
    )

    @classmethod
    def of(cls, helper: Helper, data=None) -> "RolesForm":
        stored = roles_of(helper)
        return cls(data, initial={**stored, "stamp": stamp_of(stored)})

    @property
    def roles(self) -> dict[str, bool]:
        return {role: self.cleaned_data[role] for role in ROLES}

    def clean(self) -> dict[str, Any]:
        if not any(self.cleaned_data.get(role) for role in ROLES):
            raise ValidationError(_("Choose what this person helps with."))
        return self.cleaned_data


class HelperForm(RolesForm):
    stamp = None
    name = Line(label=_("Name"), max_length=150, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Who has an account can begin at once, everybody else gets a link that makes one."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    field_order = ["name", "email", *ROLES]

    def unsaved(self, meeting: Meeting) -> Helper:
        return Helper(meeting=meeting, name=self.cleaned_data["name"], email=self.cleaned_data["email"], **self.roles)
