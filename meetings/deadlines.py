"""Dates of a meeting that rule each other out, each said in a sentence that names both."""

from datetime import date, datetime

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Meeting

AFTER_THE_END = {
    "registration_opens_at": gettext_lazy("Registration opens on %(day)s: by then the meeting would be over."),
    "registration_closes_at": gettext_lazy("Registration closes on %(day)s: by then the meeting would be over."),
    "call_closes_at": gettext_lazy("The call can be answered until %(day)s: by then the meeting would be over."),
    "frozen_at": gettext_lazy("Logistics are frozen on %(day)s: by then the meeting would be over."),
}


def faults_of_moments(meeting: Meeting) -> dict[str, str]:
    """What is wrong with the deadlines, by the field of the one to change."""
    opens, closes = meeting.registration_opens_at, meeting.registration_closes_at
    called, frozen = meeting.call_closes_at, meeting.frozen_at
    faults = dict.fromkeys(moments_after_the_end(meeting), _("By then the meeting is over."))
    if opens and closes and closes <= opens:
        faults["registration_closes_at"] = _("Registration cannot close before it opens.")
    if called and closes and closes < called:
        words = _("Who answers last could register nobody: let the call end when registration closes or earlier.")
        faults.setdefault("call_closes_at", words)
    if closes and frozen and frozen < closes:
        words = _("Who registers last could tell nothing: freeze the logistics when registration closes or later.")
        faults.setdefault("frozen_at", words)
    return faults


def faults_of_days(meeting: Meeting) -> dict[str, list[str]]:
    """What is wrong with the first and the last day, with each other and with the deadlines, by field."""
    first, last = meeting.starts_on, meeting.ends_on
    faults: dict[str, list[str]] = {}
    if first and not first.earliest.year <= meeting.year <= first.latest.year:
        faults["starts_on"] = [
            _("%(meeting)s is a meeting of %(year)d, so it begins in that year.")
            % {"meeting": meeting, "year": meeting.year}
        ]
    if first and last and last.latest < first.earliest:
        faults["ends_on"] = [_("The last day cannot be before the first day.")]
    elif late := moments_after_the_end(meeting):
        faults["ends_on" if last else "starts_on"] = [
            AFTER_THE_END[name] % {"day": written(local)} for name, local in late.items()
        ]
    return faults


def moments_after_the_end(meeting: Meeting) -> dict[str, date]:
    """The deadlines that come after the last day, by the calendar of the meeting's place."""
    last = meeting.ends_on or meeting.starts_on
    moments: dict[str, datetime | None] = {name: getattr(meeting, name) for name in AFTER_THE_END}
    days = {name: moment.astimezone(meeting.zone).date() for name, moment in moments.items() if moment}
    return {name: day for name, day in days.items() if last and day > last.latest}


def written(day: date) -> str:
    """`20 November 2026`."""
    return f"{day.day} {MONTHS[day.month]} {day.year}"
