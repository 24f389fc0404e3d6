"""The sessions of a meeting that matter to one person: those with a star, and those that it leads."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.models import Meeting, Session
from meetings.reads.agenda import agenda_of, agenda_zone, sessions_of
from meetings.reads.entries import Agenda
from meetings.reads.leading import leads_of
from organizations.models import User


@dataclass(frozen=True)
class MyAgenda:
    """`own` holds what has a star or is `led`, `rest` what else there is to choose from; both are of primary keys."""

    own: Agenda
    rest: Agenda
    starred: Collection[int]
    led: Collection[int]


def my_agenda_of(user: User, meeting: Meeting, day: date) -> MyAgenda:
    sessions = sessions_of(meeting)
    starred, led = stars_of(user, meeting), led_by(user, meeting, day)
    own = [session for session in sessions if session.pk in starred | led]
    rest = [session for session in sessions if session not in own and takes_place(session)]
    zone = agenda_zone(meeting)
    return MyAgenda(agenda_of(meeting, own, zone=zone), agenda_of(meeting, rest, zone=zone), starred, led)


def takes_place(session: Session) -> bool:
    return session.kind != Session.Kind.BREAK and session.state != Session.State.CANCELLED


def stars_of(user: User, meeting: Meeting) -> set[int]:
    """Primary keys of the public sessions to which `user` gave a star."""
    return set(meeting.sessions.public().filter(stars__user=user).values_list("pk", flat=True))


def led_by(user: User, meeting: Meeting, day: date) -> set[int]:
    """Primary keys of the public sessions that `user`, or an organization for which `user` speaks on `day`, leads."""
    led = leads_of(user, day).values("session")
    return set(meeting.sessions.public().filter(pk__in=led).values_list("pk", flat=True))


def sorted_keys(keys: Collection[int]) -> Sequence[str]:
    """As text, the form in which devices keep them."""
    return [str(key) for key in sorted(keys)]
