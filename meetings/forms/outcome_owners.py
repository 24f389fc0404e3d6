"""Who looks after an outcome, as its owners and its host change it."""

from copy import deepcopy

from django import forms
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import LongSelect, Paragraphs
from meetings.models import Outcome
from organizations.models import Organization

LONGEST = 1800


class LeaveForm(forms.Form):
    """One of `organizations` hands `outcome` back."""

    reason = Paragraphs(
        label=_("Why you hand it back"),
        max_length=LONGEST,
        help_text=_("Everybody can read it. If another organization is willing, name it here: the host adds it."),
        widget=forms.Textarea({"rows": 4}),
    )
    alone = forms.BooleanField(
        label=_("Nobody else owns it, and I leave it all the same."),
        required=False,
        help_text=_("The host of the meeting, or the management team, gets a mail about it."),
    )

    def __init__(self, *args, outcome: Outcome, organizations: list[Organization], **kwargs):
        super().__init__(*args, **kwargs)
        if outcome.owners.count() > 1 or not outcome.is_open:
            del self.fields["alone"]
        if len(organizations) > 1:
            known = Organization.objects.filter(pk__in=[organization.pk for organization in organizations])
            self.fields["organization"] = forms.ModelChoiceField(queryset=known, label=_("For"), empty_label=None)
        self.only = organizations[0]
        self.order_fields(["organization", "reason", "alone"])

    def ask_whether_alone(self) -> None:
        """The last other owner may leave after the form was made."""
        self.fields["alone"] = deepcopy(self.base_fields["alone"])

    @property
    def organization(self) -> Organization:
        return self.cleaned_data.get("organization", self.only)


class NameForm(forms.Form):
    """The host names an organization that takes `outcome` on."""

    owner = forms.ModelChoiceField(queryset=Organization.objects.none(), label=_("Organization"))
    note = Paragraphs(
        label=_("Why it is theirs"),
        max_length=LONGEST,
        help_text=_("Everybody can read it. Ask them first: it comes onto the desks of all who speak for them."),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, outcome: Outcome, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = Organization.objects.exclude(pk__in=outcome.owners.all())
        self.fields["owner"].widget = LongSelect(choices=self.fields["owner"].choices)
