"""Stars: what somebody does not want to miss. That is nobody else's business, so no record is made of it."""

from collections.abc import Collection

from django.db import transaction

from meetings.models import Meeting, Session, Star
from organizations.models import User


@transaction.atomic
def change_stars(*, meeting: Meeting, add: Collection[str] = (), remove: Collection[str] = (), by: User) -> None:
    """Give and take back the stars of `by`; both are primary keys of sessions as text, what is no session is nothing.

    A device may send what it kept for days, so neither order nor repetition matters.
    """
    sessions = starrable(meeting)
    wanted = [session for session in sessions if str(session.pk) in add]
    Star.objects.bulk_create([Star(user=by, session=session) for session in wanted], ignore_conflicts=True)
    unwanted = [session.pk for session in sessions if str(session.pk) in remove]
    by.stars.filter(session__in=unwanted).delete()


def starrable(meeting: Meeting) -> list[Session]:
    return list(meeting.sessions.public().exclude(kind=Session.Kind.BREAK).only("pk"))
