"""What the front page of a meeting shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from meetings.models import Document, Host, Meeting, Outcome, Phase, Report, Turnout
from meetings.phases import phase_in_words, registration_in_words, weekdays_in_words
from meetings.reads.agenda import agenda_of, sessions_of
from meetings.reads.albums import Album, album_of
from meetings.reads.entries import Agenda, Day
from meetings.reads.neighbours import neighbours
from meetings.reads.participants import Company, Group, by_role, company_of
from meetings.reads.turnouts import counts, unnamed_in_words

AROUND = (
    "sources",
    Prefetch("hosts", Host.objects.select_related("organization", "source").order_by("pk")),
    Prefetch("turnouts", Turnout.objects.select_related("source").order_by("kind", "value")),
)
SHORT = 12  # sessions; a longer agenda is summed up by day


@dataclass(frozen=True)
class Front:
    """`shown` are the days of the agenda that stand on the page in full."""

    meeting: Meeting
    phase: Phase
    standing: str
    registration: str
    weekdays: str
    agenda: Agenda
    shown: Sequence[Day]
    company: Company
    unnamed: str
    outcomes: Sequence[Outcome]
    reports: Sequence[Report]
    documents: Sequence[Document]
    album: Album
    previous: Meeting | None
    next: Meeting | None

    @property
    def groups(self) -> list[Group]:
        """Who came; until the meeting is over, also who said that they would."""
        expected = [] if self.phase == Phase.OVER else self.company.coming
        return by_role([*self.company.present, *expected])

    @property
    def lies_ahead(self) -> bool:
        return self.phase in {Phase.ANNOUNCED, Phase.REGISTRATION_OPEN}


def of(meeting: Meeting, now: datetime) -> Front:
    """The front page at the moment `now`; `meeting` comes with what is AROUND it."""
    outcomes = list(meeting.outcomes.select_related("source").prefetch_related("owners").order_by("pk"))
    agenda = agenda_of(meeting, sessions_of(meeting), outcomes)
    company = company_of(meeting)
    previous, following = neighbours(meeting)
    return Front(
        meeting=meeting,
        phase=meeting.phase(now),
        standing=phase_in_words(meeting, now),
        registration=registration_in_words(meeting, now),
        weekdays=weekdays_in_words(meeting),
        agenda=agenda,
        shown=shown_days(agenda, meeting, now),
        company=company,
        unnamed=unnamed_in_words(counts(meeting.turnouts.all()), company.named),
        outcomes=outcomes,
        reports=meeting.reports.published().latest_first().select_related("organization", "source"),
        documents=meeting.documents.public().minutes_first().select_related("custodian", "source"),
        album=album_of(meeting),
        previous=previous,
        next=following,
    )


def shown_days(agenda: Agenda, meeting: Meeting, now: datetime) -> list[Day]:
    """All days of a short agenda; of a long one today, while the meeting runs."""
    if agenda.count <= SHORT:
        return list(agenda.days)
    today = now.astimezone(meeting.zone).date()
    return [day for day in agenda.days if day.date == today]
