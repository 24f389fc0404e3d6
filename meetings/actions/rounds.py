"""A round of mails about the call: the same words to many organizations, to each with the link of its own."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.urls import reverse

from meetings.actions.notices import host_address
from meetings.calls import CALLED, REMINDED, Contacts, contacts_of, deadline, key_of, reminded_since, uncalled
from meetings.links import call_token
from meetings.models import Delegation, Meeting
from meetings.phases import registration_in_words
from organizations.actions.mailings import Letter, Mailing, Reader, address_key
from organizations.models import Organization

# Stands in what the sender is shown for the link that only the organization itself gets.
ANY_LINK = "the-link-of-each-organization"


@dataclass(frozen=True)
class Round:
    """Whom the mails of one `event`, `called` or `reminded`, are for, and whom of them they reach."""

    meeting: Meeting
    event: str
    now: datetime
    organizations: Sequence[Organization]
    contacts: Contacts

    @cached_property
    def reached(self) -> list[Organization]:
        return [organization for organization in self.organizations if organization.pk in self.contacts]

    @cached_property
    def unreached(self) -> list[Organization]:
        return [organization for organization in self.organizations if organization.pk not in self.contacts]

    @cached_property
    def mailing(self) -> Mailing:
        """What the sender is shown. There must be an organization."""
        readers = [
            Reader(address, name, organization.acronym)
            for organization in self.reached
            for address, name in self.contacts[organization.pk].items()
        ]
        organization = (self.reached or self.organizations)[0]
        name = readers[0].name if readers else ""
        return Mailing(self.letter(organization, "", name, link=ANY_LINK, key=""), readers)

    def letters(self, delegations: Iterable[Delegation], *, occasion: str) -> Iterator[Letter]:
        """The mails themselves, to these delegations of `organizations`; one for each address and `occasion`."""
        for delegation in delegations:
            organization = delegation.organization
            assert organization is not None  # noqa: S101 - partners are not called
            for address, name in self.contacts.get(organization.pk, {}).items():
                key = key_of(delegation, occasion) + address_key(address)
                yield self.letter(organization, address, name, link=call_token(delegation, address), key=key)

    def letter(self, organization: Organization, address: str, name: str, *, link: str, key: str) -> Letter:
        page = reverse("call_answer", args=[self.meeting.slug, link])
        context = {**self.facts, "organization": organization, "name": name, "page": page}
        return Letter(key, address, f"call_{self.event}", context, self.facts["reply_to"])

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What all of the mails tell; moments in words, with the meeting's zone."""
        return {
            "meeting": self.meeting,
            "hosts": [str(host) for host in self.meeting.hosts.select_related("organization")],
            "closes": deadline(self.meeting),
            "registration": registration_in_words(self.meeting, self.now),
            "enquire": reverse("enquire"),
            "reply_to": host_address(self.meeting),
        }


def round_of_calls(meeting: Meeting, now: datetime, day: date, *, only: str = "") -> Round:
    """To the members that were not called yet; to the one with the slug `only`, if that is given."""
    organizations = uncalled(meeting, day)
    called = list(organizations.filter(slug=only.replace("\0", "")) if only else organizations)
    return Round(meeting, CALLED, now, called, contacts_of([one.pk for one in called], day))


def round_of_reminders(meeting: Meeting, now: datetime, day: date, *, since: date, but: Collection[int] = ()) -> Round:
    """To those that are silent and were not reminded on the day `since` or later, but for the organizations `but`."""
    done = reminded_since(meeting, since)
    silent = [
        organization
        for delegation in silent_ones(meeting)
        if (organization := delegation.organization) and delegation.pk not in done and organization.pk not in but
    ]
    return Round(meeting, REMINDED, now, silent, contacts_of([one.pk for one in silent], day))


def silent_ones(meeting: Meeting) -> list[Delegation]:
    rows = meeting.delegations.of_organizations().silent().select_related("organization")
    return list(rows.order_by("organization__acronym"))
