"""Naming a successor, adding a liaison, correcting a mandate."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ifiso.cleaning import Line, Paragraphs
from organizations.models import HandOver, Liaison, Organization

A_DAY = timedelta(days=1)
LONGEST_TITLE = 150
# A last day beyond this was entered to mean none.
FOR_EVER = date(2999, 1, 1)


class Day(forms.DateField):
    """A day, written and read as a date box does (ISO 8601), and as people type where there is no such box."""

    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": gettext_lazy("Write the day as 2027-01-31.")}


class SeatForm(forms.ModelForm):
    """What every newcomer to a seat is asked for. Its `instance` is what `name_successor` saves."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        help_text=gettext_lazy("The invitation goes there. It works once, for two weeks, and for this address only."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    name = Line(
        label=gettext_lazy("Name"),
        required=False,
        max_length=150,
        help_text=gettext_lazy("May stay empty; the person can be named later."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    title = Line(
        label=gettext_lazy("Title"),
        max_length=LONGEST_TITLE,
        help_text=gettext_lazy("In your organization's own words."),
    )
    since = Day(label=gettext_lazy("First day"))
    until = Day(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Where it is known, reminders go out before it. The mandate ends by itself."),
    )
    note = Paragraphs(
        label=gettext_lazy("A note for the hand-over"),
        required=False,
        max_length=10000,
        help_text=gettext_lazy(
            "What cannot be found elsewhere: whom to know, what is half done, what you would do again. "
            "Markdown; only the two of you read it."
        ),
        widget=forms.Textarea({"rows": 10}),
    )

    class Meta:
        model = HandOver
        fields = ["email", "name", "title", "since", "until", "note"]


class SuccessorForm(SeatForm):
    """For a seat that somebody holds; the title and the days are suggested by the present mandate."""

    predecessor_until = Day(required=False)

    class Meta(SeatForm.Meta):
        fields = ["email", "name", "title", "since", "until", "predecessor_until", "note"]

    def __init__(self, *args, mandate: Liaison, own: bool, **kwargs):
        instance = HandOver(organization=mandate.organization, predecessor=mandate, kind=mandate.kind)
        super().__init__(*args, instance=instance, initial=suggestions(mandate), **kwargs)
        self.order_fields(self.Meta.fields)
        self.fields["since"].label = _("First day of the successor")
        self.fields["until"].label = _("Last day of the successor")
        last_day = self.fields["predecessor_until"]
        last_day.label = _("Your last day") if own else _("Last day of %(person)s") % {"person": mandate.user}
        last_day.help_text = _("Both act until then. Empty: the day before the first day of the successor.")


class LiaisonForm(SeatForm):
    """For a seat beside the present ones, or the empty seat of the primary liaison."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"))

    class Meta(SeatForm.Meta):
        fields = ["email", "name", "kind", "title", "since", "until", "note"]

    def __init__(self, *args, organization: Organization, kinds: list[Liaison.Kind], day: date, **kwargs):
        super().__init__(*args, instance=HandOver(organization=organization), initial={"since": day}, **kwargs)
        self.order_fields(self.Meta.fields)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        if len(kinds) == 1:
            self.initial["kind"] = kinds[0]


class TitleForm(forms.Form):
    """`was` is the title that the page showed, so that nobody's correction is overwritten unseen."""

    title = Line(
        label=gettext_lazy("Title"),
        max_length=LONGEST_TITLE,
        help_text=gettext_lazy("In your organization's own words."),
    )
    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_TITLE)

    @classmethod
    def of(cls, mandate: Liaison) -> "TitleForm":
        return cls(initial={"title": mandate.title, "was": mandate.title})


class LastDayForm(forms.Form):
    until = Day(label=gettext_lazy("Last day"))


def suggestions(mandate: Liaison) -> dict[str, object]:
    """The same title; where the present mandate has a last day, a first day after it and a mandate as long."""
    if mandate.until is None or mandate.until > FOR_EVER:
        return {"title": mandate.title}
    first = mandate.until + A_DAY
    return {
        "title": mandate.title,
        "since": first,
        "predecessor_until": mandate.until,
        "until": last_day(first, mandate),
    }


def last_day(first: date, mandate: Liaison) -> date:
    """The last day of a mandate from `first` that is as long as `mandate`; whole years stay whole years."""
    years = first.year - mandate.since.year
    if (first.month, first.day) == (mandate.since.month, mandate.since.day) != (2, 29):
        return first.replace(year=first.year + years) - A_DAY
    return first + (mandate.until - mandate.since)
