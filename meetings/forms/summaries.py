"""What those who led a session write about it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Paragraphs
from meetings.models import SessionSummary


class SummaryForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    text = Paragraphs(
        label=_("Summary"),
        required=False,
        max_length=5000,
        help_text=_("What happened, what was found out, what somebody could take home. Markdown."),
        widget=forms.Textarea({"rows": 14}),
    )

    def __init__(self, *args, summary: SessionSummary, **kwargs):
        super().__init__(*args, initial={"text": summary.text, "version": summary.version}, **kwargs)
