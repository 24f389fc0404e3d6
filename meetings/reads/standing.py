"""Where a delegate's registration stands, in words, and what is still missing of it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from ifiso.moments import deadline_in_words
from meetings.actions.registrations import waiting_list
from meetings.links import delegate_token
from meetings.models import Delegate, Logistics, Phase, Question
from meetings.rules import is_frozen, is_past

State = Delegate.State


@dataclass(frozen=True)
class Task:
    """Something to do on the page with the URL name `page`."""

    text: str
    page: str


@dataclass(frozen=True)
class Standing:
    """`frozen` is the deadline for travel in words, empty for none."""

    delegate: Delegate
    token: str
    title: str
    explanation: str
    place: str = ""
    is_frozen: bool = False
    frozen: str = ""
    is_past: bool = False
    tasks: list[Task] = field(default_factory=list)

    @property
    def is_active(self) -> bool:
        return self.delegate.state in Delegate.ACTIVE

    @property
    def may_withdraw(self) -> bool:
        return self.is_active and not self.is_past

    @property
    def is_confirmed(self) -> bool:
        return self.delegate.state == State.CONFIRMED


def standing(delegate: Delegate, now: datetime) -> Standing:
    meeting = delegate.meeting
    title, explanation = heading(delegate, now)
    past, frozen = is_past(meeting, now), meeting.frozen_at
    return Standing(
        delegate,
        delegate_token(delegate),
        title,
        explanation,
        place=place_in_line(delegate, now) if delegate.state == State.WAITING and not past else "",
        is_frozen=is_frozen(meeting, now),
        is_past=past,
        frozen=deadline_in_words(frozen, meeting.zone) if frozen else "",
        tasks=[] if past else tasks(delegate, now),
    )


def heading(delegate: Delegate, now: datetime) -> tuple[str, str]:
    """The title of the page and what it means; of a meeting that is past, only those who were to come hear."""
    phase = delegate.meeting.phase(now)
    if delegate.state in Delegate.ACTIVE and phase == Phase.OVER:
        return _("The meeting is over"), _("This page stays, with what is on record about you.")
    if delegate.state in Delegate.ACTIVE and phase == Phase.CANCELLED:
        return _("The meeting is cancelled"), _("It does not take place. If you have booked travel, please cancel it.")
    return HEADINGS[delegate.state]()


HEADINGS = {
    State.CONFIRMED: lambda: (_("You have a place"), _("You are confirmed; the host counts on you.")),
    State.WAITING: lambda: (
        _("You are on the waiting list"),
        _(
            "A place that becomes free goes to the waiting list, where every organization's first person comes before "
            "anybody's second. If it is your turn, you get a mail at once. Please book no travel yet."
        ),
    ),
    State.WITHDRAWN: lambda: (
        _("You are not registered any more"),
        _("This registration was withdrawn. If that is a mistake, ask your organization to register you again."),
    ),
    State.REFUSED: lambda: (_("The host has turned this registration down"), ""),
}


def place_in_line(delegate: Delegate, now: datetime) -> str:
    """Whose turn it is now, and what an organization that has used up its places waits for."""
    meeting = delegate.meeting
    closes = meeting.registration_closes_at
    beyond = closes is not None and closes <= now
    line = [one.pk for one in waiting_list(meeting, beyond_quota=beyond)]
    if delegate.pk in line:
        counts = {"place": line.index(delegate.pk) + 1, "length": len(line)}
        return _("You are number %(place)d of %(length)d in line.") % counts
    if closes is None:
        return _("Your organization has used up its places; you come next if one of its people withdraws.")
    return _(
        "Your organization has used up its places; you come next if one of its people withdraws. From %(moment)s on, "
        "places that are left go to everybody who waits."
    ) % {"moment": deadline_in_words(closes, meeting.zone)}


def tasks(delegate: Delegate, now: datetime) -> list[Task]:
    """What the person has not told yet, the most urgent first; nothing for a registration that has ended."""
    if delegate.state not in Delegate.ACTIVE:
        return []
    found = []
    if delegate.privacy_accepted_at is None:
        found.append(Task(_("Read the privacy notice, and see whether your data is right"), "registration_data"))
    elif not (delegate.country and delegate.age_band):
        found.append(Task(_("Tell your country of residence and your age"), "registration_data"))
    if delegate.state == State.CONFIRMED:
        if not is_frozen(delegate.meeting, now):
            found += travel_tasks(delegate)
        found += [Task(question.text, "registration_questions") for question in unanswered(delegate, now)]
    return found


def travel_tasks(delegate: Delegate) -> list[Task]:
    logistics = Logistics.objects.filter(delegate=delegate).first() or Logistics()
    wanted = [
        (logistics.arrives_at, _("Say when you arrive")),
        (logistics.departs_at, _("Say when you leave")),
        (logistics.emergency_name and logistics.emergency_phone, _("Name somebody whom the host can call for you")),
        (not logistics.needs_visa or logistics.passport_number, _("Give your passport data for the invitation letter")),
    ]
    return [Task(text, "registration_logistics") for given, text in wanted if not given]


def unanswered(delegate: Delegate, now: datetime) -> list[Question]:
    """The host's questions that need an answer by now and have none."""
    day = now.astimezone(delegate.meeting.zone).date()
    asked = delegate.meeting.questions.filter(required=True).exclude(answers__delegate=delegate)
    return [question for question in asked if question.is_required_on(day) and not question.is_frozen_on(day)]
