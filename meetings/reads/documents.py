"""A meeting's documents as one person may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.template.defaultfilters import filesizeformat

from meetings.models import Document, Meeting, Session
from meetings.reads.leading import leads_of
from meetings.rules import is_closed, may_run, may_see_document
from organizations.models import User


@dataclass(frozen=True)
class Line:
    """`size` is that of a file in words; `is_kept` tells whether the reader may change and remove it."""

    document: Document
    size: str
    is_kept: bool


@dataclass(frozen=True)
class Shelf:
    """The documents of one session, or, without it, those of the meeting as a whole."""

    session: Session | None
    lines: Sequence[Line]


def shelves_of(user: User | AnonymousUser, meeting: Meeting, today: date) -> list[Shelf]:
    """What `user` may see, the meeting's own first, then by session in the order of the agenda; minutes lead."""
    day, begin = F("session__day").asc(nulls_first=True), F("session__starts_at").asc(nulls_last=True)
    order = [day, begin, "session_id", "dated", "title", "pk"]
    related = ["session__meeting", "custodian", "source"]
    found = meeting.documents.select_related(*related).order_by(*order)
    shelves: dict[Session | None, list[Line]] = {None: []}
    for line in lines_of(user, meeting, list(found), today):
        shelves.setdefault(line.document.session, []).append(line)
    return [Shelf(session, sorted(lines, key=minutes_first)) for session, lines in shelves.items() if lines]


def minutes_first(line: Line) -> bool:
    return line.document.kind != Document.Kind.MINUTES


def lines_of(user: User | AnonymousUser, meeting: Meeting, documents: list[Document], day: date) -> list[Line]:
    """Asks for the reader's rights once, not once for each document."""
    runs = may_run(user, meeting, day)
    led = set() if is_closed(meeting, day) else led_sessions(user, meeting, day)
    seen = seen_by(user, meeting, day)
    return [
        Line(
            document,
            filesizeformat(document.size) if document.size else "",
            runs or (document.added_by_id == user.pk and document.session_id in led),
        )
        for document in documents
        if document.visibility in seen
    ]


def led_sessions(user: User | AnonymousUser, meeting: Meeting, day: date) -> set[int]:
    if not user.is_active:
        return set()
    return set(leads_of(user, day).filter(session__meeting=meeting).values_list("session", flat=True))


def seen_by(user: User | AnonymousUser, meeting: Meeting, day: date) -> set[str]:
    """The visibilities that open to `user`, as `may_see_document` has it for each of them."""
    examples = [Document(meeting=meeting, visibility=visibility) for visibility in Document.Visibility]
    return {example.visibility for example in examples if may_see_document(user, example, day)}


def sessions_to_add_to(user: User, meeting: Meeting, day: date) -> list[Session]:
    """Those that `user` leads, in the order of the agenda."""
    if is_closed(meeting, day):
        return []
    return list(meeting.sessions.public().filter(pk__in=led_sessions(user, meeting, day)).in_order())


def lacks_minutes(meeting: Meeting) -> bool:
    return not meeting.documents.filter(kind=Document.Kind.MINUTES).exists()
