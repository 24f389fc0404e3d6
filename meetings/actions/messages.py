"""What a host writes to all who have a place, or wait for one."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from meetings.actions.notices import host_address
from meetings.actions.registrations import lock
from meetings.models import Delegate, Meeting
from organizations.actions.mailings import Letter, Mailing, Reader, send_all
from organizations.actions.records import record
from organizations.models import User

GROUPS = {
    "confirmed": [Delegate.State.CONFIRMED],
    "waiting": [Delegate.State.WAITING],
    "active": Delegate.ACTIVE,
}


def addressees(meeting: Meeting, to: str) -> QuerySet[Delegate]:
    """The people of one group: `confirmed`, `waiting`, or `active` for both."""
    delegates = meeting.delegates.filter(state__in=GROUPS[to])
    return delegates.select_related("delegation__organization", "delegation__partner").order_by("name", "pk")


def message_mailing(*, meeting: Meeting, to: str, subject: str, text: str, by: User) -> Mailing | None:
    """What the sender is shown; None where the group is empty."""
    people = list(addressees(meeting, to))
    if not people:
        return None
    sample = letter(people[0], facts(meeting, subject, text, by), key="")
    return Mailing(sample, [Reader(one.email, one.name, party_of(one)) for one in people])


@transaction.atomic
def write_to_delegates(*, meeting: Meeting, to: str, subject: str, text: str, by: User, seal: str) -> int:
    """Mail `text` to each of the group; how many mails were new. NotAsShownError unless `by` was shown this, by `seal`.

    One seal sends once, however often the button is pressed.
    """
    meeting = lock(meeting.pk)
    mailing = message_mailing(meeting=meeting, to=to, subject=subject, text=text, by=by)
    if mailing is None:
        return 0
    mailing.check(seal, by)
    sent = send_all(letters(addressees(meeting, to), facts(meeting, subject, text, by), occasion=seal))
    if sent:
        record("wrote to the delegates", meeting, by=by, changes_pages=False, to=to, subject=subject, mails=sent)
    return sent


def letters(people: Iterable[Delegate], told: dict[str, Any], *, occasion: str) -> Iterable[Letter]:
    """The keys begin with the person's, so that these mails go with everything else when the person is erased."""
    short = sha256(occasion.encode()).hexdigest()[:16]
    return [letter(one, told, key=f"delegate-{one.pk}-message-{short}") for one in people]


def letter(delegate: Delegate, told: dict[str, Any], *, key: str) -> Letter:
    return Letter(key, delegate.email, "host_message", {**told, "name": delegate.name}, told["reply_to"])


def facts(meeting: Meeting, subject: str, text: str, by: User) -> dict[str, Any]:
    return {"meeting": meeting, "subject": subject, "words": text, "by": by, "reply_to": host_address(meeting)}


def party_of(delegate: Delegate) -> str:
    return str(delegate.delegation.party) if delegate.delegation else ""
