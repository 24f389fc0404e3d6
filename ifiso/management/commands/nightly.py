"""What a server does once a night: remind, forget what has served its purpose, try again what did not go out."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from meetings.actions.calls import remind_before_deadlines
from meetings.actions.imports import old_imports
from meetings.actions.minutes_reminders import minutes_reminders_due, remind_of_minutes
from meetings.actions.outcome_reminders import outcome_reminders_due, remind_of_outcomes
from meetings.actions.places import give_left_places
from meetings.actions.post_imports import forget_old_post_imports, old_post_imports
from meetings.actions.report_drafts import old_drafts
from meetings.actions.retention import (
    erase_old_contacts,
    erase_old_logistics,
    forget_old_helpers,
    old_contacts,
    old_helpers,
    old_logistics,
)
from meetings.actions.summaries import remind_of_summaries, summaries_due
from meetings.models import Meeting
from meetings.search.indexing import reindex
from organizations.actions.mail import retry_unsent
from organizations.actions.reminders import remind, reminders_due
from organizations.actions.retention import erase_old_enquiries, old_enquiries, old_invitations, old_mail
from organizations.clock import today
from organizations.models import Message
from organizations.tasks import PAUSES

TASKS_KEPT = timedelta(days=14)

Step = Callable[..., int | dict[Meeting, int]]  # how many rows, or how many of which meeting


class Command(BaseCommand):
    help = "Remind, erase what has served its purpose and retry unsent mail. Run it once a night."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only tell what would be done")

    def handle(self, *, dry_run: bool, **options):
        now = timezone.now()
        failed = [name for name, step in STEPS.items() if not self.done(name, step, now, dry_run)]
        if failed:
            raise CommandError(f"Failed: {', '.join(failed)}")

    def done(self, name: str, step: Step, now: datetime, dry_run: bool) -> bool:
        """Run one step; a fault in it must not keep the others from their work."""
        try:
            done = step(now, dry_run=dry_run)
        except Exception as error:
            self.stderr.write(f"{name}: {type(error).__name__}: {error}")
            return False
        parts = done if isinstance(done, dict) else {}
        count = done if isinstance(done, int) else sum(done.values())
        self.stdout.write(f"{name}: {count}{' (left alone)' if dry_run else ''}")
        for part, number in parts.items():
            self.stdout.write(f"  {part}: {number}")
        return True


def reminded_of_ends(now: datetime, *, dry_run: bool) -> int:
    return len(reminders_due(today())) if dry_run else remind(day=today())


def reminded_of_calls(now: datetime, *, dry_run: bool) -> int:
    return remind_before_deadlines(now=now, day=today(), dry_run=dry_run)


def reminded_of_outcomes(now: datetime, *, dry_run: bool) -> int:
    return len(outcome_reminders_due(today())) if dry_run else remind_of_outcomes(day=today())


def reminded_of_summaries(now: datetime, *, dry_run: bool) -> int:
    return sum(map(len, summaries_due(now).values())) if dry_run else remind_of_summaries(now=now)


def reminded_of_minutes(now: datetime, *, dry_run: bool) -> int:
    return len(minutes_reminders_due(today())) if dry_run else remind_of_minutes(day=today())


def searched_anew(now: datetime, *, dry_run: bool) -> int:
    return 0 if dry_run else reindex()


def given_places(now: datetime, *, dry_run: bool) -> int:
    return give_left_places(now=now, dry_run=dry_run)


def retried_mail(now: datetime, *, dry_run: bool) -> int:
    return Message.objects.due(now, attempts=len(PAUSES)).count() if dry_run else retry_unsent(now=now)


def erased_enquiries(now: datetime, *, dry_run: bool) -> int:
    count = old_enquiries(now).count()
    if not dry_run:
        erase_old_enquiries(now=now)
    return count


def erased_logistics(now: datetime, *, dry_run: bool) -> dict[Meeting, int]:
    return old_logistics(now) if dry_run else erase_old_logistics(now=now)


def erased_contacts(now: datetime, *, dry_run: bool) -> int:
    count = old_contacts(now).count()
    if not dry_run:
        erase_old_contacts(now=now)
    return count


def forgot_helpers(now: datetime, *, dry_run: bool) -> int:
    count = old_helpers(now).count()
    if not dry_run:
        forget_old_helpers(now=now)
    return count


def forgot_posts(now: datetime, *, dry_run: bool) -> int:
    count = old_post_imports(now).count()
    if not dry_run:
        forget_old_post_imports(now=now)
    return count


def deletes(find: Callable[[datetime], QuerySet]) -> Step:
    """A step that deletes the rows which `find` gives."""

    def step(now: datetime, *, dry_run: bool) -> int:
        rows = find(now)
        count = rows.count()
        if not dry_run:
            rows.delete()
        return count

    return step


def expired_sessions(now: datetime) -> QuerySet:
    return Session.objects.filter(expire_date__lt=now)


def traces_of_sessions(now: datetime) -> QuerySet:
    """The addresses and browsers noted for sessions that are no more."""
    return UserSession.objects.filter(~Exists(Session.objects.filter(session_key=OuterRef("session_key"))))


def finished_tasks(now: datetime) -> QuerySet:
    return DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS_KEPT)


STEPS: dict[str, Step] = {
    "Reminders of mandates that end without a successor": reminded_of_ends,
    "Reminders before a call's deadline": reminded_of_calls,
    "Reminders of outcomes that are due": reminded_of_outcomes,
    "Reminders of minutes that are missing": reminded_of_minutes,
    "Reminders of summaries for a report": reminded_of_summaries,
    "Places left when registration closed, given away": given_places,
    "Search brought up to date": searched_anew,
    "Unsent mail tried again": retried_mail,
    "Answered enquiries erased": erased_enquiries,
    "Logistics erased": erased_logistics,
    "Addresses of delegates erased": erased_contacts,
    "Helpers at meetings forgotten": forgot_helpers,
    "Old imports of agendas erased": deletes(old_imports),
    "Posts sent in long ago forgotten": forgot_posts,
    "Unsaved texts of reports forgotten": deletes(old_drafts),
    "Old mail erased": deletes(old_mail),
    "Old invitations erased": deletes(old_invitations),
    "Expired sessions erased": deletes(expired_sessions),
    "Traces of ended sessions erased": deletes(traces_of_sessions),
    "Finished tasks erased": deletes(finished_tasks),
}
