"""The days of a meeting as axes of real minutes: a night in which the clocks change keeps its true length.

Minutes count from the first moment of a day's date, so 555 is 09:15 on most days; those of an entry that begins after
midnight go on beyond 1440.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.planning import DAY_TURNS_AT, days_of, first_day

# A day's entries begin before this; the clocks of its night may have been set back.
DAY_IS_OVER = (24 + DAY_TURNS_AT + 1) * 60
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Mark:
    """A full hour on the clocks. `shift` tells by how many minutes they were set since the hour before."""

    minute: int
    local: datetime
    shift: int


def date_of(meeting: Meeting, number: int) -> date:
    """The date of a day; ValueError for a meeting whose first one is not known."""
    first = first_day(meeting)
    if first is None:
        raise ValueError(f"the first day of {meeting} is not known")
    return first + timedelta(days=number - 1)


def begin_of(meeting: Meeting, number: int) -> datetime:
    """The first moment of that date, in UTC; where the clocks skip midnight, the one after the gap."""
    return datetime.combine(date_of(meeting, number), time.min, meeting.zone).astimezone(UTC)


def minutes_into(meeting: Meeting, number: int, moment: datetime) -> int:
    return (moment - begin_of(meeting, number)) // MINUTE


def lies_within(begin: datetime, moment: datetime) -> bool:
    """Whether the axis of the day that begins at `begin` has a place for what begins at `moment`."""
    return 0 <= (moment - begin) // MINUTE < DAY_IS_OVER


def moment_at(meeting: Meeting, number: int, minutes: int) -> datetime:
    """The moment, in UTC; ValidationError where the meeting has no such day, or where it belongs to another one."""
    if not 1 <= number <= len(days_of(meeting)):
        raise ValidationError({"day": _("The meeting has no day %(number)d.") % {"number": number}})
    moment = begin_of(meeting, number) + minutes * MINUTE
    local = moment.astimezone(meeting.zone)
    if local.date() - timedelta(days=local.hour < DAY_TURNS_AT) != date_of(meeting, number):
        raise ValidationError({"start": _("A day of the meeting lasts from 05:00 to 05:00 of the next morning.")})
    return moment


def marks(meeting: Meeting, number: int, first: int, last: int) -> Iterator[Mark]:
    """The full hours from minute `first` to minute `last`, as the clocks of the place show them."""
    begin, before = begin_of(meeting, number), None
    for minute in range(first - first % 15, last + 1, 15):
        local = (begin + minute * MINUTE).astimezone(meeting.zone)
        if local.minute == 0:
            offset = local.utcoffset()
            yield Mark(minute, local, (offset - before) // MINUTE if before is not None else 0)
            before = offset
