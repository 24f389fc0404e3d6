"""How it is told what became of an agenda's entries."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

from django.db import models
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Session

# An entry as a release keeps it (`meetings.releasing.frozen`).
Frozen = dict[str, Any]


class Kind(models.TextChoices):
    """What can become of an entry; the labels are headings of lists."""

    NEW = "new", gettext_lazy("New")
    MOVED = "moved", gettext_lazy("Moved")
    CANCELLED = "cancelled", gettext_lazy("Cancelled")
    RESTORED = "restored", gettext_lazy("Takes place after all")
    REMOVED = "removed", gettext_lazy("Taken off the agenda")
    RENAMED = "renamed", gettext_lazy("Renamed")
    CHANGED = "changed", gettext_lazy("Changed")


class Told(Protocol):
    """What matters of a `meetings.changes.Change` for its words."""

    @property
    def what(self) -> Sequence[str]: ...
    @property
    def before(self) -> Frozen: ...
    @property
    def after(self) -> Frozen: ...


def times_shown(entry: Frozen) -> tuple[Any, ...]:
    """Day and times as they stand on the page, whatever the zone."""
    times = (entry[name] and datetime.fromisoformat(entry[name]) for name in ("starts_at", "ends_at"))
    return (entry["day"], *(time and time.replace(tzinfo=None) for time in times))


def place_in_words(place: Frozen) -> str:
    """`Thursday 11 March, 09:00–10:30, Aula`; says what is not known."""
    room = _("in all rooms") if place["everywhere"] else place["room"]
    if not room:
        return time_in_words(place)
    return _("%(time)s, %(room)s") % {"time": time_in_words(place), "room": room}


def time_in_words(place: Frozen) -> str:
    if place["starts_at"]:
        return _("%(day)s, %(hours)s") % {"day": date_in_words(place), "hours": hours_in_words(place)}
    if place["day"]:
        return _("day %(number)d, time not said") % {"number": place["day"]}
    return _("day not said")


def date_in_words(place: Frozen) -> str:
    """`Thursday 11 March`; empty without a time."""
    if not place["starts_at"]:
        return ""
    start = datetime.fromisoformat(place["starts_at"])
    words = {"weekday": WEEKDAYS[start.weekday()], "day": start.day, "month": MONTHS[start.month]}
    return _("%(weekday)s %(day)d %(month)s") % words


def hours_in_words(place: Frozen) -> str:
    start, end = (datetime.fromisoformat(place[name]) for name in ("starts_at", "ends_at"))
    return f"{start:%H:%M}–{end:%H:%M}"


def moved_in_words(change: Told) -> str:
    """Only what is another: the hours, the day with the hours, the room, or all of it."""
    before, after = change.before, change.after
    day = date_in_words(after)
    if times_shown(before) == times_shown(after):
        rooms = {"time": time_in_words(after), "before": room_in_words(before), "after": room_in_words(after)}
        return _("%(time)s: from %(before)s to %(after)s.") % rooms
    if room_in_words(before) != room_in_words(after):
        return _("From %(before)s to %(after)s.") % {"before": place_in_words(before), "after": place_in_words(after)}
    if day and day == date_in_words(before):
        hours = {"time": day, "before": hours_in_words(before), "after": hours_in_words(after)}
        return _("%(time)s: from %(before)s to %(after)s.") % hours
    return _("From %(before)s to %(after)s.") % {"before": time_in_words(before), "after": time_in_words(after)}


def room_in_words(place: Frozen) -> str:
    return _("all rooms") if place["everywhere"] else place["room"] or _("no room")


def details_in_words(change: Told) -> str:
    return " ".join(detail_in_words(change, name) for name in change.what)


def detail_in_words(change: Told, name: str) -> str:
    if name == "abstract":
        return _("Its description has changed.")
    if name == "kind":
        return _("Now: %(kind)s.") % {"kind": Session.Kind(change.after["kind"]).label}
    if name == "room":
        return _("The room is called %(room)s now.") % {"room": change.after["room"]}
    listed = get_text_list([one["label"] for one in change.after[name]], _("and"))
    if name == "leads":
        return _("Led by %(leads)s.") % {"leads": listed} if listed else _("Nobody is named as its lead any more.")
    return _("About %(topics)s.") % {"topics": listed} if listed else _("It has no topics any more.")


SENTENCES: dict[Kind, Callable[[Told], str]] = {
    Kind.NEW: lambda change: _("%(place)s.") % {"place": place_in_words(change.after)},
    Kind.MOVED: moved_in_words,
    Kind.CANCELLED: lambda change: _("It was planned for %(place)s.") % {"place": place_in_words(change.before)},
    Kind.RESTORED: lambda change: _("%(place)s.") % {"place": place_in_words(change.after)},
    Kind.REMOVED: lambda change: _("It was planned for %(place)s.") % {"place": place_in_words(change.before)},
    Kind.RENAMED: lambda change: _("It was called “%(title)s”.") % {"title": change.before["title"]},
    Kind.CHANGED: details_in_words,
}
