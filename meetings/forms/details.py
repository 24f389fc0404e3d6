"""What a host says of its meeting: when, where, what about, and what guests need to know."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from ifiso.cleaning import Line, LongSelect, Paragraphs
from ifiso.dates import PartialDateFormField
from meetings.actions.details import details_of
from meetings.forms.host import Stamp
from meetings.forms.topics import TopicsForm
from meetings.models import Meeting
from meetings.models.meetings import time_zones
from meetings.planning import first_day
from meetings.stamps import stamp_of

DAY = _("Such as 2027-04-17, or 2027-04 while only the month is known.")
MARKDOWN = _("Markdown: **bold**, [a link](https://…), - lists.")


class DetailsForm(TopicsForm):
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

    def __init__(self, data=None, *, meeting: Meeting):
        stored = details_of(meeting)
        super().__init__(data, initial={**stored, "stamp": stamp_of(stored)})
        self.fields["time_zone"].choices = zones(meeting.time_zone)
        if first_day(meeting) is None or not meeting.plans.standing().exclude(starts_at=None).exists():
            del self.fields["moves_plans"]

    @property
    def values(self) -> dict[str, Any]:
        taken = {name: self.cleaned_data[name] for name in self.cleaned_data}
        days = {name: str(taken[name] or "") for name in ("starts_on", "ends_on")}
        for name in ("stamp", "moves_plans", "new_topics"):
            taken.pop(name, None)
        return {**taken, **days, "country": str(taken["country"])}


def zones(present: str) -> list[tuple[str, str]]:
    """The zones that are named after a place, and the one that is set."""
    places = {name for name in time_zones() if "/" in name and not name.startswith(("Etc/", "posix/", "right/"))}
    return [(name, name.replace("_", " ")) for name in sorted(places | {"UTC", present})]
