"""Who leads an entry of the agenda: rows of an organization or partner, and the person who does it for them."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _

from ifiso.cleaning import LongSelect
from meetings.models import Delegate, Meeting, PlannedLead
from organizations.models import Organization, Partner

SPARE_ROWS = 2
MOST_ROWS = 12

Triple = tuple[int | None, int | None, int | None]


class LeadRows:
    """The fields `lead_0`, `person_0`, `lead_1` ... with two more rows than there are leads."""

    def __init__(self, meeting: Meeting, leads: Sequence[PlannedLead], data):
        leads = sorted(leads, key=lambda lead: lead.pk)
        typed = sum(1 for number in range(MOST_ROWS) if data and f"lead_{number}" in data)
        rows = min(MOST_ROWS, max(typed, len(leads) + SPARE_ROWS))
        self.names = [(f"lead_{number}", f"person_{number}") for number in range(rows)]
        self.people = {str(person.pk): person for person in people_of(meeting, leads)}
        parties = [("", _("nobody")), *parties_to_choose()]
        people = [("", _("no name yet")), *((key, in_words(person)) for key, person in self.people.items())]
        self.fields = {}
        for number, (party, person) in enumerate(self.names, start=1):
            self.fields[party] = chooser(_("Led by (%(number)d)") % {"number": number}, parties)
            self.fields[person] = chooser(_("Person (%(number)d)") % {"number": number}, people)
        self.initial = {}
        for (party, person), lead in zip(self.names, leads, strict=False):
            self.initial |= {party: key_of(lead), person: str(lead.delegate_id or "")}

    def clean(self, form: forms.Form) -> list[Triple]:
        """The leads in their order; puts what is wrong beside its field."""
        leads: list[Triple] = []
        for party_name, person_name in self.names:
            party, person = form.cleaned_data.get(party_name), form.cleaned_data.get(person_name)
            delegate = self.people.get(person or "")
            party = party or (party_of(delegate) if delegate else "")
            if not party:
                if delegate:
                    form.add_error(party_name, _("Say for which organization or partner this person does it."))
                continue
            kind, key = party.split("-")
            triple = (int(key) if kind == "o" else None, int(key) if kind == "p" else None, delegate and delegate.pk)
            if triple[:2] in [lead[:2] for lead in leads]:
                form.add_error(party_name, _("This one leads it already: each is named once."))
                continue
            leads.append(triple)
        return leads


def chooser(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=LongSelect)


def parties_to_choose() -> list[tuple[str, str]]:
    organizations = Organization.objects.order_by("acronym").values_list("pk", "acronym")
    partners = Partner.objects.order_by("name").values_list("pk", "name")
    return [
        *((f"o-{pk}", acronym) for pk, acronym in organizations),
        *((f"p-{pk}", _("%(name)s (partner)") % {"name": name}) for pk, name in partners),
    ]


def people_of(meeting: Meeting, leads: Sequence[PlannedLead]) -> list[Delegate]:
    """Those who come or would, and those who lead it already, by name."""
    delegates = meeting.delegates.select_related("delegation__organization", "delegation__partner")
    named = {lead.delegate_id for lead in leads}
    found = [person for person in delegates if person.state in Delegate.ACTIVE or person.pk in named]
    return sorted(found, key=lambda person: person.name.casefold())


def in_words(person: Delegate) -> str:
    sender = person.delegation and (person.delegation.organization or person.delegation.partner)
    return f"{person.name} ({getattr(sender, 'acronym', sender)})" if sender else person.name


def party_of(person: Delegate) -> str:
    delegation = person.delegation
    if delegation is None:
        return ""
    return f"o-{delegation.organization_id}" if delegation.organization_id else f"p-{delegation.partner_id}"


def key_of(lead: PlannedLead) -> str:
    return f"o-{lead.organization_id}" if lead.organization_id else f"p-{lead.partner_id}"
