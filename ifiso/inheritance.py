"""What passes on with a seat: everything of the organization that is open, due or waiting, on one page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, Q
from django.utils.functional import cached_property

from ifiso.moments import waiting_in_words
from meetings.models import Delegation, Meeting, Outcome, Report
from meetings.phases import phase_in_words
from organizations.models import Agreement, Enquiry, Liaison, Organization
from organizations.periods import lasts

# An agreement that ends within a successor's year is the successor's to renew.
AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class Ahead:
    """A meeting that is not over, where it stands, and the organization's delegation if there is one."""

    meeting: Meeting
    standing: str
    delegation: Delegation | None

    @property
    def is_unanswered(self) -> bool:
        called = self.delegation is not None and self.delegation.called_at is not None
        return called and self.delegation.answer == Delegation.Answer.NONE


@dataclass
class Inheritance:
    """The facts are read when they are asked for; `now` is aware, `day` is the forum's."""

    organization: Organization
    now: datetime
    day: date

    @cached_property
    def outcomes(self) -> list[Outcome]:
        owned = Outcome.objects.public().open().filter(owners=self.organization)
        return list(owned.select_related("meeting", "due_meeting"))

    @cached_property
    def calls(self) -> list[Ahead]:
        """The meetings that have called and were not answered."""
        return [one for one in self.meetings if one.is_unanswered]

    @cached_property
    def meetings(self) -> list[Ahead]:
        own = Delegation.objects.filter(organization=self.organization)
        meetings = Meeting.objects.published().not_over_on(self.day).chronological()
        return [
            Ahead(meeting, phase_in_words(meeting, self.now), next(iter(meeting.delegations.all()), None))
            for meeting in meetings.prefetch_related(Prefetch("delegations", own))
        ]

    @cached_property
    def drafts(self) -> list[Report]:
        """Reports that were begun and not published."""
        return list(self.organization.reports.filter(state=Report.State.DRAFT).select_related("meeting"))

    @cached_property
    def agreements(self) -> list[Agreement]:
        """Those that end within a year, have ended without a word, or are meant to be renewed."""
        ending = Q(state=Agreement.State.IN_FORCE, until__lte=(self.day + AHEAD).isoformat()) & ~Q(until="")
        due = self.organization.agreements.filter(ending | Q(state=Agreement.State.RENEWAL_INTENDED))
        return list(due.select_related("partner").order_by("until"))

    @cached_property
    def enquiries(self) -> list[tuple[Enquiry, str]]:
        waiting = Enquiry.objects.waiting().addressed_to([self.organization]).order_by("due_at")
        return [(enquiry, waiting_in_words(enquiry.due_at, self.now)) for enquiry in waiting]

    @cached_property
    def team(self) -> list[tuple[Liaison, str]]:
        """Who holds a seat, or will, with how long in words."""
        lasting = Q(until=None) | Q(until__gte=self.day)
        mandates = self.organization.liaisons.filter(lasting).select_related("user").order_by("since", "pk")
        return [(mandate, lasts(mandate, self.day)) for mandate in mandates]
