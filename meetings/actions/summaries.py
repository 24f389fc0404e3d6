"""The summaries of sessions: written by those who led them, asked for when the host's report is in review."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Prefetch

from meetings.actions.erasure import UNUSABLE
from meetings.actions.notices import host_address
from meetings.calls import contacts_of, local_day
from meetings.models import Delegate, Lead, Meeting, Report, Session, SessionSummary
from meetings.scribes import report_of_host, told_in
from organizations.actions.mailings import Letter, address_key, send_all
from organizations.actions.records import record
from organizations.models import User

# After being asked; there is no third reminder.
REMINDED_AFTER = (timedelta(days=5), timedelta(days=10))


class StaleSummaryError(Exception):
    """Somebody wrote it first; `summary` is what stands there now."""

    def __init__(self, summary: SessionSummary):
        super().__init__(str(summary))
        self.summary = summary


def summary_of(session: Session) -> SessionSummary:
    """The one that there is, or an empty unsaved one."""
    return SessionSummary.objects.filter(session=session).first() or SessionSummary(session=session)


@transaction.atomic
def write_summary(*, session: Session, version: int, text: str, by: User, now: datetime) -> bool:
    """Save `text` as the summary of `session`, if that still is at `version`, which is 1 where there was none.

    False where nothing changed; StaleSummaryError where somebody else wrote in between.
    """
    present = SessionSummary.objects.get_or_create(session=session)[0]
    if present.text == text:
        return False
    seen = SessionSummary.objects.filter(pk=present.pk, version=version)
    if not seen.update(text=text, written_by=by, written_at=now, version=F("version") + 1):
        raise StaleSummaryError(SessionSummary.objects.get(pk=present.pk))
    record("summed up", session, by=by, changes_pages=False)
    return True


@dataclass
class Asked:
    """Somebody who led sessions. `delegate` is the person's key as one, who `signs_in` if there is an account."""

    address: str
    name: str
    delegate: int | None = None
    signs_in: bool = True
    sessions: list[Session] = field(default_factory=list)

    @property
    def whose(self) -> str:
        """What keys of mails to this person begin with, so that a delegate's go when the person is forgotten."""
        return f"delegate-{self.delegate}" if self.delegate else address_key(self.address)


@transaction.atomic
def ask_for_summaries(*, meeting: Meeting, by: User, now: datetime) -> int:
    """Write to whoever led a session that nobody has summed up yet, each session's people once; how many mails."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    sessions = [session for session in with_leads(told_in(meeting)) if is_to_be_asked(session)]
    SessionSummary.objects.bulk_create([SessionSummary(session=session) for session in sessions], ignore_conflicts=True)
    SessionSummary.objects.filter(session__in=sessions).update(asked_at=now)
    people = [one for one in leaders_of(sessions, meeting, now) if one.address != by.email]
    return send_all(letters(people, meeting, "asked"))


def with_leads(sessions) -> list[Session]:
    leads = Lead.objects.select_related("organization", "delegate__user").order_by("pk")
    return list(sessions.in_order().select_related("summary").prefetch_related(Prefetch("leads", leads)))


def is_to_be_asked(session: Session) -> bool:
    summary = getattr(session, "summary", None)
    return bool(session.leads.all()) and (summary is None or not (summary.asked_at or summary.text))


def leaders_of(sessions: Iterable[Session], meeting: Meeting, now: datetime) -> list[Asked]:
    """The liaisons of organizations and the delegates who led them, each address once; two queries."""
    people: dict[str, Asked] = {}
    leads = [(session, lead) for session in sessions for lead in session.leads.all()]
    contacts = contacts_of({lead.organization_id for _, lead in leads if lead.organization_id}, local_day(meeting, now))
    for session, lead in leads:
        for address, name in contacts.get(lead.organization_id or 0, {}).items():
            add(people, session, Asked(address, name))
        person = lead.delegate
        if person and person.state == Delegate.State.CONFIRMED and not person.email.endswith(UNUSABLE):
            account = bool(person.user and person.user.is_active)
            add(people, session, Asked(person.email, person.name, person.pk, account))
    return list(people.values())


def add(people: dict[str, Asked], session: Session, one: Asked) -> None:
    one = people.setdefault(one.address.lower(), one)
    if session not in one.sessions:
        one.sessions.append(session)


def letters(people: Sequence[Asked], meeting: Meeting, occasion: str) -> Iterator[Letter]:
    """One for each person with all the sessions, whose first tells this mail from earlier ones on the same occasion."""
    reply_to = host_address(meeting)
    for one in people:
        key = f"{one.whose}-summaries-{meeting.pk}-{occasion}-{one.sessions[0].pk}"
        context = {"meeting": meeting, "asked": one, "again": occasion != "asked"}
        yield Letter(key, one.address, "summary_asked", context, reply_to)


def summaries_due(now: datetime) -> dict[Meeting, list[SessionSummary]]:
    """What was asked for, is still empty and is waited for, where it is time for a reminder; by meeting."""
    empty = SessionSummary.objects.filter(text="").exclude(asked_at=None)
    waiting = empty.filter(session__meeting__reports__state=Report.State.IN_REVIEW).select_related("session__meeting")
    due: dict[Meeting, list[SessionSummary]] = defaultdict(list)
    for summary in waiting.distinct().order_by("pk"):
        if is_reminder_due(summary, now):
            due[summary.session.meeting].append(summary)
    return {meeting: found for meeting, found in due.items() if is_in_review(meeting)}


def is_in_review(meeting: Meeting) -> bool:
    report = report_of_host(meeting)
    return report is not None and report.state == Report.State.IN_REVIEW


def is_reminder_due(summary: SessionSummary, now: datetime) -> bool:
    """Whether it is time for one of the reminders, and none was written since."""
    asked, reminded = summary.asked_at, summary.reminded_at
    assert asked is not None  # noqa: S101 - only those that were asked for
    return any(asked + wait <= now and not (reminded and reminded >= asked + wait) for wait in REMINDED_AFTER)


@transaction.atomic
def remind_of_summaries(*, now: datetime) -> int:
    """Write the reminders that are due, and return how many mails leave."""
    count = 0
    for meeting, due in summaries_due(now).items():
        pks = [summary.pk for summary in due]
        SessionSummary.objects.filter(pk__in=pks).update(reminded_at=now)
        sessions = with_leads(told_in(meeting).filter(summary__in=pks))
        occasion = f"reminded-{local_day(meeting, now)}"
        count += send_all(letters(leaders_of(sessions, meeting, now), meeting, occasion))
    return count
