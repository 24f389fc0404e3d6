"""An import is written once, whole or not at all, and everybody sees how far it is."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from meetings.actions import imports
from meetings.actions.imports import keep_import, old_imports, restart_import, start_import, write_import
from meetings.actions.plans import undo
from meetings.imports.rows import rows_of
from meetings.imports.schedule_json import read_json
from meetings.models import AgendaImport, Plan, Room, Topic
from meetings.reads.imports import judged
from organizations.models import Activity
from tests.factories import make_delegate, make_organization, make_plan, make_room, make_user
from tests.support.importing import make_dated_meeting, reading, schedule

pytestmark = pytest.mark.django_db(transaction=True)
NINE = datetime(2026, 11, 19, 7, tzinfo=UTC)
MONEY = ("1", "9:00", "10:00", "Money", "training", "Aula", "", "Grants, Funds")


@pytest.fixture
def meeting():
    return make_dated_meeting()


@pytest.fixture
def host():
    return make_user()


def keep(meeting, host, *rows):
    given = rows_of(meeting, reading(*rows))
    return keep_import(meeting=meeting, kind="table", rows=judged(meeting, given), by=host)


def confirm(kept, host, *, change=False):
    started = start_import(agenda_import=kept, change=change, by=host)
    kept.refresh_from_db()
    return started


def test_entries_come_with_their_rooms_and_topics(meeting, host):
    kept = keep(meeting, host, MONEY, ("2", "", "", "Later"))
    assert not meeting.plans.exists()
    assert confirm(kept, host)
    assert (kept.state, kept.done, kept.total, kept.rows) == ("done", 2, 2, [])
    money, later = meeting.plans.in_order()
    assert (money.title, money.kind, money.starts_at, money.minutes, money.day) == ("Money", "training", NINE, 60, 1)
    assert (money.room.name, [str(topic) for topic in money.topics.all()]) == ("Aula", ["Funds", "Grants"])
    assert (later.day, later.starts_at) == (2, None)
    steps = meeting.plan_changes.filter(verb="imported", at=kept.finished_at, by=host)
    assert steps.count() == 2
    assert Activity.objects.get(verb="imported").detail == {"added": 2, "changed": 0}


def test_confirming_twice_imports_once(meeting, host):
    kept = keep(meeting, host, MONEY)
    assert confirm(kept, host)
    assert not confirm(kept, host)
    restart_import(agenda_import=kept, change=False, by=host)
    write_import.call(kept.pk, host.pk)
    assert meeting.plans.count() == 1


def test_the_same_table_looked_at_twice_comes_once(meeting, host):
    first, second = keep(meeting, host, MONEY), keep(meeting, make_user(), MONEY)
    confirm(first, host)
    confirm(second, host)
    assert (second.state, meeting.plans.count()) == ("done", 1)


def test_what_was_looked_at_before_goes(meeting, host):
    first = keep(meeting, host, MONEY)
    keep(meeting, host, MONEY)
    assert not AgendaImport.objects.filter(pk=first.pk).exists()


def test_imports_are_forgotten_after_a_month(meeting, host):
    kept = keep(meeting, host, MONEY)
    assert not old_imports(kept.created_at + timedelta(days=30)).exists()
    assert old_imports(kept.created_at + timedelta(days=31)).get() == kept


def test_rows_with_faults_stay_out(meeting, host):
    confirm(keep(meeting, host, MONEY, ("1", "25:00", "", "Broken")), host)
    assert [plan.title for plan in meeting.plans.all()] == ["Money"]


@pytest.mark.parametrize("change", [False, True])
def test_what_stands_otherwise_is_corrected_only_if_asked_for(meeting, host, change):
    organization = make_organization("IFSA")
    person = make_delegate()
    plan = make_plan(meeting, title="Money", starts_at=NINE, room=make_room(meeting, name="Blue"), abstract="Kept.")
    plan.leads.create(organization=organization, delegate=person)
    row = ("1", "11:00", "12:30", "Money", "", "Aula", "IFSA, " + make_organization("ELSA").acronym)
    confirm(keep(meeting, host, row), host, change=change)
    plan.refresh_from_db()
    assert (plan.minutes, plan.room.name) == ((90, "Aula") if change else (60, "Blue"))
    assert (plan.abstract, plan.leads.get(organization=organization).delegate) == ("Kept.", person)
    assert (plan.leads.count(), plan.version) == ((2, 2) if change else (1, 1))
    assert meeting.plans.count() == 1
    steps = [(len(step.before["leads"]), len(step.after["leads"])) for step in meeting.plan_changes.all()]
    assert steps == ([(1, 2)] if change else [])
    if change:
        undo(meeting=meeting, by=host, now=NINE)
        plan.refresh_from_db()
        assert (plan.minutes, plan.room.name, plan.leads.count(), plan.version) == (60, "Blue", 1, 3)


def test_what_has_become_impossible_changes_nothing_and_names_its_line(meeting, host):
    kept = keep(meeting, host, ("2", "9:00", "10:00", "Fine"), MONEY)
    meeting.starts_on = "2026-11-20"
    meeting.save()
    confirm(kept, host)
    assert kept.state == "failed"
    assert kept.fault == "Line 3: The meeting has not begun by then. Nothing was changed."
    assert not Plan.objects.exists()
    assert len(kept.rows) == 2


def test_a_fault_in_the_middle_of_writing_leaves_nothing_behind(meeting, host, monkeypatch):
    def broken(**_options):
        raise RuntimeError("a fault of ours")

    kept = keep(meeting, host, MONEY)
    monkeypatch.setattr(imports, "add_plans", broken)
    confirm(kept, host)
    assert (kept.state, kept.fault) == (
        "failed",
        "Something is wrong on our side; nothing was changed. Please try again.",
    )
    assert not (Plan.objects.exists())
    assert not (Room.objects.exists())
    assert not (Topic.objects.exists())
    monkeypatch.undo()
    confirm(kept, host)
    assert kept.state == "done"


def test_other_connections_see_how_far_it_is(meeting, host, monkeypatch):
    """From a thread, whose connection is another, after each step of the trial."""
    seen, real = [], imports.refuse_impossible

    def look():
        seen.append(AgendaImport.objects.values_list("state", "done").get())
        connection.close()

    def watched(meeting, row):
        if row.line % 100 == 50:
            thread = threading.Thread(target=look)
            thread.start()
            thread.join()
        return real(meeting, row)

    monkeypatch.setattr(imports, "refuse_impossible", watched)
    confirm(keep(meeting, host, *(("1", "", "", f"Session {number}") for number in range(300))), host)
    assert seen == [("running", 0), ("running", 100), ("running", 200)]
    assert meeting.plans.count() == 300


def test_two_workers_with_one_import_write_it_once(meeting, host, monkeypatch):
    """Both have tried all rows before either writes."""
    barrier, real, counts = threading.Barrier(2, timeout=20), imports.write, []

    def together(*args, **options):
        barrier.wait()
        return real(*args, **options)

    def work(pk):
        counts.append(write_import.call(pk, host.pk))
        connection.close()

    kept = keep(meeting, host, MONEY)
    AgendaImport.objects.update(state="running")
    monkeypatch.setattr(imports, "write", together)
    threads = [threading.Thread(target=work, args=[kept.pk]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == [0, 1]
    assert meeting.plans.count() == 1


def test_a_thousand_events_take_seconds(meeting, host):
    """Of this process's own work, so that it does not matter what else the machine does."""
    begun = time.process_time()
    rows = judged(meeting, rows_of(meeting, read_json(schedule(1000, rooms=[f"Room {n}" for n in range(40)]))))
    kept = keep_import(meeting=meeting, kind="schedule_json", rows=rows, by=host)
    confirm(kept, host)
    took = time.process_time() - begun
    assert (kept.state, kept.fault, meeting.plans.count()) == ("done", "", 1000)
    assert took < 10
