"""What is written when sessions are offered, and when they are talked about."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line, Paragraphs
from meetings.forms.registrations import VersionField
from meetings.models import Delegate, Meeting, Offer, Topic
from meetings.models.sessions import SessionKind
from meetings.offering import Offerer
from organizations.models import Organization, Partner

# Breaks are the host's own.
KINDS = [(kind, kind.label) for kind in SessionKind if kind != SessionKind.BREAK]


class OfferForm(forms.Form):
    """`values` fits `offer_session` and `change_offer`; `version` is what the person began from."""

    version = VersionField(required=False)
    offered_for = forms.ModelChoiceField(label=_("Your organization"), queryset=Organization.objects.none())
    title = Line(label=_("Title"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial=SessionKind.WORKSHOP)
    minutes = forms.IntegerField(
        label=_("Length in minutes"), min_value=5, max_value=1440, initial=60, widget=forms.NumberInput({"step": 5})
    )
    abstract = Paragraphs(
        label=_("What happens in it"),
        max_length=5000,
        help_text=_(
            "Everybody reads it in the agenda if the host accepts. Markdown: **bold**, [a link](https://…), - lists."
        ),
        widget=forms.Textarea({"rows": 9}),
    )
    needs = Line(
        label=_("What you need (optional)"),
        required=False,
        max_length=500,
        help_text=_("A projector, chairs in a circle … Only the host and you read it."),
    )
    delegate = forms.ModelChoiceField(
        label=_("Who leads it (optional)"),
        required=False,
        queryset=Delegate.objects.none(),
        empty_label=_("Not decided yet"),
        help_text=_("One of your people who have a place; named in public only with that person's consent."),
    )
    organizations = forms.ModelMultipleChoiceField(
        label=_("Together with (optional)"),
        required=False,
        queryset=Organization.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They are told by mail, and can take themselves out."),
    )
    partner = forms.ModelChoiceField(
        label=_("With a partner (optional)"),
        required=False,
        queryset=Partner.objects.none(),
        empty_label=_("No partner"),
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics (optional)"),
        required=False,
        queryset=Topic.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data=None, *, offerer: Offerer, day, offer: Offer | None = None):
        super().__init__(data, initial=written(offer) if offer else None)
        self.offer, self.offerer = offer, offerer
        meeting = offerer.meeting
        parties = [offer.offered_for] if offer and offer.offered_for else [] if offer else self.parties
        self.offer_for(parties)
        self.set_rows("organizations", others(meeting, parties, day, offer))
        self.set_rows("partner", partners(meeting, offer))
        self.set_rows("topics", topics(meeting, offer))
        if self.person:
            del self.fields["delegate"]
        else:
            self.set_rows("delegate", people(meeting, parties, offer))

    @property
    def parties(self) -> list[Organization]:
        """For whom this person offers: organizations as their liaison, or else those that send the person."""
        sending = [one.delegation.organization for one in self.offerer.confirmed if one.delegation]
        return list(self.offerer.organizations) or list(filter(None, sending))

    @property
    def person(self) -> Delegate | None:
        """Whose own offer it is, which then stays that person's."""
        if self.offer:
            return self.offer.delegate if self.offer.is_personal else None
        return None if self.offerer.organizations else next(iter(self.offerer.confirmed), None)

    def offer_for(self, parties: list[Organization]) -> None:
        """Ask for whom only where there is a choice."""
        if len(parties) < 2:
            del self.fields["offered_for"]
            self.party = next(iter(parties), None)
            return
        self.party = None
        self.fields["offered_for"].queryset = Organization.objects.filter(pk__in=[party.pk for party in parties])
        self.fields["offered_for"].empty_label = _("Choose")

    def set_rows(self, name: str, rows) -> None:
        """A list with nothing in it is not asked."""
        if rows.exists():
            self.fields[name].queryset = rows
        else:
            del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        party, person = self.chosen_party, cleaned.get("delegate")
        if person and party and person.delegation.organization_id != party.pk:
            self.add_error("delegate", _now("This person is not sent by the organization that you chose."))
        return cleaned

    @property
    def chosen_party(self) -> Organization | None:
        return self.cleaned_data.get("offered_for") or self.party

    @property
    def values(self) -> dict[str, Any]:
        names = ("title", "kind", "minutes", "abstract", "needs")
        values = {name: self.cleaned_data[name] for name in names}
        values |= {name: list(self.cleaned_data.get(name) or ()) for name in ("organizations", "topics")}
        delegate = self.person or self.cleaned_data.get("delegate")
        return {**values, "partner": self.cleaned_data.get("partner"), "delegate": delegate}


def written(offer: Offer) -> dict[str, Any]:
    names = ("version", "title", "kind", "minutes", "abstract", "needs", "partner", "delegate")
    lists = {name: [row.pk for row in getattr(offer, name).all()] for name in ("organizations", "topics")}
    return {**{name: offer.serializable_value(name) for name in names}, **lists}


def others(meeting: Meeting, parties: list[Organization], day, offer: Offer | None):
    """The members that could lead it too; those that are named already stay, whatever became of them."""
    members = Organization.objects.members_on(day).filter(is_demo=meeting.is_demo).values("pk")
    named = offer.organizations.values("pk") if offer else Organization.objects.none().values("pk")
    found = Organization.objects.filter(Q(pk__in=members) | Q(pk__in=named)).order_by("acronym")
    return found.exclude(pk=parties[0].pk) if len(parties) == 1 else found


def partners(meeting: Meeting, offer: Offer | None):
    return Partner.objects.filter(Q(is_demo=meeting.is_demo) | Q(pk=offer.partner_id if offer else None))


def topics(meeting: Meeting, offer: Offer | None):
    """The meeting's own, where it has any."""
    chosen = Q(meetings=meeting) if meeting.topics.exists() else Q()
    return Topic.objects.filter(chosen | Q(offers=offer) if chosen and offer else chosen).distinct()


def people(meeting: Meeting, parties: list[Organization], offer: Offer | None):
    """Who could lead it: people of these organizations who have a place, and who was to lead it so far."""
    sent = Q(delegation__organization__in=parties, state=Delegate.State.CONFIRMED)
    found = meeting.delegates.filter(sent | Q(pk=offer.delegate_id if offer else None))
    return found.select_related("delegation").order_by("name")


class WordsForm(forms.Form):
    """One step in the talk about an offer: what is said, about which `version`."""

    version = VersionField()
    words = Paragraphs(label=_("Message"), max_length=2000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, data=None, *, offer: Offer, name: str, label, required: bool = True):
        super().__init__(data, initial={"version": offer.version}, auto_id=f"{name}-%s")
        self.fields["words"].label, self.fields["words"].required = label, required
