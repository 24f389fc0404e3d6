"""What an organization says of the people whom it sends, and what they say of themselves when they join."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from ifiso.cleaning import Line
from meetings.models import Delegate

WIDE = {"autocomplete": "off"}


class PersonForm(forms.Form):
    """Who it is; `role_title` may stay empty."""

    name = Line(label=_("Name"), max_length=150, widget=forms.TextInput(WIDE))
    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=forms.EmailInput(WIDE))
    role_title = Line(
        label=_("Role"),
        max_length=150,
        required=False,
        help_text=_("In your organization's own words."),
        widget=forms.TextInput({**WIDE, "list": "roles"}),
    )

    def delegate(self) -> Delegate:
        """An unsaved delegate of what was typed, which must be valid."""
        return Delegate(**{name: self.cleaned_data[name] for name in self.fields if name in FACTS})


class DelegateForm(PersonForm):
    """What a liaison knows of somebody else; the rest is asked of the person."""

    kind = forms.ChoiceField(label=_("Comes as"), choices=Delegate.Kind.choices, initial=Delegate.Kind.DELEGATE)
    country = CountryField(blank=True, blank_label=_("Let the person say")).formfield(
        label=_("Country of residence"), required=False
    )
    age_band = forms.ChoiceField(
        label=_("Age"), choices=[("", _("Let the person say")), *Delegate.AgeBand.choices], required=False
    )


class JoinForm(PersonForm):
    """What a delegate says. Only the privacy notice must be accepted; the three consents are nobody's condition."""

    name = Line(label=_("Your name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_("Your personal link goes there. Your organization and the host see the address."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    role_title = Line(
        label=_("Your role"),
        max_length=150,
        help_text=_("In your organization's own words, such as Vice-President for External Affairs."),
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    kind = forms.ChoiceField(label=_("You come as"), choices=Delegate.Kind.choices, initial=Delegate.Kind.DELEGATE)
    country = CountryField(blank=True, blank_label=_("Choose a country")).formfield(
        label=_("Country of residence"),
        required=True,
        help_text=_("Grants ask how many come from which country."),
    )
    age_band = forms.ChoiceField(
        label=_("Age"),
        choices=[("", _("Choose an age")), *Delegate.AgeBand.choices],
        help_text=_("Grants ask for it; your date of birth is nobody's business."),
    )
    listed_publicly = forms.BooleanField(label=_("My name may stand on the meeting's public page"), required=False)
    listed_to_participants = forms.BooleanField(label=_("The other participants may see my name"), required=False)
    photos = forms.BooleanField(label=_("I may be in group photos that are published"), required=False)
    privacy = forms.BooleanField(
        label=_("I have read the privacy notice"),
        error_messages={"required": _("Please read the privacy notice and tick this.")},
    )

    @property
    def facts(self) -> list[Any]:
        return [self[name] for name in ("name", "email", "role_title", "kind", "country", "age_band")]

    @property
    def consents(self) -> list[Any]:
        return [self[name] for name in CONSENTS]

    def delegate_at(self, now: datetime) -> Delegate:
        """An unsaved delegate who consented, to whatever was ticked, at the moment `now`."""
        delegate = self.delegate()
        for name in CONSENTS:
            setattr(delegate, f"{name}_since", now if self.cleaned_data[name] else None)
        return delegate


FACTS = frozenset({"name", "email", "role_title", "kind", "country", "age_band"})
CONSENTS = ("listed_publicly", "listed_to_participants", "photos")


class MoveForm(forms.Form):
    """From which place on the list to which, both counted from 1."""

    place = forms.IntegerField(min_value=1, max_value=1000)
    to = forms.IntegerField(min_value=1, max_value=1000)


class VersionForm(forms.Form):
    """Of what the reader saw."""

    version = forms.IntegerField(min_value=1, max_value=1_000_000)
