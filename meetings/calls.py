"""The call for a meeting: whom it reaches, until when it can be answered, and what it asks of one organization."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from ifiso.moments import deadline_in_words
from meetings.models import Delegation, Meeting, Phase
from meetings.rules import takes_registrations
from organizations.models import Liaison, Message, Organization
from organizations.models.organizations import OrganizationQuerySet

Contacts = dict[int, dict[str, str]]  # by organization: names by address; the role address has none

CALLED, REMINDED = "called", "reminded"


def takes_answers(meeting: Meeting, now: datetime) -> bool:
    """Whether members may answer at the moment `now`, or change it: until the deadline, or else the beginning."""
    closes = meeting.call_closes_at
    ahead = meeting.state == Meeting.State.ANNOUNCED and meeting.phase(now) in {
        Phase.ANNOUNCED,
        Phase.REGISTRATION_OPEN,
    }
    return ahead and (closes is None or now < closes)


def deadline(meeting: Meeting) -> str:
    """Until when, in words with the zone; empty where the meeting sets none."""
    return deadline_in_words(meeting.call_closes_at, meeting.zone) if meeting.call_closes_at else ""


def local_day(meeting: Meeting, now: datetime) -> date:
    """The day at the meeting's place, by which nobody is reminded twice."""
    return now.astimezone(meeting.zone).date()


def uncalled(meeting: Meeting, day: date) -> OrganizationQuerySet:
    """The members on `day` that were not called and have not answered of themselves; in the demo, the invented ones."""
    known = Delegation.objects.filter(meeting=meeting, organization=OuterRef("pk")).exclude(called_at=None, answer="")
    members = Organization.objects.members_on(day).filter(is_demo=meeting.is_demo)
    return members.exclude(Exists(known)).order_by("acronym")


def contacts_of(organizations: Iterable[int], day: date) -> Contacts:
    """Whom a mail to each organization reaches on `day`: who speaks for it, or else its role address; two queries."""
    wanted = list(organizations)
    found: Contacts = defaultdict(dict)
    liaisons = Liaison.objects.current_on(day).filter(organization__in=wanted, user__is_active=True)
    for liaison in liaisons.select_related("user").order_by("user__email"):
        found[liaison.organization_id][liaison.user.email] = str(liaison.user)
    seats = Organization.objects.filter(pk__in=wanted).exclude(role_email="").values_list("pk", "role_email")
    for pk, address in seats:
        if pk not in found:
            found[pk][address] = ""
    return dict(found)


def key_of(delegation: Delegation, event: str) -> str:
    """What the keys of a delegation's mails about one event begin with, such as `call-3-12-reminded-2026-11-21-`."""
    return f"call-{delegation.meeting_id}-{delegation.pk}-{event}-"


def delegation_in(key: str) -> int:
    """The delegation that the mail with this key was about."""
    return int(key.split("-")[2])


def reminded_on(key: str) -> str:
    """The day, such as 2026-11-21, of the reminder with this key."""
    return key.partition(f"-{REMINDED}-")[2][:10]


def mails_of(meeting: Meeting) -> list[tuple[str, str]]:
    """Key and address of each mail about the call that is still kept, the oldest first."""
    mails = Message.objects.filter(key__startswith=f"call-{meeting.pk}-").order_by("pk")
    return list(mails.values_list("key", "to"))


def reminded_since(meeting: Meeting, day: date) -> set[int]:
    """The delegations that were reminded on that day or later."""
    reminders = [key for key, _to in mails_of(meeting) if f"-{REMINDED}-" in key]
    return {delegation_in(key) for key in reminders if reminded_on(key) >= day.isoformat()}


@dataclass(frozen=True)
class Call:
    """What a meeting asks of one organization, whose `delegation` may be unsaved, and what it has said."""

    delegation: Delegation
    now: datetime

    @property
    def meeting(self) -> Meeting:
        return self.delegation.meeting

    @property
    def organization(self) -> Organization:
        assert self.delegation.organization is not None  # noqa: S101 - partners are not called
        return self.delegation.organization

    @property
    def is_open(self) -> bool:
        return takes_answers(self.meeting, self.now)

    @property
    def is_coming(self) -> bool:
        return self.delegation.answer == Delegation.Answer.COMING

    @property
    def is_answered(self) -> bool:
        return self.delegation.answer != Delegation.Answer.NONE

    @property
    def deadline(self) -> str:
        return deadline(self.meeting)

    @property
    def said(self) -> str:
        """The answer as a sentence."""
        words = {
            Delegation.Answer.COMING: _("%(organization)s comes."),
            Delegation.Answer.NOT_COMING: _("%(organization)s does not come."),
            Delegation.Answer.NONE: _("%(organization)s has not answered the call yet."),
        }
        return words[Delegation.Answer(self.delegation.answer)] % {"organization": self.organization.acronym}

    @property
    def page(self) -> str:
        """Where it is answered by those who are signed in."""
        return f"{reverse('my_call', args=[self.meeting.slug])}?{urlencode({'organization': self.organization.slug})}"

    @property
    def takes_people(self) -> bool:
        """Whether the next step, to say who comes, can be taken now."""
        return self.is_coming and takes_registrations(self.meeting, self.now)

    @property
    def delegation_page(self) -> str:
        query = urlencode({"organization": self.organization.slug})
        return f"{reverse('delegation', args=[self.meeting.slug])}?{query}"
