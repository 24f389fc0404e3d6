"""Everybody registered for a meeting, as its host looks at them: with what they told, and what they have not."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from meetings.actions.registrations import turns
from meetings.models import Answer, Delegate, Logistics, Meeting


class Gap(TextChoices):
    """What the host still has to be told by somebody who has a place."""

    COUNTRY = "country", _("country of residence")
    AGE = "age", _("age")
    ARRIVAL = "arrival", _("arrival")
    EMERGENCY = "emergency", _("emergency contact")
    ANSWERS = "answers", _("answers to your questions")


@dataclass(frozen=True)
class Person:
    """Somebody registered. `turn` is the how-manieth of the organization among those who come or wait; else None.

    `logistics` is None where nothing was told, and where the reader may not know.
    """

    delegate: Delegate
    logistics: Logistics | None
    gaps: Sequence[Gap]
    turn: int | None

    @property
    def party(self) -> str:
        """The acronym of the organization, or the partner; empty for those whom the host invited by themselves."""
        return str(self.delegate.delegation.party) if self.delegate.delegation else ""

    @property
    def is_confirmed(self) -> bool:
        return self.delegate.state == Delegate.State.CONFIRMED

    @property
    def is_waiting(self) -> bool:
        return self.delegate.state == Delegate.State.WAITING


def registered(meeting: Meeting, now: datetime, *, with_logistics: bool) -> list[Person]:
    """Everybody ever registered, by organization and rank; at most four queries, whatever the number of people.

    Without the logistics, what is missing of them is unknown too.
    """
    delegates = list(meeting.delegates.select_related("delegation__organization", "delegation__partner").by_rank())
    for delegate in delegates:
        delegate.meeting = meeting
        if delegate.delegation:
            delegate.delegation.meeting = meeting
    places = turns(delegate for delegate in delegates if delegate.state in Delegate.ACTIVE)
    told = logistics_by_delegate(meeting) if with_logistics else {}
    unanswered = Unanswered(meeting, now) if with_logistics else None
    people = []
    for delegate in delegates:
        logistics = told.get(delegate.pk)
        people.append(Person(delegate, logistics, gaps(delegate, logistics, unanswered), places.get(delegate.pk)))
    return sorted(people, key=lambda person: (not person.party, person.party.casefold()))


def logistics_by_delegate(meeting: Meeting) -> dict[int, Logistics]:
    return {row.delegate_id: row for row in Logistics.objects.filter(delegate__meeting=meeting)}


class Unanswered:
    """Which delegates owe an answer to a question that needs one by now; two queries."""

    def __init__(self, meeting: Meeting, now: datetime):
        day = now.astimezone(meeting.zone).date()
        asked = meeting.questions.filter(required=True)
        self.required = {question.pk for question in asked if question.is_required_on(day)}
        self.answered: dict[int, set[int]] = defaultdict(set)
        given = Answer.objects.filter(question__in=self.required) if self.required else Answer.objects.none()
        for delegate, question in given.values_list("delegate_id", "question_id"):
            self.answered[delegate].add(question)

    def __contains__(self, delegate: Delegate) -> bool:
        return bool(self.required - self.answered[delegate.pk])


def gaps(delegate: Delegate, logistics: Logistics | None, unanswered: Unanswered | None) -> list[Gap]:
    """Only of those who have a place; `unanswered` is None where the reader may not know what was told after that."""
    if delegate.state != Delegate.State.CONFIRMED:
        return []
    found = {Gap.COUNTRY: not delegate.country, Gap.AGE: not delegate.age_band}
    if unanswered is not None:
        reachable = logistics and logistics.emergency_name and logistics.emergency_phone
        found |= {
            Gap.ARRIVAL: not (logistics and logistics.arrives_at),
            Gap.EMERGENCY: not reachable,
            Gap.ANSWERS: delegate in unanswered,
        }
    return [gap for gap, is_open in found.items() if is_open]
