"""Moves a scenario that was planted on an earlier day to another one, as a whole and nothing else about it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from ifiso.dates import PartialDate
from ifiso.scenario.agendas import shift_agenda
from ifiso.scenario.anchor import Anchor, write_anchor
from ifiso.scenario.calendar import FORUM_MEETINGS, OVER, Name, month_after, moved_on_the_wall, names_on, on
from ifiso.scenario.planting import taken_names
from meetings.models import Document, Logistics, Meeting, Plan, Question, Report, Session
from organizations.actions.records import record
from organizations.models import Agreement, Enquiry, HandOver, Liaison, ManagementTerm

Dated = PartialDate | date | None


@transaction.atomic
def shift(anchor: Anchor, day: date) -> None:
    """Move everything of the scenario by the days from its anchor to `day`.

    Times keep their place on the wall clock of the meeting's zone. No version goes into the history: nobody edited.
    """
    for rows, fields in dated_rows():
        for row in ordered(rows, fields[0], forward=day > anchor.day):
            update(row, {name: moved(getattr(row, name), anchor.day, day) for name in fields})
    for meeting in Meeting.objects.filter(is_demo=True):
        shift_moments(meeting, day - anchor.day)
        shift_agenda(meeting, day - anchor.day)
    shift_enquiries(day - anchor.day)
    names = rename(anchor, day)
    record("moved to today", write_anchor(Anchor(day, anchor.meetings, names)), by=None)


def dated_rows() -> Iterator[tuple[QuerySet, list[str]]]:
    """What has days, with the fields that hold them."""
    yield Meeting.objects.filter(is_demo=True), ["starts_on", "ends_on"]
    yield Report.objects.filter(is_demo=True), ["published_on"]
    yield Document.objects.filter(meeting__is_demo=True), ["dated"]
    yield Agreement.objects.filter(partner__is_demo=True, organization__is_demo=True), ["since", "until"]
    yield Liaison.objects.filter(organization__is_demo=True), ["since", "until"]
    yield ManagementTerm.objects.filter(organization__is_demo=True), ["since", "until"]
    yield HandOver.objects.filter(organization__is_demo=True), ["since", "until", "predecessor_until"]
    yield Question.objects.filter(meeting__is_demo=True), ["required_from", "frozen_after"]


def ordered(rows: QuerySet, field: str, *, forward: bool) -> QuerySet:
    """The row that moves first is the one that has nothing in front of it, as a person's mandates begin once a day."""
    return rows.order_by(f"-{field}" if forward else field)


def moved(value: Dated, old: date, new: date) -> Dated:
    """A day moves by days, a month by months; a year, and what is unknown, stays."""
    if isinstance(value, date):
        return value + (new - old)
    if value is None or len(value.parts) == 1:
        return value
    if value.is_day:
        return on(value.earliest, (new - old).days)
    return month_after(value, (new.year - old.year) * 12 + new.month - old.month)


def shift_moments(meeting: Meeting, days: timedelta) -> None:
    for rows, fields in timed_rows(meeting):
        for row in rows:
            before = {name: getattr(row, name) for name in fields}
            after = {
                name: moment and moved_on_the_wall(moment, days=days, zone=meeting.zone)
                for name, moment in before.items()
            }
            update(
                row, after if in_turn(after) else {name: moment and moment + days for name, moment in before.items()}
            )


def timed_rows(meeting: Meeting) -> Iterator[tuple[QuerySet, list[str]]]:
    """What has times of the meeting's own clock, with the fields that hold them, in turn."""
    yield Meeting.objects.filter(pk=meeting.pk), ["registration_opens_at", "registration_closes_at"]
    yield Meeting.objects.filter(pk=meeting.pk), ["call_closes_at"]
    yield Meeting.objects.filter(pk=meeting.pk), ["frozen_at"]
    yield Session.objects.filter(meeting=meeting), ["starts_at", "ends_at"]
    yield Plan.objects.filter(meeting=meeting), ["starts_at", "ends_at"]
    yield Logistics.objects.filter(delegate__meeting=meeting), ["arrives_at", "departs_at"]


def in_turn(moments: dict[str, datetime | None]) -> bool:
    """On a day when the clocks change, an hour that is skipped or doubled can turn start and end around."""
    known = [moment for moment in moments.values() if moment]
    return all(first < second for first, second in pairwise(known))


def shift_enquiries(days: timedelta) -> None:
    """What waits for an answer waits as long as before; what was answered is history."""
    for enquiry in Enquiry.objects.waiting().filter(fingerprint__startswith="demo-"):
        update(enquiry, {"received_at": enquiry.received_at + days, "due_at": enquiry.due_at + days})


def rename(anchor: Anchor, day: date) -> dict[str, Name]:
    """Give the meetings the names that they have on `day`, but for those that people have named."""
    meetings = Meeting.objects.in_bulk(anchor.meetings.values())
    ours = {
        key: meetings[pk]
        for key, pk in anchor.meetings.items()
        if pk in meetings and all(getattr(meetings[pk], name) == value for name, value in anchor.names[key].items())
    }
    names = names_on(day, taken=taken_names(besides=tuple(meeting.pk for meeting in ours.values())))
    sequence = FORUM_MEETINGS if day < anchor.day else tuple(reversed(FORUM_MEETINGS))
    for key in (*OVER, *sequence):
        if key in ours:
            update(ours[key], names[key])
    return names


def update(row: Model, values: dict[str, Any]) -> None:
    """Write these columns past the history."""
    type(row)._default_manager.filter(pk=row.pk).update(**values)
