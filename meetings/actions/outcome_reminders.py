"""What was agreed must not be forgotten: its owners are reminded before the meeting at which it is due."""

from datetime import date, timedelta
from hashlib import sha256

from django.db import transaction

from meetings.models import Meeting, Outcome
from organizations.actions.mail import send
from organizations.models import Liaison, Message, User

DAYS_BEFORE = 21


def outcomes_due(day: date) -> list[Outcome]:
    """The open ones whose meeting begins within DAYS_BEFORE days."""
    meetings = [meeting for meeting in Meeting.objects.published().not_over_on(day) if is_near(meeting, day)]
    due = Outcome.objects.public().open().filter(due_meeting__in=meetings)
    return list(due.select_related("due_meeting", "meeting").prefetch_related("owners").order_by("pk"))


def is_near(meeting: Meeting, day: date) -> bool:
    first = meeting.starts_on
    return bool(first and first.is_day and day <= first.earliest <= day + timedelta(days=DAYS_BEFORE))


def readers_of(outcome: Outcome, day: date) -> list[User]:
    """Whoever speaks for an owner by now, each person once."""
    mandates = Liaison.objects.current_on(day).filter(organization__in=outcome.owners.all(), user__is_active=True)
    people = {mandate.user_id: mandate.user for mandate in mandates.select_related("user").order_by("user__email")}
    return list(people.values())


def key_of(outcome: Outcome, reader: User) -> str:
    """One reminder for each person and meeting at which it is due."""
    person = sha256(str(reader.pk).encode()).hexdigest()[:12]
    return f"outcome-{outcome.pk}-due-{outcome.due_meeting_id}-{person}"


def outcome_reminders_due(day: date) -> list[tuple[Outcome, User]]:
    """Those not written yet."""
    pairs = [(outcome, reader) for outcome in outcomes_due(day) for reader in readers_of(outcome, day)]
    due = {key_of(outcome, reader): (outcome, reader) for outcome, reader in pairs}
    written = set(Message.objects.filter(key__in=due).values_list("key", flat=True))
    return [pair for key, pair in due.items() if key not in written]


@transaction.atomic
def remind_of_outcomes(*, day: date) -> int:
    """Write the reminders that are due, and return how many."""
    due = outcome_reminders_due(day)
    for outcome, reader in due:
        send(key=key_of(outcome, reader), to=reader.email, template="outcome_due", context={"outcome": outcome})
    return len(due)
