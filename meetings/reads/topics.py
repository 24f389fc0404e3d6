"""A topic across all meetings: where it was dealt with, by whom, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from meetings.models import Document, Lead, Meeting, Outcome, Report, Session, Topic

SHOWN = Q(sessions__meeting__in=Meeting.objects.published()) & ~Q(sessions__state=Session.State.DRAFT)


@dataclass(frozen=True)
class Chapter:
    """One meeting and its sessions about the topic."""

    meeting: Meeting
    sessions: Sequence[Session]


@dataclass(frozen=True)
class Story:
    """Everything public about a topic, the newest meeting first."""

    chapters: Sequence[Chapter]
    outcomes: Sequence[Outcome]
    documents: Sequence[Document]
    reports: Sequence[Report]

    @property
    def count(self) -> int:
        return sum(len(chapter.sessions) for chapter in self.chapters)


def topics_with_counts() -> QuerySet[Topic]:
    """Every topic of something public; one query.

    With `number`, its sessions, `last`, the year of the latest, and `written`, its reports.
    """
    counted = Topic.objects.annotate(
        number=Count("sessions", filter=SHOWN, distinct=True),
        last=Max("sessions__meeting__year", filter=SHOWN),
        written=Count("reports", filter=Q(reports__state__in=Report.PUBLIC), distinct=True),
    )
    return counted.exclude(number=0, written=0).order_by(Lower("name"))


def story_of(topic: Topic) -> Story:
    """At most seven queries, however many sessions there are."""
    leads = Lead.objects.select_related("organization", "partner").order_by("pk")
    sessions = topic.sessions.public().filter(meeting__in=Meeting.objects.published())
    newest_first = sessions.order_by("-meeting__year", "-meeting__starts_on", "meeting", "day", "starts_at", "position")
    found = list(newest_first.select_related("meeting", "source").prefetch_related(Prefetch("leads", leads)))
    chapters = [Chapter(meeting, list(group)) for meeting, group in groupby(found, key=lambda one: one.meeting)]
    outcomes = Outcome.objects.public().filter(session__in=found)
    documents = Document.objects.public().filter(session__in=found)
    return Story(
        chapters,
        list(outcomes.select_related("meeting", "source").prefetch_related("owners").order_by("-meeting__year", "pk")),
        list(documents.select_related("meeting", "source", "custodian").order_by("title")),
        list(topic.reports.published().latest_first()),
    )
