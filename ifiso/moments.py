"""Moments and waiting times as people write them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

# From which length on a wait is told in which unit, and how.
AHEAD = [
    (2 * DAY, DAY, ngettext_lazy("due in %(count)d day", "due in %(count)d days", "count")),
    (HOUR, HOUR, ngettext_lazy("due in %(count)d hour", "due in %(count)d hours", "count")),
    (0 * HOUR, MINUTE, ngettext_lazy("due in %(count)d minute", "due in %(count)d minutes", "count")),
]
PAST = [
    (2 * DAY, DAY, ngettext_lazy("%(count)d day overdue", "%(count)d days overdue", "count")),
    (HOUR, HOUR, ngettext_lazy("%(count)d hour overdue", "%(count)d hours overdue", "count")),
    (0 * HOUR, MINUTE, ngettext_lazy("%(count)d minute overdue", "%(count)d minutes overdue", "count")),
]


def in_words(moment: datetime, zone: ZoneInfo) -> str:
    """`Friday 20 November 2026, 18:00 (Brussels time, UTC+01:00)`."""
    local = moment.astimezone(zone)
    return written(local.date(), f"{local:%H:%M}", local, zone)


def deadline_in_words(moment: datetime, zone: ZoneInfo) -> str:
    """As `in_words`, but midnight belongs to the day that it ends: `Monday 23 November 2026, 24:00 (...)`."""
    local = moment.astimezone(zone)
    if local.time() != time.min:
        return in_words(moment, zone)
    return written(local.date() - DAY, "24:00", local, zone)


def written(day: date, hour: str, local: datetime, zone: ZoneInfo) -> str:
    return _("%(weekday)s %(day)d %(month)s %(year)d, %(hour)s (%(zone)s time, UTC%(offset)s)") % {
        "weekday": WEEKDAYS[day.weekday()],
        "day": day.day,
        "month": MONTHS[day.month],
        "year": day.year,
        "hour": hour,
        "zone": zone_in_words(zone),
        "offset": local.isoformat(timespec="minutes")[-6:],
    }


def zone_in_words(zone: ZoneInfo) -> str:
    """`Brussels`, `Buenos Aires`: the place whose clocks are meant."""
    return zone.key.rpartition("/")[2].replace("_", " ")


def waiting_in_words(due: datetime, now: datetime) -> str:
    """`due in 3 hours`, `2 days overdue`: the time on the wall, in whole units, at least one."""
    units = AHEAD if now <= due else PAST
    wait = abs(due - now)
    unit, words = next((unit, words) for least, unit, words in units if wait >= least)
    return words % {"count": max(1, wait // unit)}
