"""What delegates tell of themselves."""

from copy import copy
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line
from meetings.models import Delegate


class VersionField(forms.IntegerField):
    """The version that the person began from; -1, which no row ever has, for anything else."""

    widget = forms.HiddenInput

    def clean(self, value) -> int:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return -1


def ask_to_choose(field: forms.ChoiceField) -> None:
    """Says what to do instead of showing a row of dashes."""
    field.choices = [("", _("Choose")), *(choice for choice in field.choices if choice[0])]


class OwnDataForm(forms.ModelForm):
    """`values` fits `change_own_data`. The address is no part of it: under it the person was registered."""

    version = VersionField()
    privacy = forms.BooleanField(
        label=_("I have read the privacy notice"),
        error_messages={"required": _("Please read the privacy notice and tick this box; without it nothing is kept.")},
    )

    class Meta:
        model = Delegate
        fields = ["name", "pronouns", "phone", "role_title", "country", "age_band"]
        field_classes = {"name": Line, "pronouns": Line, "phone": Line, "role_title": Line}
        labels = {
            "pronouns": _("Pronouns (optional)"),
            "phone": _("Phone (optional)"),
            "role_title": _("Role in your organization"),
            "age_band": _("Age"),
        }
        help_texts = {
            "name": _("As it shall stand on your badge, in any script."),
            "phone": _("For the host, if you are lost on the way. Begin with + and the country."),
            "role_title": _("In its own words, such as VP European Affairs."),
            "country": _("Hosts count countries for their grants; the count is all that leaves this page."),
            "age_band": _("Counted like the country. No date of birth is asked for."),
        }
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "phone": forms.TextInput({"autocomplete": "tel", "type": "tel"}),
            "role_title": forms.TextInput({"autocomplete": "organization-title"}),
        }

    def __init__(self, data=None, *, delegate: Delegate):
        super().__init__(data, instance=copy(delegate), initial={"version": delegate.version})
        for name in ("country", "age_band"):
            self.fields[name].required = True
            ask_to_choose(self.fields[name])
        if delegate.privacy_accepted_at:
            del self.fields["privacy"]

    def values(self, now: datetime) -> dict[str, Any]:
        values = {name: self.cleaned_data[name] for name in self._meta.fields}
        if "privacy" in self.fields:
            values["privacy_accepted_at"] = now
        return values


class WithdrawalForm(forms.Form):
    reason = Line(
        label=_("Reason (optional)"),
        required=False,
        max_length=300,
        help_text=_("Your organization and the host read it."),
    )
