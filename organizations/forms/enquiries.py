"""The public's form to ask, and the desk's form to answer."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line, LongSelect, Paragraphs
from organizations.models import Organization

MOST_LINKS = 3
LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)


class EnquiryForm(forms.Form):
    """`cleaned_data` fits `receive_enquiry`. `today` tells which organizations are members, to whom one can write."""

    to = forms.ChoiceField(label=_("To"), required=False, widget=LongSelect)
    name = Line(label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_("The answer goes there, and nowhere else."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    subject = Line(label=_("Subject"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    text = Paragraphs(
        label=_("Message"), max_length=5000, help_text=_("Up to 5000 characters."), widget=forms.Textarea({"rows": 9})
    )
    # People neither see nor reach this field; programs that fill in whatever they find do.
    confirm = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        members = Organization.objects.members_on(today).order_by("acronym")
        self.organizations = {organization.slug: organization for organization in members}
        forum = [("", _("The forum as a whole"))]
        self.fields["to"].choices = forum + [(o.slug, f"{o.acronym}, {o.name}") for o in members]

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if len(LINK.findall(text)) > MOST_LINKS:
            raise ValidationError(_("Please keep to three links at most: messages with more are usually advertising."))
        return text

    def clean(self):
        if self.cleaned_data.pop("confirm", ""):
            # Sent once more, it is empty: whoever is a person loses nothing.
            self.data = self.data.copy()
            self.data["confirm"] = ""
            raise ValidationError(_("A field that people cannot see was filled in. If you are one, send it once more."))
        self.cleaned_data["organization"] = self.organizations.get(self.cleaned_data.pop("to", ""))
        return self.cleaned_data


class AnswerForm(forms.Form):
    answer = Paragraphs(
        label=_("Your answer"),
        max_length=10000,
        help_text=_("It is sent by mail, with your name and the original message below it."),
        widget=forms.Textarea({"rows": 10}),
    )
