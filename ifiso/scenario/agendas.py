"""The scenario's agendas: planted as their hosts released them, and moved to another day with all that was released."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ifiso.scenario.calendar import at, moved_on_the_wall
from ifiso.scenario.scene import Scene
from meetings.actions.plans import remove_plan
from meetings.actions.releases import first_release, release
from meetings.changes import on_clocks
from meetings.models import AgendaRelease, Lead, Meeting, PlanChange, Room, Session
from meetings.models.meetings import zone_named
from meetings.releasing import last_step
from organizations.models import Liaison, User

# Hosts release about so long before the first day, in the evening.
BEFORE = timedelta(days=14)


def plant_agenda(scene: Scene, meeting: Meeting, data: dict[str, Any]) -> None:
    """What is `cancelled` was on the agenda of release 1, and release 2 cancels it."""
    agenda = data.get("agenda", {})
    if not agenda:
        return
    plant_sessions(scene, meeting, data)
    first_day = scene.day + timedelta(days=data["first_day"])
    released_at = at(first_day - BEFORE, "18:00", meeting.zone)
    host = host_of(meeting)
    first_release(meeting=meeting, by=host, now=min(released_at, scene.now))
    cancelled = [entry["title"] for entry in agenda["sessions"] if entry.get("cancelled")]
    if cancelled:
        now = min(at(first_day - timedelta(days=1), "20:00", meeting.zone), scene.now)
        cancel(meeting, cancelled, agenda["cancelled_because"], by=host, now=now)


def plant_sessions(scene: Scene, meeting: Meeting, data: dict[str, Any]) -> None:
    rooms = {
        name: Room.objects.create(meeting=meeting, name=name, capacity=capacity, position=position)
        for position, (name, capacity) in enumerate(data.get("rooms", {}).items())
    }
    for position, entry in enumerate(data["agenda"]["sessions"]):
        day = scene.day + timedelta(days=data["first_day"] + entry["day"] - 1)
        starts_at, ends_at = (at(day, clock, meeting.zone) for clock in entry["at"].split("-"))
        session = Session.objects.create(
            meeting=meeting,
            kind=entry["kind"],
            title=entry["title"],
            abstract=data["abstracts"].get(entry["title"], ""),
            day=entry["day"],
            starts_at=starts_at,
            ends_at=ends_at,
            room=rooms.get(entry.get("room", "")),
            room_name=entry.get("room", ""),
            position=position,
            source=scene.source,
        )
        Lead.objects.bulk_create(Lead(session=session, **scene.party(name)) for name in entry.get("led_by", []))


def host_of(meeting: Meeting) -> User:
    """Who speaks for the hosting organization."""
    liaisons = Liaison.objects.filter(organization__hostings__meeting=meeting, kind=Liaison.Kind.PRIMARY)
    return liaisons.select_related("user").order_by("since")[0].user


def cancel(meeting: Meeting, titles: list[str], note: str, *, by: User, now: datetime) -> None:
    for plan in meeting.plans.filter(title__in=titles):
        remove_plan(plan=plan, version=plan.version, by=by, now=now)
    release(meeting=meeting, note=note, seen=last_step(meeting), by=by, now=now, despite_soft=True)


def shift_agenda(meeting: Meeting, days: timedelta) -> None:
    """Move what is frozen in releases, and on record of the plans, as the sessions and plans themselves move."""
    for row in meeting.releases.all():
        zone = zone_named(row.time_zone)
        content = [shifted(entry, days, zone) for entry in row.content]
        changes = [
            {**change, **{side: on_clocks(shifted(change[side], days, zone), zone) for side in ("before", "after")}}
            for change in row.changes
        ]
        released_at = row.released_at + days
        AgendaRelease.objects.filter(pk=row.pk).update(content=content, changes=changes, released_at=released_at)
    for step in meeting.plan_changes.all():
        before, after = (shifted(state, days, meeting.zone) for state in (step.before, step.after))
        PlanChange.objects.filter(pk=step.pk).update(before=before, after=after, at=step.at + days)


def shifted(state: dict[str, Any], days: timedelta, zone: ZoneInfo) -> dict[str, Any]:
    """With its times, in UTC, moved on the wall."""
    known = {name: datetime.fromisoformat(state[name]) for name in ("starts_at", "ends_at") if state.get(name)}
    moved = {name: moved_on_the_wall(moment, days=days, zone=zone) for name, moment in known.items()}
    return {**state, **{name: moment.isoformat() for name, moment in moved.items()}}
