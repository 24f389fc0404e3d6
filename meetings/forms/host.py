"""What a host fills in: who gets a place, how many there are, whom to invite, what to ask."""

from datetime import UTC
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line, Paragraphs
from meetings.actions.hosting import settings_of
from meetings.actions.questions import ASKED, wording_of
from meetings.forms.local_times import LocalMomentField, WhichReading
from meetings.models import Delegate, Delegation, Meeting, Question
from meetings.stamps import stamp_of
from organizations.models import Partner

MOST_PEOPLE = 32_767
MOST_OPTIONS, LONGEST_OPTION = 30, 100


class Stamp(forms.CharField):
    """What the form began from; anything that is no stamp is that of nothing."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False, max_length=None)


class Day(forms.DateField):
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class PlaceForm(forms.Form):
    """A reason for giving a place to somebody, or for none."""

    reason = Line(label=_("Reason"), max_length=300, help_text=_("The person reads it in the mail."))


class KindForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=Delegate.Kind)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(cls, delegate: Delegate) -> "KindForm":
        return cls(initial={"kind": delegate.kind, "version": delegate.version})


class QuotaForm(forms.Form):
    """`cleaned_data` fits `set_quota`."""

    quota = forms.IntegerField(
        label=_("Places for this organization"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text=_("Leave it empty for as many as everybody has."),
    )
    reason = Line(
        label=_("Reason"), required=False, max_length=300, help_text=_("The organization's liaisons read it.")
    )

    @classmethod
    def of(cls, delegation: Delegation) -> "QuotaForm":
        return cls(initial={"quota": delegation.quota_override, "reason": delegation.quota_reason})

    def clean(self):
        if self.cleaned_data.get("quota") is not None and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Say why this organization has another number of places than the others."))
        return self.cleaned_data


class GuestForm(forms.Form):
    """Somebody whom the host invites. `partner` is None for those who come for themselves."""

    name = Line(label=_("Name"), max_length=150, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The personal link goes there."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Comes as"),
        choices=[(kind, kind.label) for kind in Delegate.Kind if kind != Delegate.Kind.DELEGATE],
        initial=Delegate.Kind.GUEST,
    )
    partner = forms.ModelChoiceField(
        label=_("Sent by"),
        queryset=Partner.objects.order_by("name"),
        required=False,
        empty_label=_("nobody: a guest of the meeting"),
        help_text=_("A partner's people count as its delegation. Member organizations register theirs by themselves."),
    )
    role_title = Line(
        label=_("Role"),
        required=False,
        max_length=150,
        help_text=_("In its own words, such as trainer in fundraising."),
    )
    note = Paragraphs(
        label=_("A word from you"),
        required=False,
        max_length=1000,
        help_text=_("It stands in the mail."),
        widget=forms.Textarea({"rows": 4}),
    )

    def unsaved(self, meeting: Meeting) -> Delegate:
        facts = {name: self.cleaned_data[name] for name in ("name", "email", "kind", "role_title")}
        return Delegate(meeting=meeting, **facts)


class SettingsForm(forms.Form):
    """`values` fits `change_settings`. Moments are typed in the zone of the meeting."""

    stamp = Stamp()
    registration_opens_at = LocalMomentField(label=_("Registration opens"), required=False)
    registration_closes_at = LocalMomentField(label=_("Registration closes"), required=False)
    call_closes_at = LocalMomentField(
        label=_("Answers to the call until"),
        required=False,
        help_text=_("Until then members say whether they come."),
    )
    frozen_at = LocalMomentField(
        label=_("Logistics are frozen"),
        required=False,
        help_text=_("From then on delegates can only read what they told of diet and travel."),
    )
    capacity = forms.IntegerField(
        label=_("Capacity"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text=_("How many people can come in all. Empty: as many as register."),
    )
    quota = forms.IntegerField(
        label=_("Places for each organization"),
        min_value=1,
        max_value=MOST_PEOPLE,
        help_text=_("Beyond it people wait, until registration closes."),
    )

    def __init__(self, data=None, *, meeting: Meeting):
        stored = settings_of(meeting)
        super().__init__(data, initial={**stored, "stamp": stamp_of(stored)})
        self.moments = [name for name, field in self.fields.items() if isinstance(field, LocalMomentField)]
        for name in self.moments:
            self.fields[name].zone = meeting.zone
            self.ask_which(name, stored[name])
        self.order_fields([one for name in self.moments for one in (name, f"{name}_reading")])

    def ask_which(self, name: str, stored) -> None:
        """Adds `<name>_reading` where the clocks show the typed or stored time twice."""
        moments = self.fields[name].readings_of(self[name].value())
        if len(moments) == 2:
            field = self.fields[f"{name}_reading"] = WhichReading(moments)
            instants = [moment.astimezone(UTC) for moment in moments]  # a doubled hour equals nothing of another zone
            if stored in instants:
                field.initial = str(instants.index(stored))

    @property
    def values(self) -> dict[str, Any]:
        values = {name: self.cleaned_data[name] for name in ("capacity", "quota")}
        for name in self.moments:
            values[name] = self.cleaned_data[name]
            if reading := self.cleaned_data.get(f"{name}_reading"):
                values[name] = self.fields[name].readings_of(self.data.get(name))[int(reading)]
        return values


class QuestionForm(forms.Form):
    """`values` fits `change_question`."""

    stamp = Stamp()
    text = Line(label=_("Question"), max_length=200)
    help = Line(label=_("Help"), required=False, max_length=300, help_text=_("A line below the question."))
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=Question.Kind)
    options = Paragraphs(
        label=_("Options"),
        required=False,
        max_length=3000,
        help_text=_("One a line, for “one of several” and “any of several”."),
        widget=forms.Textarea({"rows": 5}),
    )
    required = forms.BooleanField(label=_("An answer is required"), required=False)
    required_from = Day(
        label=_("Required from"), required=False, help_text=_("Until that day people may leave it open.")
    )
    frozen_after = Day(label=_("Frozen after"), required=False, help_text=_("After that day answers can only be read."))

    def __init__(self, data=None, *, question: Question):
        stored = wording_of(question)
        super().__init__(data, initial={**stored, "stamp": stamp_of(stored)})

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ASKED}

    def clean_options(self) -> str:
        options = [line.strip() for line in self.cleaned_data["options"].splitlines() if line.strip()]
        if len(set(options)) < len(options):
            raise ValidationError(_("An option stands there twice."))
        if len(options) > MOST_OPTIONS or any(len(option) > LONGEST_OPTION for option in options):
            raise ValidationError(_("At most 30 options, of at most 100 characters each."))
        return "\n".join(options)

    def clean(self):
        data = self.cleaned_data
        asks_to_choose = data.get("kind") in {Question.Kind.CHOICE, Question.Kind.SEVERAL}
        if asks_to_choose and "options" in data and len(data["options"].splitlines()) < 2:
            self.add_error("options", _("Give at least two options to choose from, one a line."))
        if data.get("required_from") and not data.get("required"):
            self.add_error("required_from", _("This day means something only for a required answer: tick that too."))
        first, last = data.get("required_from"), data.get("frozen_after")
        if first and last and last < first:
            self.add_error("frozen_after", _("It would be frozen before it is required."))
        return data
