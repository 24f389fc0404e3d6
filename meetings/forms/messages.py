"""What a host writes to the people who come."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line, Paragraphs


class Addressees(models.TextChoices):
    CONFIRMED = "confirmed", _("Everybody who has a place")
    WAITING = "waiting", _("Everybody on the waiting list")
    ACTIVE = "active", _("Both")


class MessageForm(forms.Form):
    """`cleaned_data` fits `write_to_delegates`."""

    to = forms.ChoiceField(label=_("To"), choices=Addressees)
    subject = Line(label=_("Subject"), max_length=150, widget=forms.TextInput({"autocomplete": "off"}))
    text = Paragraphs(
        label=_("Message"),
        max_length=10000,
        help_text=_("Plain text. A greeting with the name goes before it, and your own name below it."),
        widget=forms.Textarea({"rows": 12}),
    )
