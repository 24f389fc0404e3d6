"""A further source for what is on record."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line, Paragraphs
from ifiso.dates import PartialDateFormField
from meetings.statements import Statement
from organizations.models import Evidence, Figure

SUPPORTS, DIFFERS = Evidence.Stance.SUPPORTS, Evidence.Stance.DIFFERS


class SourceForm(forms.Form):
    """`says` and `source` fit `add_source`. Fields that a statement has no use for are not there."""

    stance = forms.ChoiceField(
        label=_("What it says"),
        choices=[(SUPPORTS, _("the same")), (DIFFERS, _("something else"))],
        initial=SUPPORTS,
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(label=_("What is counted"))
    value = forms.IntegerField(
        label=_("The number it gives"),
        required=False,
        min_value=0,
        max_value=10**12,
        help_text=_("It will stand beside the first one, which stays."),
    )
    as_of = PartialDateFormField(label=_("As of"), required=False)
    said = Line(
        label=_("In its words"),
        required=False,
        max_length=200,
        help_text=_("Shortly, and only as far as it matters: “more than 25”, or the day that it names."),
    )
    title = Line(label=_("Title of the source"), max_length=300, help_text=_("Annual report 2026, page 4"))
    url = forms.URLField(
        label=_("Its address"),
        required=False,
        assume_scheme="https",
        max_length=500,
        help_text=_("If this address is on record already, that source is taken."),
    )
    place = Line(
        label=_("Where the paper lies"),
        required=False,
        max_length=300,
        help_text=_("If it has no address: archive, shelf."),
    )
    dated = PartialDateFormField(label=_("Date of the source"), required=False)
    note = Paragraphs(
        label=_("What to know before trusting it"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args, statement: Statement, **kwargs):
        super().__init__(*args, **kwargs)
        self.statement = statement
        if statement.adds:
            del self.fields["stance"]
            self.fields["kind"].choices = statement.counts
            self.fields["value"].required = True
            self.fields["value"].help_text = ""
        else:
            del self.fields["kind"]
        if not statement.is_a_number:
            del self.fields["value"]
        if not statement.is_a_number or self.counts_a_meeting:
            del self.fields["as_of"]

    @property
    def counts_a_meeting(self) -> bool:
        """What is counted at a meeting needs no date of its own."""
        return not isinstance(self.statement.row, Figure) and self.statement.meeting is not None

    def clean(self):
        cleaned = super().clean() or {}
        if not self.errors.keys() & {"url", "place"} and not (cleaned.get("url") or cleaned.get("place")):
            self.add_error("url", _("Say where it can be read: its address, or where the paper lies."))
        if cleaned.get("stance") == DIFFERS:
            needed, words = self.what_differs
            if not self.errors.get(needed) and cleaned.get(needed) in {None, ""}:
                self.add_error(needed, words)
        return cleaned

    @property
    def what_differs(self):
        if self.statement.is_a_number:
            return "value", _("Which number does it give?")
        return "said", _("Say what the source says instead.")

    @property
    def source(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "url", "place", "dated", "note")}

    @property
    def says(self) -> dict[str, Any]:
        stance = self.cleaned_data.get("stance", DIFFERS)
        says: dict[str, Any] = {"stance": stance, "said": self.cleaned_data["said"]}
        if self.statement.is_a_number and stance == DIFFERS:
            kind = self.cleaned_data.get("kind") or self.statement.row.kind
            as_of = self.cleaned_data.get("as_of") or self.cleaned_data["dated"]
            says |= {"kind": kind, "value": self.cleaned_data["value"], "as_of": as_of}
        return says

    @property
    def about_the_source(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", "url", "place", "dated", "note")]

    @property
    def about_what_it_says(self) -> list[forms.BoundField]:
        return [self[name] for name in ("stance", "kind", "value", "as_of", "said") if name in self.fields]


class DecisionForm(forms.Form):
    """What becomes of a proposed source."""

    do = forms.ChoiceField(choices=[("accept", _("accept")), ("decline", _("decline"))])
    pk = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    reason = Line(label=_("Why, if you decline it"), required=False, max_length=300)
