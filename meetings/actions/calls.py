"""Calling the members to a meeting, reminding those that are silent, and what they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from meetings.actions.delegations import on_record
from meetings.actions.registrations import lock
from meetings.actions.rounds import Round, round_of_calls, round_of_reminders, silent_ones
from meetings.calls import CALLED, REMINDED, local_day, takes_answers
from meetings.models import Delegation, Meeting
from organizations.actions.mailings import send_all
from organizations.actions.records import record
from organizations.models import Organization, User

Answer = Delegation.Answer

# How long before the deadline the registry reminds by itself, and how fresh a call it leaves alone.
BEFORE_DEADLINE = timedelta(days=3)
FRESH = timedelta(days=1)


class CallError(ValidationError):
    """The call cannot be opened or answered so; the message says why."""


@dataclass(frozen=True)
class Sent:
    """To how many organizations a round of mails went, and how many mails were new."""

    organizations: int
    mails: int


@transaction.atomic
def open_call(*, meeting: Meeting, by: User, now: datetime, day: date, only: str = "", seal: str | None = None) -> Sent:
    """Call every member of `day` that was not called yet, or of them the one with the slug `only`.

    Each gets a delegation, and a mail to those who speak for it or else to its role address. With a `seal`, only what
    `by` was shown leaves: NotAsShownError otherwise. CallError where nobody could answer.
    """
    meeting = lock(meeting.pk)
    refuse_unless_open(meeting, now)
    calls = round_of_calls(meeting, now, day, only=only)
    if not calls.organizations:
        return Sent(0, 0)
    if seal is not None:
        calls.mailing.check(seal, by)
    delegations = note_called(meeting, calls.organizations, by, now)
    sent = Sent(len(delegations), send_all(calls.letters(delegations, occasion=CALLED)))
    record(CALLED, meeting, by=by, changes_pages=False, organizations=sent.organizations, mails=sent.mails)
    return sent


def note_called(meeting: Meeting, organizations: Sequence[Organization], by: User, now: datetime) -> list[Delegation]:
    """A delegation for each of them, new or on record, that was called `now`."""
    known = {one.organization_id: one for one in meeting.delegations.filter(organization__in=organizations)}
    new = [
        Delegation(meeting=meeting, organization=organization, called_at=now)
        for organization in organizations
        if organization.pk not in known
    ]
    for delegation in known.values():
        delegation.called_at = now
    if known:
        bulk_update_with_history(list(known.values()), Delegation, ["called_at"], default_user=by)
    created = bulk_create_with_history(new, Delegation, default_user=by) if new else []
    rows = {one.organization_id: one for one in [*known.values(), *created]}
    for organization in organizations:
        rows[organization.pk].organization, rows[organization.pk].meeting = organization, meeting
    return [rows[organization.pk] for organization in organizations]


@transaction.atomic
def remind_silent(*, meeting: Meeting, by: User, now: datetime, day: date, seal: str | None = None) -> Sent:
    """Remind those that were called and are silent, each at most once a day; `seal` and errors as for `open_call`."""
    meeting = lock(meeting.pk)
    refuse_unless_open(meeting, now)
    reminders = round_of_reminders(meeting, now, day, since=local_day(meeting, now))
    if not reminders.reached:
        return Sent(0, 0)
    if seal is not None:
        reminders.mailing.check(seal, by)
    return send_reminders(meeting, reminders, by)


def send_reminders(meeting: Meeting, reminders: Round, by: User | None) -> Sent:
    """The caller holds the meeting's lock."""
    reached = {organization.pk for organization in reminders.reached}
    silent = [delegation for delegation in silent_ones(meeting) if delegation.organization_id in reached]
    occasion = f"{REMINDED}-{local_day(meeting, reminders.now)}"
    sent = Sent(len(silent), send_all(reminders.letters(silent, occasion=occasion)))
    if sent.mails:
        record(REMINDED, meeting, by=by, changes_pages=False, organizations=sent.organizations, mails=sent.mails)
    return sent


def remind_before_deadlines(*, now: datetime, day: date, dry_run: bool = False) -> int:
    """Remind the silent of each meeting whose deadline is at most three days away, once a deadline; how many mails."""
    near = Meeting.objects.published().filter(call_closes_at__gt=now, call_closes_at__lte=now + BEFORE_DEADLINE)
    return sum(remind_before_deadline(meeting, now, day, dry_run=dry_run) for meeting in near)


@transaction.atomic
def remind_before_deadline(meeting: Meeting, now: datetime, day: date, *, dry_run: bool) -> int:
    meeting = lock(meeting.pk)
    if meeting.call_closes_at is None:
        return 0
    fresh = meeting.delegations.filter(called_at__gt=now - FRESH).values_list("organization_id", flat=True)
    since = local_day(meeting, meeting.call_closes_at - BEFORE_DEADLINE)
    reminders = round_of_reminders(meeting, now, day, since=since, but=set(fresh))
    if not takes_answers(meeting, now) or not reminders.reached:
        return 0
    return len(reminders.mailing.readers) if dry_run else send_reminders(meeting, reminders, None).mails


@transaction.atomic
def answer_call(*, delegation: Delegation, answer: str, reason: str, by: User | None, now: datetime) -> bool:
    """Note that the organization comes, or does not, with the `reason` that it gives; False where that is on record.

    `delegation` may be unsaved. `by` None: whoever held the link of the mail. CallError after the deadline, and where
    an organization that has people registered would not come.
    """
    meeting = lock(delegation.meeting_id)
    refuse_unless_open(meeting, now)
    row = delegation if delegation.pk else on_record(delegation)
    row.refresh_from_db()
    if (row.answer, row.answer_reason) == (answer, reason):
        return False
    if answer == Answer.NOT_COMING:
        refuse_while_registered(row)
    shown = Answer.COMING in {row.answer, answer} and row.answer != answer
    row.answer, row.answer_reason, row.answered_at, row.answered_by = answer, reason, now, by
    row.save(update_fields=["answer", "answer_reason", "answered_at", "answered_by"])
    record("answered the call", row, by=by, changes_pages=shown, answer=answer)
    return True


def refuse_unless_open(meeting: Meeting, now: datetime) -> None:
    if meeting.state == Meeting.State.DRAFT:
        raise CallError(_("The meeting is a draft. Announce it first, so that members find it when they are called."))
    if not takes_answers(meeting, now):
        raise CallError(_("The call is closed: the deadline has passed, or the meeting has begun or was cancelled."))


def refuse_while_registered(delegation: Delegation) -> None:
    if people := delegation.delegates.active().count():
        raise CallError(
            ngettext(
                "%(count)d person is registered for your organization. Withdraw that registration first.",
                "%(count)d people are registered for your organization. Withdraw their registrations first.",
                people,
            )
            % {"count": people}
        )
