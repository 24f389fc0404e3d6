"""What confirmed delegates tell the host, and nobody else."""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ifiso.cleaning import Line
from meetings.forms.local_times import LocalMomentField, WhichReading
from meetings.forms.registrations import VersionField, ask_to_choose
from meetings.models import Delegate, Logistics, Meeting
from meetings.travel import passport_faults, travel_faults

DIETS = [
    gettext_lazy("vegetarian"),
    gettext_lazy("vegan"),
    gettext_lazy("halal"),
    gettext_lazy("kosher"),
    gettext_lazy("no pork"),
    gettext_lazy("no fish"),
    gettext_lazy("gluten-free"),
    gettext_lazy("lactose-free"),
]
CONSENTS = {
    "diet_consent": "diet_consent_at",
    "emergency_consent": "emergency_consent_at",
    "passport_consent": "passport_consent_at",
}
MOMENTS = ("arrives_at", "departs_at")
LINES = [
    "diet",
    "allergies",
    "arrival_number",
    "departure_number",
    "room_mate",
    "emergency_name",
    "emergency_phone",
    "emergency_relation",
    "passport_name",
    "passport_number",
]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


def reading_of(name: str) -> str:
    return f"{name}_reading"


def in_utc(moments: Iterable[datetime]) -> list[datetime]:
    return [moment.astimezone(UTC) for moment in moments]


def consent(label) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class LogisticsForm(forms.ModelForm):
    """`values` and `consents` fit `save_logistics`. Moments are typed in the zone of the meeting."""

    version = VersionField()
    diet_consent = consent(gettext_lazy("The host may use this to feed me"))
    emergency_consent = consent(gettext_lazy("The host may keep this contact, and this person knows of it"))
    passport_consent = consent(gettext_lazy("The host may use this for my invitation letter and the visa"))

    class Meta:
        model = Logistics
        fields = [
            "diet",
            "allergies",
            "arrives_at",
            "arrives_by",
            "arrival_number",
            "departs_at",
            "departs_by",
            "departure_number",
            "nights",
            "room_mate",
            "emergency_name",
            "emergency_phone",
            "emergency_relation",
            "needs_visa",
            "passport_name",
            "passport_number",
            "passport_country",
            "passport_expires_on",
            "born_on",
        ]
        field_classes = {**dict.fromkeys(LINES, Line), **dict.fromkeys(MOMENTS, LocalMomentField)}
        labels = {
            "arrives_at": gettext_lazy("Arrival, day and time"),
            "arrives_by": gettext_lazy("By"),
            "departs_at": gettext_lazy("Departure, day and time"),
            "departs_by": gettext_lazy("By"),
            "arrival_number": gettext_lazy("Flight or train number"),
            "departure_number": gettext_lazy("Flight or train number"),
            "nights": gettext_lazy("Nights in the meeting's lodging"),
            "emergency_name": gettext_lazy("Whom the host calls in an emergency"),
            "emergency_relation": gettext_lazy("Who that is to you"),
            "needs_visa": gettext_lazy("I need a visa to come"),
            "passport_name": gettext_lazy("Name as in the passport"),
        }
        help_texts = {
            "diet": gettext_lazy("Leave it empty if you eat everything."),
            "allergies": gettext_lazy("What must not be in your food or your room."),
            "room_mate": gettext_lazy("A name; the host tries, and promises nothing."),
            "emergency_phone": gettext_lazy("Begin with + and the country."),
        }
        widgets = {
            "diet": forms.TextInput({"list": "diets", "autocomplete": "off"}),
            "emergency_phone": forms.TextInput({"type": "tel", "autocomplete": "off"}),
            "passport_number": forms.TextInput({"autocomplete": "off"}),
            "passport_expires_on": DayInput,
            "born_on": DayInput,
        }

    def __init__(self, data=None, *, delegate: Delegate, logistics: Logistics | None, today: date):
        self.meeting: Meeting = delegate.meeting
        self.today = today
        self.stored = logistics or Logistics(delegate=delegate, version=0)
        given = {name: getattr(self.stored, field) is not None for name, field in CONSENTS.items()}
        initial = {**given, "version": self.stored.version}
        super().__init__(data, instance=copy(self.stored), initial=initial)
        for name in ("arrives_by", "departs_by", "passport_country"):
            ask_to_choose(self.fields[name])
        for name in MOMENTS:
            self.fields[name].zone = self.meeting.zone
            self.ask_which(name)

    def ask_which(self, name: str) -> None:
        """Adds `<name>_reading` where the clocks show the typed or stored time twice."""
        moments = self.fields[name].readings_of(self[name].value())
        if len(moments) == 2:
            field = self.fields[reading_of(name)] = WhichReading(moments)
            # Compared in UTC, because times of a doubled hour equal nothing in another zone.
            field.initial = next(
                (str(n) for n, at in enumerate(in_utc(moments)) if at == getattr(self.stored, name)), ""
            )

    def clean(self):
        super().clean()
        for name in MOMENTS:
            if reading := self.cleaned_data.get(reading_of(name)):
                moments = self.fields[name].readings_of(self.data[self.add_prefix(name)])
                self.cleaned_data[name] = in_utc(moments)[int(reading)]
        for name, field in CONSENTS.items():
            self.check_consent(name, Logistics.SENSITIVE[field])
        self.report(travel_faults(self.meeting, *map(self.cleaned_data.get, (*MOMENTS, "nights"))))
        self.report(
            passport_faults(self.meeting, self.today, *map(self.cleaned_data.get, ("passport_expires_on", "born_on")))
        )
        return self.cleaned_data

    def check_consent(self, name: str, fields: Sequence[str]) -> None:
        """What was typed without its consent is asked about; where the consent was taken back it no longer counts."""
        if name == "passport_consent" and not self.cleaned_data.get("needs_visa"):
            self.cleaned_data[name] = False
        elif self.cleaned_data.get(name):
            return
        elif not self.initial[name]:
            if any(self.data.get(self.add_prefix(field)) for field in fields):
                self.add_error(name, _("Tick this box so that the host may have it, or empty the fields."))
            return
        for field in fields:
            self.errors.pop(field, None)
            self.cleaned_data[field] = self.fields[field].clean("")

    def report(self, faults: dict[str, str]) -> None:
        for name, fault in faults.items():
            if name not in self.errors:
                self.add_error(name, fault)

    @property
    def consents(self) -> set[str]:
        """The fields of the model that hold since when each consent is given, of those that are."""
        return {field for name, field in CONSENTS.items() if self.cleaned_data.get(name)}

    @property
    def values(self) -> dict[str, Any]:
        """What is to be stored: nothing sensitive without its consent, no passport of those who need no visa."""
        values = {name: self.cleaned_data[name] for name in self._meta.fields}
        for field, names in Logistics.SENSITIVE.items():
            if field not in self.consents:
                values |= {name: self.fields[name].clean("") for name in names}
        return values
