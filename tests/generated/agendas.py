"""Sessions, who led them, and what they concluded."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from random import Random

from django.utils.text import slugify

from meetings.changes import compare
from meetings.models import AgendaRelease, Lead, Meeting, Outcome, Room, Session, Topic
from meetings.releasing import frozen, sessions_on_record
from tests.generated.organizations import Network
from tests.generated.saving import save
from tests.generated.words import TOPICS, prose

# The Congress fills its rooms five times a day, on four days.
ROOMS, ROUNDS, FULL_AGENDA = 3, 5, 60
ROUND, LENGTH = timedelta(minutes=105), timedelta(minutes=90)
OPENING = time(9)
SESSIONS_PER_OUTCOME = 12
KINDS = [kind for kind in Session.Kind if kind != Session.Kind.BREAK]


def make_sessions(meetings: Sequence[Meeting], count: int, rng: Random) -> list[Session]:
    """A full agenda for the first meeting; the others get the rest in turn, on days without times."""
    congress, *others = meetings
    rooms = save(Room(meeting=congress, name=f"Hall {number}", position=number) for number in range(1, ROOMS + 1))
    full = min(FULL_AGENDA, count) if others else count
    timed = [timed_session(congress, rooms, number, rng) for number in range(full)]
    loose = [
        Session(meeting=others[number % len(others)], day=1 + number // len(others) % 4, **content(rng))
        for number in range(count - full)
    ]
    sessions = save(timed + loose)
    give_topics(sessions, rng)
    return sessions


def give_topics(sessions: Sequence[Session], rng: Random) -> None:
    """One for each session, but for every tenth."""
    topics = save(Topic(name=name.capitalize(), slug=slugify(name)) for name in TOPICS)
    about = Session.topics.through
    save(about(session=session, topic=rng.choice(topics)) for number, session in enumerate(sessions) if number % 10)


def timed_session(meeting: Meeting, rooms: Sequence[Room], number: int, rng: Random) -> Session:
    """The sessions of one round run in parallel."""
    day, number = divmod(number, ROUNDS * ROOMS)
    turn, room = divmod(number, ROOMS)
    first = meeting.starts_on.earliest + timedelta(days=day)
    start = datetime.combine(first, OPENING, meeting.zone) + turn * ROUND
    where = {"room": rooms[room], "room_name": rooms[room].name}
    return Session(meeting=meeting, day=day + 1, starts_at=start, ends_at=start + LENGTH, **where, **content(rng))


def content(rng: Random) -> dict:
    kind = rng.choice(KINDS)
    return {"kind": kind, "title": f"{kind.label.capitalize()} on {rng.choice(TOPICS)}", "abstract": prose(rng, 2)}


def lead(sessions: Sequence[Session], network: Network, rng: Random) -> None:
    """One or two organizations for each session, and a partner for every twentieth."""
    most = min(2, len(network.organizations))
    leads = [
        Lead(session=session, organization=organization)
        for session in sessions
        for organization in rng.sample(network.organizations, rng.randint(1, most))
    ]
    save(leads + [Lead(session=session, partner=rng.choice(network.partners)) for session in sessions[::20]])


def release(meeting: Meeting, day: date) -> None:
    """Twice, the second time with every tenth session in another room than before."""
    content = frozen(sessions_on_record(meeting))
    moved = {"room": "Hall 9", "room_key": None}
    before = [{**entry, **moved} if number % 10 == 0 else entry for number, entry in enumerate(content)]
    changes = [asdict(change) for change in compare(before, content, meeting.zone)]
    at = datetime.combine(day, OPENING, meeting.zone)
    save(
        AgendaRelease(
            meeting=meeting,
            number=number,
            released_at=at - timedelta(days=9 - number),
            time_zone=meeting.time_zone,
            content=content,
            changes=changes,
        )
        for number, content, changes in ((1, before, []), (2, content, changes))
    )


def conclude(sessions: Sequence[Session], network: Network, rng: Random) -> None:
    """An outcome of every twelfth session, owned by two organizations."""
    outcomes = save(
        Outcome(
            kind=rng.choice(list(Outcome.Kind)),
            title=f"Resolution {number} on {rng.choice(TOPICS)}",
            text=prose(rng, 2),
            meeting=session.meeting,
            session=session,
            state=rng.choice(list(Outcome.State)),
            source=rng.choice(network.sources),
        )
        for number, session in enumerate(sessions[::SESSIONS_PER_OUTCOME], 1)
    )
    owned = Outcome.owners.through
    save(
        owned(outcome=outcome, organization=organization)
        for outcome in outcomes
        for organization in rng.sample(network.organizations, min(2, len(network.organizations)))
    )
