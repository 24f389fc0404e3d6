"""Where a meeting stands, and when it is, in the words of its page."""

from datetime import datetime

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from ifiso.moments import deadline_in_words, in_words
from meetings.models import Meeting, Phase


def phase_in_words(meeting: Meeting, now: datetime) -> str:
    """`announced`, `registration open`, `running: day 2 of 4`, `over` or `cancelled`."""
    phase = meeting.phase(now)
    return running_in_words(meeting, now) if phase == Phase.RUNNING else str(phase.label)


def registration_in_words(meeting: Meeting, now: datetime) -> str:
    """Until when one can register, or from when; empty where there is nothing to say."""
    opens, closes = meeting.registration_opens_at, meeting.registration_closes_at
    phase = meeting.phase(now)
    if phase == Phase.REGISTRATION_OPEN and closes:
        return _("Registration is open until %(moment)s") % {"moment": deadline_in_words(closes, meeting.zone)}
    if phase == Phase.ANNOUNCED and opens and now < opens:
        return _("Registration opens on %(moment)s") % {"moment": in_words(opens, meeting.zone)}
    if phase == Phase.ANNOUNCED and closes and closes <= now:
        return _("Registration is closed")
    return ""


def running_in_words(meeting: Meeting, now: datetime) -> str:
    first, last = meeting.starts_on, meeting.ends_on
    if not (first and first.is_day):
        return str(Phase.RUNNING.label)
    day = (now.astimezone(meeting.zone).date() - first.earliest).days + 1
    if not (last and last.is_day):
        return _("running: day %(day)d") % {"day": day}
    days = (last.earliest - first.earliest).days + 1
    return _("running: day %(day)d of %(days)d") % {"day": day, "days": days}


def weekdays_in_words(meeting: Meeting) -> str:
    """`Thursday to Sunday`; empty where the days are not known."""
    first, last = meeting.starts_on, meeting.ends_on
    if not (first and first.is_day):
        return ""
    begins = WEEKDAYS[first.earliest.weekday()]
    if last is None or last == first:
        return str(begins)
    if not last.is_day:
        return ""
    return _("%(first)s to %(last)s") % {"first": begins, "last": WEEKDAYS[last.earliest.weekday()]}
