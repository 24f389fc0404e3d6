"""Who was at a meeting: its organizations and partners, and the people who agreed to be named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ifiso.copies import copy_at_hand
from meetings.models import Delegate, Delegation, Host, Meeting
from organizations.models import Organization, Partner, Source

Role = Delegation.Role
TITLES = {
    Role.MEMBER: gettext_lazy("Members"),
    Role.OBSERVER: gettext_lazy("Observers"),
    Role.GUEST: gettext_lazy("Guests"),
    Role.PARTNER: gettext_lazy("Partners"),
}


@dataclass
class People:
    """A delegation's people: `named` agreed to be listed publicly, the others are counted only."""

    named: list[str] = field(default_factory=list)
    unnamed: int = 0

    @property
    def unnamed_in_words(self) -> str:
        """`2 delegates`, or `1 more delegate` beside those who are named; empty for nobody."""
        if not self.unnamed:
            return ""
        if self.named:
            words = ngettext("%(count)d more delegate", "%(count)d more delegates", self.unnamed)
        else:
            words = ngettext("%(count)d delegate", "%(count)d delegates", self.unnamed)
        return words % {"count": self.unnamed}


@dataclass(frozen=True)
class Participant:
    """An organization or a partner at a meeting. `attended` is None where that is not known."""

    body: Organization | Partner
    role: str
    attended: bool | None
    coming: bool = False
    host: Host | None = None
    source: Source | None = None
    delegation: Delegation | None = None
    people: People = field(default_factory=People)

    @property
    def name(self) -> str:
        return str(self.body)

    @property
    def full_name(self) -> str:
        """What the name stands for; empty for a partner, who has one name only."""
        return "" if isinstance(self.body, Partner) else self.body.name

    @property
    def url(self) -> str:
        return self.body.get_absolute_url()


@dataclass(frozen=True)
class Company:
    """Everybody of whom something is known, hosts first, then by name."""

    everybody: Sequence[Participant]

    @cached_property
    def present(self) -> list[Participant]:
        return [participant for participant in self.everybody if participant.attended]

    @cached_property
    def coming(self) -> list[Participant]:
        """Those that said they would come, and of which nothing else is known."""
        return [p for p in self.everybody if p.attended is None and p.coming]

    @cached_property
    def absent(self) -> list[Participant]:
        return [participant for participant in self.everybody if participant.attended is False]

    @property
    def named(self) -> int:
        """How many organizations are on record as present; a partner is none."""
        return sum(isinstance(participant.body, Organization) for participant in self.present)


@dataclass(frozen=True)
class Group:
    """Participants under one heading."""

    title: str
    participants: Sequence[Participant]

    @property
    def source(self) -> Source | None:
        """The source that tells of all of them, if it is one."""
        sources = {participant.source for participant in self.participants}
        return sources.pop() if len(sources) == 1 else None


def by_role(participants: Iterable[Participant]) -> list[Group]:
    """Members, observers, guests and partners apart; groups without anybody are left out."""
    participants = list(participants)
    groups = [Group(str(title), [p for p in participants if p.role == role]) for role, title in TITLES.items()]
    return [group for group in groups if group.participants]


def groups_of(company: Company) -> list[Group]:
    """Everybody, by what they were there, then those who said they would come, then those known to be absent."""
    rest = [Group(_("Coming, by their own word"), company.coming), Group(_("Absent"), company.absent)]
    return by_role(company.present) + [group for group in rest if group.participants]


def company_of(meeting: Meeting, people: Mapping[int, People] | None = None) -> Company:
    """The meeting's hosts and delegations, with their `people` by delegation's id; one query.

    A host is present even where no delegation of it is on record. Who was called and is silent, or has said that it
    does not come, is nobody's business yet.
    """
    hosts = {host.organization_id: host for host in meeting.hosts.all()}
    told = Q(attended__isnull=False) | Q(answer=Delegation.Answer.COMING) | Q(organization__in=hosts)
    delegations = meeting.delegations.filter(told).select_related("organization", "partner", "source")
    found = [participant_of(delegation, hosts, people or {}) for delegation in delegations]
    listed = {participant.body for participant in found}
    found += [
        Participant(host.organization, Role.MEMBER, attended=True, host=host, source=host.source)
        for host in hosts.values()
        if host.organization not in listed
    ]
    return Company(sorted(found, key=lambda p: (p.host is None, p.name.casefold())))


def participant_of(delegation: Delegation, hosts: Mapping[int, Host], people: Mapping[int, People]) -> Participant:
    host = hosts.get(delegation.organization_id or 0)
    return Participant(
        body=delegation.organization or delegation.partner,  # type: ignore[arg-type] # the database holds one of them
        role=delegation.role,
        attended=True if host else delegation.attended,
        coming=delegation.answer == Delegation.Answer.COMING,
        host=host,
        source=delegation.source or (host.source if host else None),
        delegation=delegation,
        people=people.get(delegation.pk) or People(),
    )


def people_at(meeting: Meeting) -> dict[int, People]:
    """People by delegation's id; nobody's name leaves the database without consent to be listed publicly.

    Nobody in a copy of the registry, where consent cannot be taken back.
    """
    if copy_at_hand():
        return {}
    people: dict[int, People] = {}
    delegates = Delegate.objects.confirmed().filter(delegation__meeting=meeting).order_by("name")
    consenting = delegates.exclude(listed_publicly_since=None)
    for delegation, name, title in consenting.values_list("delegation_id", "name", "role_title"):
        people.setdefault(delegation, People()).named.append(f"{name}, {title}" if title else name)
    for delegation in delegates.filter(listed_publicly_since=None).values_list("delegation_id", flat=True):
        people.setdefault(delegation, People()).unnamed += 1
    return people
