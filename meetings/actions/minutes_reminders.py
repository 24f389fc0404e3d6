"""Minutes are forgotten first: who hosted a meeting that has none is reminded, and once more, and then left alone."""

from datetime import date, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Exists, OuterRef

from ifiso.dates import not_before
from meetings.models import Document, Meeting
from meetings.rules import is_closed, last_day
from organizations.actions.mail import send
from organizations.models import Liaison, Message, User

# So long after its last day a meeting is asked about; a day later than the last of them nobody asks any more.
FIRST, SECOND, GIVEN_UP = timedelta(days=10), timedelta(days=30), timedelta(days=60)


def meetings_without_minutes(day: date) -> list[tuple[Meeting, int]]:
    """Those that ended long enough ago, on a day that is known, and which reminder it is: 1 or 2."""
    minutes = Document.objects.filter(kind=Document.Kind.MINUTES, meeting=OuterRef("pk"))
    held = Meeting.objects.filter(state=Meeting.State.ANNOUNCED).filter(~Exists(minutes))
    lately = held.filter(not_before("ends_on", day - GIVEN_UP)).order_by("pk")
    numbered = [(meeting, number_of(meeting, day)) for meeting in lately if is_dated(meeting)]
    return [(meeting, number) for meeting, number in numbered if number and not is_closed(meeting, day)]


def is_dated(meeting: Meeting) -> bool:
    return bool(meeting.ends_on and meeting.ends_on.is_day)


def number_of(meeting: Meeting, day: date) -> int:
    """Which reminder is due on `day`, 0 for none."""
    passed = day - last_day(meeting)
    if passed > GIVEN_UP:
        return 0
    return (passed >= FIRST) + (passed >= SECOND)


def readers_of(meeting: Meeting, day: date) -> list[User]:
    """Whoever speaks for a host by now, each person once."""
    hosts = Liaison.objects.current_on(day).filter(organization__hostings__meeting=meeting, user__is_active=True)
    people = {mandate.user_id: mandate.user for mandate in hosts.select_related("user").order_by("user__email")}
    return list(people.values())


def key_of(meeting: Meeting, number: int, reader: User) -> str:
    person = sha256(str(reader.pk).encode()).hexdigest()[:12]
    return f"minutes-{meeting.pk}-missing-{number}-{person}"


def minutes_reminders_due(day: date) -> dict[str, tuple[Meeting, User]]:
    """Those not written yet, by the key of the mail."""
    due = {
        key_of(meeting, number, reader): (meeting, reader)
        for meeting, number in meetings_without_minutes(day)
        for reader in readers_of(meeting, day)
    }
    written = set(Message.objects.filter(key__in=due).values_list("key", flat=True))
    return {key: pair for key, pair in due.items() if key not in written}


@transaction.atomic
def remind_of_minutes(*, day: date) -> int:
    """Write the reminders that are due, and return how many."""
    due = minutes_reminders_due(day)
    for key, (meeting, reader) in due.items():
        send(key=key, to=reader.email, template="minutes_missing", context={"meeting": meeting})
    return len(due)
