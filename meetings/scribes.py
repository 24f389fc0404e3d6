"""Who writes the summary of a session: those who led it, and the host, who needs it for the report."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from meetings.models import Meeting, Report, Session
from meetings.reads.leading import leads_of
from meetings.rules import is_closed, may_run
from organizations.models import User

# Nobody is missed who does not sum these up.
UNTOLD = (Session.Kind.BREAK, Session.Kind.SOCIAL)


def report_of_host(meeting: Meeting) -> Report | None:
    """The account of the meeting by an organization that hosted it: the first, where there are several."""
    reports = Report.objects.filter(meeting=meeting, kind=Report.Kind.REPORT, organization__hostings__meeting=meeting)
    return reports.select_related("meeting", "organization").order_by("pk").first()


def told_in(meeting: Meeting) -> QuerySet[Session]:
    """The sessions that its report tells of."""
    return meeting.sessions.filter(state=Session.State.SCHEDULED).exclude(kind__in=UNTOLD)


def led_by(user: User | AnonymousUser, session: Session, day: date) -> bool:
    """Whether `user` led it as a delegate, or speaks on `day` for an organization that did."""
    return user.is_active and leads_of(user, day).filter(session=session).exists()


def may_write_summary(user: User | AnonymousUser, session: Session, day: date) -> bool:
    """Whether `user` writes the summary of `session`, until nothing about its meeting is corrected any more."""
    if may_run(user, session.meeting, day):
        return True
    return led_by(user, session, day) and not is_closed(session.meeting, day)
