"""Imports of agendas: kept while somebody looks at their rows, then written all at once or not at all.

SQLite lets one connection write at a time, so a transaction with a thousand rows in it cannot show how far it is.
Therefore each row is tried first, without writing, which shows the progress and finds the line of a fault; then one
short transaction writes them all. Whoever sets the import to done in it wins, so that neither a double confirmation
nor a queue that delivers a task twice, or once more after a crash, imports anything twice.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from ifiso.text import fold
from meetings.actions.batches import IMPORTED, correct_plans, rooms_named
from meetings.actions.plans import add_plans, assign, lock_agenda
from meetings.actions.topics import topics_named
from meetings.imports import Fate, Row
from meetings.imports.fates import decide, present_plans
from meetings.models import AgendaImport, Meeting, Plan
from organizations.actions.records import record
from organizations.models import User

State = AgendaImport.State
CHUNK = 100
KEPT = timedelta(days=30)

logger = logging.getLogger(__name__)


class UnwritableError(Exception):
    """The rows cannot be written; the sentence says why, and where."""


@transaction.atomic
def keep_import(*, meeting: Meeting, kind: str, rows: Sequence[Row], by: User) -> AgendaImport:
    """Keep what was read until `by` confirms it, in place of what the same person read before and did not confirm."""
    meeting.agenda_imports.filter(created_by=by, state__in=[State.PREVIEWED, State.FAILED]).delete()
    stored = [row.as_json() for row in rows]
    return AgendaImport.objects.create(meeting=meeting, kind=kind, rows=stored, total=len(rows), created_by=by)


@transaction.atomic
def start_import(*, agenda_import: AgendaImport, change: bool, by: User) -> bool:
    """Have the rows without faults written, and with `change` also what differs corrected; False where it has begun."""
    waiting = AgendaImport.objects.filter(pk=agenda_import.pk, state__in=[State.PREVIEWED, State.FAILED])
    if not waiting.update(state=State.RUNNING, done=0, fault=""):
        return False
    transaction.on_commit(partial(write_import.enqueue, agenda_import.pk, by.pk, change), robust=True)
    return True


def old_imports(now: datetime) -> QuerySet[AgendaImport]:
    """Those read long ago: what was not written may name persons, and of what was written the agenda tells."""
    return AgendaImport.objects.filter(created_at__lt=now - KEPT)


def restart_import(*, agenda_import: AgendaImport, change: bool, by: User) -> None:
    """Queue it once more, for where a worker was stopped in the middle; harmless where it was not."""
    write_import.enqueue(agenda_import.pk, by.pk, change)


@task()
def write_import(import_id: int, by_id: int, change: bool = False) -> int:
    """Write the rows; how many entries were added. Whatever goes wrong is told on the import's page."""
    running = AgendaImport.objects.select_related("meeting").filter(pk=import_id, state=State.RUNNING).first()
    by = User.objects.filter(pk=by_id).first()
    if running is None or by is None:
        return 0
    try:
        rows = tried(running)
        return write(running, rows, change=change, by=by, now=timezone.now())
    except UnwritableError as fault:
        fail(running, str(fault))
    except Exception:  # whatever it is, nothing was written, and whoever waits has to learn of it
        logger.exception("Import %s could not be written", running.pk)
        fail(running, _("Something is wrong on our side; nothing was changed. Please try again."))
    return 0


def fail(running: AgendaImport, sentence: str) -> None:
    AgendaImport.objects.filter(pk=running.pk, state=State.RUNNING).update(state=State.FAILED, fault=sentence[:500])


def tried(running: AgendaImport) -> list[Row]:
    """The rows without faults, each found to be possible; `done` grows in steps that everybody sees."""
    rows = [Row(**stored) for stored in running.rows]
    for number, row in enumerate(rows, start=1):
        if not row.faults:
            refuse_impossible(running.meeting, row)
        if number % CHUNK == 0:
            AgendaImport.objects.filter(pk=running.pk, state=State.RUNNING).update(done=number)
    return [row for row in rows if not row.faults]


def refuse_impossible(meeting: Meeting, row: Row) -> None:
    try:
        assign(Plan(meeting=meeting), {**entry_of(row), "room": None})
    except ValidationError as error:
        words = {"line": row.line, "fault": " ".join(error.messages)}
        raise UnwritableError(_("Line %(line)d: %(fault)s Nothing was changed.") % words) from error


@transaction.atomic
def write(running: AgendaImport, rows: Sequence[Row], *, change: bool, by: User, now: datetime) -> int:
    """All of it in one transaction, beside what the agenda holds by now; how many entries were added."""
    mine = AgendaImport.objects.filter(pk=running.pk, state=State.RUNNING)
    if not mine.update(state=State.DONE, done=running.total, rows=[], finished_at=now):
        return 0
    meeting = running.meeting
    lock_agenda(meeting)
    plans = present_plans(meeting)
    decide(meeting, rows, plans)
    new = [row for row in rows if row.fate == Fate.NEW]
    corrected = [row for row in rows if row.fate == Fate.CHANGED] if change else []
    entries = entries_of(meeting, [*new, *corrected], by=by)
    add_plans(meeting=meeting, entries=entries[: len(new)], by=by, now=now, verb=IMPORTED)
    known: dict[int | None, Plan] = {plan.pk: plan for plan in plans}
    pairs = zip(corrected, entries[len(new) :], strict=True)
    changes = [(known[row.plan], corrections(known[row.plan], row, entry)) for row, entry in pairs]
    correct_plans(meeting=meeting, changes=changes, verb=IMPORTED, by=by, now=now)
    record("imported", meeting, by=by, changes_pages=False, added=len(new), changed=len(corrected))
    return len(new)


def entry_of(row: Row) -> dict[str, Any]:
    """The row's plain values as `add_plan` takes them; the day of what has a time follows from the time."""
    moment = row.values["starts_at"]
    entry = {name: value for name, value in row.values.items() if name not in {"room", "topics", "leads"}}
    if moment:
        entry = {**entry, "starts_at": datetime.fromisoformat(moment)}
        del entry["day"]
    return entry


def entries_of(meeting: Meeting, rows: Sequence[Row], *, by: User) -> list[dict[str, Any]]:
    """The rows as `add_plan` takes them, with the rooms and topics that they name, which are made where missing."""
    rooms = rooms_named(meeting, {row.values["room"]: None for row in rows}, by=by)
    topics = {fold(topic.name): topic.pk for topic in topics_named(dict.fromkeys(topics_of(rows)))}
    return [
        {
            **entry_of(row),
            "room": rooms.get(fold(row.values["room"])),
            "topics": sorted({topics[fold(name)] for name in row.values["topics"]}),
            "leads": [(organization, partner, None) for organization, partner in row.values["leads"]],
        }
        for row in rows
    ]


def topics_of(rows: Sequence[Row]) -> list[str]:
    return [name for row in rows for name in row.values["topics"]]


def corrections(plan: Plan, row: Row, entry: dict[str, Any]) -> dict[str, Any]:
    """What the row tells otherwise, and nothing else."""
    values = {name: entry[name] for name in row.differs if name in entry}
    if "leads" in values:
        values["leads"] = with_people(plan, values["leads"])
    return values


def with_people(plan: Plan, leads: list[tuple[int | None, int | None, None]]) -> list[tuple]:
    """The leads, with the persons whom the entry already names for them."""
    people = {(lead.organization_id, lead.partner_id): lead.delegate_id for lead in plan.leads.all()}
    return [(organization, partner, people.get((organization, partner))) for organization, partner, _nobody in leads]
