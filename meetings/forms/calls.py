"""What an organization answers to a meeting's call."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line
from meetings.models import Delegation

ANSWERS = [(answer.value, answer.label) for answer in (Delegation.Answer.COMING, Delegation.Answer.NOT_COMING)]


class AnswerForm(forms.Form):
    """The answer is the button that was pressed; `cleaned_data` fits `answer_call`."""

    answer = forms.ChoiceField(label=_("Answer"), choices=ANSWERS)
    reason = Line(
        label=_("Reason, if you do not come"),
        required=False,
        max_length=300,
        help_text=_("You need not give one. The host and the management team read it."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean(self):
        if self.cleaned_data.get("answer") == Delegation.Answer.COMING:
            self.cleaned_data["reason"] = ""
        return self.cleaned_data
