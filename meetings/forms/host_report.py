"""What a host, or who oversees all, does with the report of a meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line

STEPS = ("begin", "put", "review", "draft", "publish", "final", "reopen")


class StepForm(forms.Form):
    """`version` is that of the report on the page; `seal` stands for the gaps that were shown there."""

    what = forms.ChoiceField(choices=[(step, step) for step in STEPS])
    version = forms.IntegerField(min_value=0, required=False)
    seal = forms.CharField(required=False)
    despite = forms.BooleanField(label=_("Publish it all the same"), required=False)
    reason = Line(label=_("Why it is opened again"), max_length=300, required=False)
