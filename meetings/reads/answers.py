"""What came back on a meeting's call, for those who run the meeting."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import cached_property

from ifiso.dates import PartialDate
from ifiso.moments import in_words
from meetings.calls import (
    CALLED,
    REMINDED,
    Contacts,
    contacts_of,
    deadline,
    delegation_in,
    local_day,
    mails_of,
    reminded_on,
    reminded_since,
    takes_answers,
    uncalled,
)
from meetings.models import Delegation, Meeting
from organizations.models import Activity, Organization, User


@dataclass(frozen=True)
class Line:
    """One organization's part in the call; `called`, `reminded` (last) and `answered` are days in words, or empty.

    `readers` are those whom the call was mailed to, `speakers`, where it is silent, those who could be asked now. Mails
    are not kept for ever, so `readers` and `reminded` are empty after a while.
    """

    delegation: Delegation
    called: str
    readers: list[str]
    reminded: str
    answered: str
    speakers: list[str]

    @property
    def organization(self) -> Organization:
        assert self.delegation.organization is not None  # noqa: S101 - partners are not called
        return self.delegation.organization


@dataclass(frozen=True)
class Deed:
    """A round of mails that left: when, in words, sent by whom (None: the registry itself), and how many."""

    verb: str
    when: str
    who: User | None
    detail: Mapping[str, int]


@dataclass
class Roll:
    """Who said what, for those who run the meeting. The facts are read when they are asked for."""

    meeting: Meeting
    now: datetime
    day: date

    @cached_property
    def is_open(self) -> bool:
        return takes_answers(self.meeting, self.now)

    @cached_property
    def deadline(self) -> str:
        return deadline(self.meeting)

    @cached_property
    def delegations(self) -> list[Delegation]:
        rows = self.meeting.delegations.of_organizations().select_related("organization", "answered_by")
        return list(rows.order_by("organization__acronym"))

    @cached_property
    def coming(self) -> list[Line]:
        return self.lines(Delegation.Answer.COMING)

    @cached_property
    def not_coming(self) -> list[Line]:
        return self.lines(Delegation.Answer.NOT_COMING)

    @cached_property
    def silent(self) -> list[Line]:
        return [line for line in self.lines(Delegation.Answer.NONE) if line.called]

    @cached_property
    def uncalled(self) -> list[Organization]:
        return list(uncalled(self.meeting, self.day))

    @cached_property
    def unreached(self) -> list[Organization]:
        """Of those that are silent: the ones that no mail would reach today."""
        silent = [line.organization for line in self.silent]
        return [organization for organization in silent if organization.pk not in self.contacts]

    @cached_property
    def contacts(self) -> Contacts:
        """Whom a mail to those that are silent would reach."""
        silent = [one for one in self.delegations if one.called_at and one.answer == Delegation.Answer.NONE]
        return contacts_of([one.organization_id for one in silent if one.organization_id], self.day)

    @cached_property
    def may_be_reminded(self) -> bool:
        """Whether anybody who is silent and can be reached was not reminded yet today."""
        done = reminded_since(self.meeting, local_day(self.meeting, self.now))
        return self.is_open and any(line.speakers and line.delegation.pk not in done for line in self.silent)

    @cached_property
    def deeds(self) -> list[Deed]:
        about = Activity.objects.filter(
            target_type=Meeting._meta.label_lower, target_id=str(self.meeting.pk), verb__in=[CALLED, REMINDED]
        )
        return [
            Deed(row.verb, in_words(row.at, self.meeting.zone), row.actor, row.detail)
            for row in about.select_related("actor").order_by("-pk")
        ]

    @cached_property
    def readers(self) -> dict[int, list[str]]:
        """Whom the call was mailed to, by delegation: names, or addresses without one."""
        mails = [(key, address) for key, address in self.mails if f"-{CALLED}-" in key]
        people = User.objects.filter(email__in={address for _key, address in mails})
        names = {user.email: str(user) for user in people}
        readers: dict[int, list[str]] = defaultdict(list)
        for key, address in mails:
            known = readers[delegation_in(key)]
            if (name := names.get(address, address)) not in known:
                known.append(name)
        return dict(readers)

    @cached_property
    def mails(self) -> list[tuple[str, str]]:
        return mails_of(self.meeting)

    @cached_property
    def reminders(self) -> dict[int, str]:
        """The day of the last reminder, in words, by delegation."""
        days = {delegation_in(key): reminded_on(key) for key, _to in self.mails if f"-{REMINDED}-" in key}
        return {delegation: PartialDate(day).display() for delegation, day in days.items()}

    def lines(self, answer: str) -> list[Line]:
        return [
            Line(
                delegation,
                self.day_of(delegation.called_at),
                self.readers.get(delegation.pk, []),
                self.reminders.get(delegation.pk, ""),
                self.day_of(delegation.answered_at),
                [name or address for address, name in self.contacts.get(delegation.organization_id or 0, {}).items()],
            )
            for delegation in self.delegations
            if delegation.answer == answer
        ]

    def day_of(self, moment: datetime | None) -> str:
        return PartialDate.of(moment.astimezone(self.meeting.zone).date()).display() if moment else ""
