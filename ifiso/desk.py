"""What one person finds on the desk: whom they speak for, until when, and what waits for them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ifiso.dates import not_before
from meetings.actions.helpers import roles_in_words
from meetings.calls import Call
from meetings.models import Delegate, Delegation, Helper, Host, Meeting, Offer, Outcome, Report, Session
from meetings.phases import phase_in_words
from meetings.reads import summaries
from meetings.reads.offers import asked_of
from meetings.rules import final_for_good, takes_offers
from organizations.access import enquiries_for
from organizations.models import Evidence, HandOver, Liaison, ManagementTerm, Organization, User
from organizations.periods import lasts
from organizations.rules import coming_mandates, current_mandates, current_terms, oversees

# So long after a meeting its hosts still find it on their desks.
LOOKED_BACK = timedelta(days=180)


@dataclass(frozen=True)
class Post:
    """A mandate or a management term, and how long it lasts in words."""

    record: Liaison | ManagementTerm
    lasts: str


@dataclass(frozen=True)
class Gathering:
    """A meeting, where it stands, and what this person has to do with it, a sentence each.

    `calls` are what it asks of the own organizations; `is_watched` tells whether all answers are this person's to see,
    `is_entered` whether the host's workspace is open, `takes_offers` whether the person can offer sessions for it.
    """

    meeting: Meeting
    standing: str
    ties: list[str]
    calls: list[Call]
    is_watched: bool
    is_entered: bool
    takes_offers: bool


@dataclass
class Desk:
    """The facts are read when they are asked for; `now` is aware, `day` is the forum's."""

    user: User
    now: datetime
    day: date
    organizations: list[Organization] = field(init=False)

    def __post_init__(self):
        self.mandates = [Post(mandate, lasts(mandate, self.day)) for mandate in current_mandates(self.user, self.day)]
        self.coming = [Post(mandate, lasts(mandate, self.day)) for mandate in coming_mandates(self.user, self.day)]
        self.terms = [Post(term, lasts(term, self.day)) for term in current_terms(self.user, self.day)]
        self.organizations = [post.record.organization for post in self.mandates]

    @property
    def answers_enquiries(self) -> bool:
        return bool(self.mandates or self.terms or self.user.is_superuser)

    @cached_property
    def enquiries(self) -> dict[str, int]:
        """How many of those that this person may answer are `waiting` and `overdue`."""
        late = Count("pk", filter=Q(due_at__lt=self.now))
        return enquiries_for(self.user, self.day).waiting().aggregate(waiting=Count("pk"), overdue=late)

    @cached_property
    def finds(self) -> int:
        """For those who decide on them: how many sources that people found are waiting."""
        return Evidence.objects.waiting().count() if self.oversees else 0

    @cached_property
    def hand_overs(self) -> list[HandOver]:
        """The open ones that give this person a seat, or take one over from this person."""
        mine = Q(successor__user=self.user) | Q(predecessor__in=[post.record.pk for post in self.mandates])
        related = ["organization", "predecessor__user", "successor__user"]
        return list(HandOver.objects.open().filter(mine).select_related(*related))

    @cached_property
    def empty_seats(self) -> list[Organization]:
        """For those who look after them: the members that have no primary liaison today."""
        if not self.oversees:
            return []
        held = Liaison.objects.current_on(self.day).filter(organization=OuterRef("pk"), kind=Liaison.Kind.PRIMARY)
        return list(Organization.objects.members_on(self.day).filter(~Exists(held)))

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What the organizations agreed to do and have not done yet."""
        owned = Outcome.objects.open().filter(owners__in=self.organizations).distinct()
        return list(owned.select_related("meeting", "due_meeting").prefetch_related("owners"))

    @cached_property
    def unpublished(self) -> list[Report]:
        """Reports and news of the organizations that nobody else reads yet, the newest first."""
        mine = Report.objects.filter(organization__in=self.organizations).exclude(state__in=Report.PUBLIC)
        return list(mine.select_related("organization", "meeting").defer("body").order_by("-pk"))

    @cached_property
    def gatherings(self) -> list[Gathering]:
        """The meetings that are not over, the next one first."""
        delegations = Delegation.objects.filter(
            Q(organization__in=self.organizations) | Q(delegates__user=self.user)
        ).distinct()
        mine = Delegate.objects.filter(user=self.user)
        meetings = (
            Meeting.objects.published()
            .not_over_on(self.day)
            .chronological()
            .prefetch_related(
                Prefetch("hosts", Host.objects.select_related("organization")),
                Prefetch("delegations", delegations.select_related("organization", "partner")),
                Prefetch("delegations__delegates", mine),
            )
        )
        return [self.gathering(meeting) for meeting in meetings]

    @cached_property
    def unfinished(self) -> list[Meeting]:
        """Beside the gatherings, what this person helps to run: drafts, and what is over and not reported for good."""
        mine = Q(hosts__organization__in=self.organizations) | Q(pk__in=self.helping)
        lately = not_before("ends_on", self.day - LOOKED_BACK)
        by_host = Q(meeting=OuterRef("pk"), organization__hostings__meeting=OuterRef("pk"))
        reported = Report.objects.filter(final_for_good(self.day), by_host)
        meetings = Meeting.objects.filter(mine, Q(state=Meeting.State.DRAFT) | lately).filter(~Exists(reported))
        ahead = {gathering.meeting.pk for gathering in self.gatherings}
        return [meeting for meeting in meetings.distinct().chronological() if meeting.pk not in ahead]

    def gathering(self, meeting: Meeting) -> Gathering:
        return Gathering(
            meeting,
            phase_in_words(meeting, self.now),
            self.ties(meeting),
            [Call(one, self.now) for one in meeting.delegations.all() if one.organization in self.organizations],
            self.watches(meeting),
            self.watches(meeting) or meeting.pk in self.helping,
            takes_offers(meeting, self.now) and self.may_offer(meeting),
        )

    def watches(self, meeting: Meeting) -> bool:
        """Whether this person oversees all, hosts the meeting or soon will."""
        sides = [post.record.organization for post in [*self.mandates, *self.coming]]
        return self.oversees or any(host.organization in sides for host in meeting.hosts.all())

    @cached_property
    def helping(self) -> dict[int, Helper]:
        """What this person was asked to help with, by the key of the meeting."""
        return {helper.meeting_id: helper for helper in self.user.helping.current_on(self.day)}

    @cached_property
    def calls(self) -> list[Call]:
        """Those that wait for an answer of this person."""
        calls = [call for gathering in self.gatherings for call in gathering.calls]
        return [call for call in calls if call.delegation.called_at and call.is_open and not call.is_answered]

    @cached_property
    def asked_offers(self) -> list[Offer]:
        """The sessions about which a host waits for an answer of this person."""
        return asked_of(self.user, self.organizations, self.now)

    @cached_property
    def asked_summaries(self) -> list[Session]:
        """The sessions that this person, or an own organization, led, and that a host wants summed up."""
        return summaries.asked_of(self.user, self.day)

    @cached_property
    def oversees(self) -> bool:
        return oversees(self.user, self.day)

    def ties(self, meeting: Meeting) -> list[str]:
        """The meeting comes with those delegations alone that are this person's or the own organizations'."""
        own = {organization.pk for organization in self.organizations}
        hosts = [
            _("%(organization)s hosts it.") % {"organization": host.organization.acronym}
            for host in meeting.hosts.all()
            if host.organization_id in own
        ]
        if helper := self.helping.get(meeting.pk):
            hosts.append(_("You help its host: %(roles)s.") % {"roles": roles_in_words(helper)})
        return hosts + [part(delegation) for delegation in meeting.delegations.all()]

    def may_offer(self, meeting: Meeting) -> bool:
        """Whether this person may have sessions to offer: its page tells the rest."""
        return bool(self.organizations) or meeting.pk in self.registrations

    @cached_property
    def registrations(self) -> set[int]:
        """The keys of the meetings for which this person is registered."""
        return set(Delegate.objects.active().filter(user=self.user).values_list("meeting", flat=True))

    @cached_property
    def keys(self) -> dict[str, int]:
        """How many passkeys, authenticator apps and sets of recovery codes there are, by type."""
        rows = Authenticator.objects.filter(user=self.user).values("type").annotate(number=Count("pk"))
        return {row["type"]: row["number"] for row in rows.order_by("type")}

    @cached_property
    def sessions(self) -> int:
        return len(UserSession.objects.purge_and_list(self.user))


def part(delegation: Delegation) -> str:
    """What this person, the only delegate that it comes with, or else the organization does at the meeting."""
    party = {"party": delegation.organization or delegation.partner}
    if delegation.delegates.all():
        return _("You are a delegate of %(party)s.") % party
    if delegation.attended or delegation.answer == Delegation.Answer.COMING:
        return _("%(party)s takes part.") % party
    if delegation.answer == Delegation.Answer.NOT_COMING:
        return _("%(party)s does not take part.") % party
    return _("%(party)s has not answered the call yet.") % party
