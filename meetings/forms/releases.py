"""What a host says when the agenda is released."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line


class ReleaseForm(forms.Form):
    """`seen` is the last step of the plans that the page told of, `seal` stands for the mail that it showed."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seal = forms.CharField(required=False, widget=forms.HiddenInput)
    note = Line(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_("One or two sentences for everybody: what is new in this release, and why. It can stay empty."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    despite_soft = forms.BooleanField(label=_("The agenda is meant to be so"), required=False)
    tell = forms.BooleanField(label=_("Send these mails"), required=False)
