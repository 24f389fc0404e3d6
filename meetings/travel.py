"""What cannot be right about somebody's journey to a meeting."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ifiso.dates import PartialDate
from meetings.models import Meeting

AROUND = timedelta(days=14)
OLDEST_BIRTH = date(1900, 1, 1)
FARTHEST_EXPIRY = timedelta(days=366 * 50)


def days_of(meeting: Meeting) -> tuple[date, date] | None:
    """The first day and the last that the meeting may have, as precisely as they are known; None for no date at all."""
    first, last = meeting.starts_on or meeting.ends_on, meeting.ends_on or meeting.starts_on
    return (first.earliest, last.latest) if first and last else None


def precise_days_of(meeting: Meeting) -> tuple[date, date] | None:
    """The first day and the last where all that is known of them is known to the day; None otherwise."""
    known = [day for day in (meeting.starts_on, meeting.ends_on) if day]
    return days_of(meeting) if known and all(day.is_day for day in known) else None


def travel_faults(
    meeting: Meeting, arrives_at: datetime | None, departs_at: datetime | None, nights: int | None
) -> dict[str, str]:
    """A sentence for each field that cannot be right: `arrives_at`, `departs_at`, `nights`."""
    arrival, departure = (moment and moment.astimezone(meeting.zone).date() for moment in (arrives_at, departs_at))
    faults = {}
    if days := days_of(meeting):
        first, last = days
        faults |= {"arrives_at": far_off(meeting, arrival, first - AROUND, last)} if arrival else {}
        faults |= {"departs_at": far_off(meeting, departure, first, last + AROUND)} if departure else {}
    if arrives_at and departs_at and departs_at <= arrives_at:
        faults["departs_at"] = _("The departure is before the arrival. Please check both.")
    elif arrival and departure and nights is not None and nights > (departure - arrival).days:
        between = (departure - arrival).days
        faults["nights"] = ngettext(
            "Between your arrival and your departure there is only %(count)d night.",
            "Between your arrival and your departure there are only %(count)d nights.",
            between,
        ) % {"count": between}
    return {name: fault for name, fault in faults.items() if fault}


def far_off(meeting: Meeting, day: date, earliest: date, latest: date) -> str:
    """What is odd about a day outside of these; empty for one of them."""
    if earliest <= day <= latest:
        return ""
    return _("The meeting is on %(when)s. Please check day, month and year.") % {"when": meeting.when}


def passport_faults(meeting: Meeting, today: date, expires_on: date | None, born_on: date | None) -> dict[str, str]:
    """A sentence for each of `passport_expires_on` and `born_on` that cannot be right."""
    faults = {}
    days = days_of(meeting)
    if expires_on and expires_on - today > FARTHEST_EXPIRY:
        faults["passport_expires_on"] = _("No passport is valid for so long. Please check the year.")
    if expires_on and days and expires_on < days[1]:
        last = PartialDate.of(days[1]).display()
        faults["passport_expires_on"] = _(
            "This passport expires before the meeting ends, on %(day)s. Renew it, and give the new one's data then."
        ) % {"day": last}
    if born_on and not OLDEST_BIRTH <= born_on < today:
        faults["born_on"] = _("Please check the date of birth.")
    return faults
