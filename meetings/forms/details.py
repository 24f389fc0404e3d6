"""What a host says of its meeting: when, where, what about, and what guests need to know."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from ifiso.cleaning import Line, LongSelect, Paragraphs
from ifiso.dates import PartialDateFormField
from meetings.actions.details import details_of
from meetings.forms.host import Stamp
from meetings.models import Meeting, Topic
from meetings.models.meetings import time_zones
from meetings.planning import first_day
from meetings.stamps import stamp_of

MOST_TOPICS, LONGEST_TOPIC = 12, 80
DAY = _("Such as 2027-04-17, or 2027-04 while only the month is known.")
MARKDOWN = _("Markdown: **bold**, [a link](https://…), - lists.")


class Keys(forms.TypedMultipleChoiceField):
    """Rows of a table, by their keys."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(coerce=int, empty_value=[], required=False, **kwargs)


class DetailsForm(forms.Form):
    """`values` and `new_topics` fit `change_details`."""

    stamp = Stamp()
    starts_on = PartialDateFormField(label=_("First day"), required=False, help_text=DAY)
    ends_on = PartialDateFormField(label=_("Last day"), required=False, help_text=DAY)
    moves_plans = forms.BooleanField(
        label=_("If the first day changes, planned sessions move by as many days"), required=False, initial=True
    )
    city = Line(label=_("City"), required=False, max_length=100)
    country = CountryField(blank=True, blank_label=_("Not known yet")).formfield(label=_("Country"))
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        widget=LongSelect,
        help_text=_("With another zone the planned sessions keep their hour; deadlines stay the same moments."),
    )
    venue = Line(label=_("Venue"), required=False, max_length=200, help_text=_("The house, as it is called there."))
    street_address = Line(label=_("Address of the venue"), required=False, max_length=300)
    about = Paragraphs(
        label=_("About"),
        required=False,
        max_length=10_000,
        help_text=MARKDOWN,
        widget=forms.Textarea({"rows": 6}),
    )
    practical = Paragraphs(
        label=_("Practical information"),
        required=False,
        max_length=20_000,
        help_text=_("The way from the airport, beds, what to bring, whom to call. Markdown, as above."),
        widget=forms.Textarea({"rows": 12}),
    )
    practical_is_public = forms.BooleanField(
        label=_("Everybody may read the practical information"),
        required=False,
        help_text=_("Otherwise those alone who have a place, on the page of their registration."),
    )
    topics = Keys(label=_("Topics"))
    new_topics = Paragraphs(
        label=_("Further topics"),
        required=False,
        max_length=1_500,
        help_text=_("One a line. What is there already under another spelling is not made twice."),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data=None, *, meeting: Meeting):
        stored = details_of(meeting)
        super().__init__(data, initial={**stored, "stamp": stamp_of(stored)})
        self.fields["time_zone"].choices = zones(meeting.time_zone)
        self.fields["topics"].choices = list(Topic.objects.values_list("pk", "name"))
        if first_day(meeting) is None or not meeting.plans.standing().exclude(starts_at=None).exists():
            del self.fields["moves_plans"]

    def clean_new_topics(self) -> list[str]:
        return topic_names(self.cleaned_data["new_topics"])

    @property
    def values(self) -> dict[str, Any]:
        taken = {name: self.cleaned_data[name] for name in self.cleaned_data}
        days = {name: str(taken[name] or "") for name in ("starts_on", "ends_on")}
        for name in ("stamp", "moves_plans", "new_topics"):
            taken.pop(name, None)
        return {**taken, **days, "country": str(taken["country"])}


def topic_names(text: str) -> list[str]:
    """One a line, each once; ValidationError where there are too many, or one is too long."""
    names = list(dict.fromkeys(filter(None, (" ".join(line.split()) for line in text.splitlines()))))
    if len(names) > MOST_TOPICS or any(len(name) > LONGEST_TOPIC for name in names):
        raise ValidationError(_("At most 12 topics at once, of at most 80 characters each."))
    return names


def zones(present: str) -> list[tuple[str, str]]:
    """The zones that are named after a place, and the one that is set."""
    places = {name for name in time_zones() if "/" in name and not name.startswith(("Etc/", "posix/", "right/"))}
    return [(name, name.replace("_", " ")) for name in sorted(places | {"UTC", present})]
