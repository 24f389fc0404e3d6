"""Where an entry of the agenda stands, and what its hosts did with it, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import Meeting, Plan, PlanChange
from meetings.planning import first_day

PLACES = {
    "all": gettext_lazy("%(day)s %(start)s to %(end)s, all rooms"),
    "room": gettext_lazy("%(day)s %(start)s to %(end)s, %(room)s"),
    "none": gettext_lazy("%(day)s %(start)s to %(end)s, no room yet"),
}
SENTENCES: dict[str, Promise] = {
    "added": gettext_lazy("%(who)s added “%(title)s”."),
    "placed": gettext_lazy("%(who)s placed “%(title)s”: %(place)s."),
    "moved": gettext_lazy("%(who)s moved “%(title)s”: %(place)s."),
    "unplaced": gettext_lazy("%(who)s put “%(title)s” back into the tray."),
    "stretched": gettext_lazy("%(who)s gave “%(title)s” %(length)s."),
    "renamed": gettext_lazy("%(who)s renamed “%(before)s” to “%(title)s”."),
    "cancelled": gettext_lazy("%(who)s cancelled “%(title)s”."),
    "removed": gettext_lazy("%(who)s removed “%(title)s”."),
    "restored": gettext_lazy("%(who)s brought back “%(title)s”."),
    "undone": gettext_lazy("%(who)s took back a step: “%(title)s”, %(place)s."),
    "adopted": gettext_lazy("%(who)s took over “%(title)s” from the record."),
    "changed": gettext_lazy("%(who)s changed “%(title)s”."),
}


@dataclass(frozen=True)
class Step:
    number: int
    plan: int
    text: str
    at: str
    undone: bool


def day_in_words(day: date) -> str:
    """`Thursday 11 March`."""
    words = {"weekday": WEEKDAYS[day.weekday()], "day": day.day, "month": MONTHS[day.month]}
    return _("%(weekday)s %(day)d %(month)s") % words


def day_in_brief(day: date) -> str:
    """`Thu 11`."""
    return _("%(weekday)s %(day)d") % {"weekday": WEEKDAYS_ABBR[day.weekday()], "day": day.day}


def length_in_words(minutes: int) -> str:
    """`45 minutes`, `2 hours`, `1 h 30 min`."""
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}
    if hours:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return ngettext("%(count)d minute", "%(count)d minutes", rest) % {"count": rest}


def times_of(meeting: Meeting, starts_at: datetime, minutes: int) -> tuple[str, str]:
    """Start and end as the clocks of the place show them."""
    start, end = starts_at.astimezone(meeting.zone), (starts_at + timedelta(minutes=minutes)).astimezone(meeting.zone)
    return f"{start:%H:%M}", f"{end:%H:%M}"


def place_in_words(meeting: Meeting, state: Mapping[str, Any], rooms: Mapping[int, str]) -> str:
    """`Thursday 09:15 to 10:15, Main hall`, of what `planning.state_of` tells."""
    first, number = first_day(meeting), state["day"]
    day = WEEKDAYS[(first + timedelta(days=number - 1)).weekday()] if first and number else ""
    if not state["starts_at"]:
        return _("%(day)s, no time yet") % {"day": day} if day else _("in the tray")
    start, end = times_of(meeting, datetime.fromisoformat(state["starts_at"]), state["minutes"])
    words = PLACES["all" if state["everywhere"] else "room" if state["room"] in rooms else "none"]
    return words % {"day": day, "start": start, "end": end, "room": rooms.get(state["room"], "")}


def place_of(plan: Plan) -> dict[str, Any]:
    """What `place_in_words` needs of `planning.state_of`."""
    return {
        "day": plan.day,
        "starts_at": plan.starts_at.isoformat() if plan.starts_at else None,
        "minutes": plan.minutes,
        "room": plan.room_id,
        "everywhere": plan.everywhere,
    }


def plan_in_words(meeting: Meeting, plan: Plan, rooms: Mapping[int, str]) -> str:
    """`Opening plenary: Thursday 09:15 to 10:15, Main hall`."""
    told = {"title": plan.title, "place": place_in_words(meeting, place_of(plan), rooms)}
    if plan.state == Plan.State.REMOVED:
        return _("%(title)s: removed") % told
    if plan.state == Plan.State.CANCELLED:
        return _("%(title)s: cancelled, %(place)s") % told
    return _("%(title)s: %(place)s") % told


def step_of(meeting: Meeting, change: PlanChange, rooms: Mapping[int, str]) -> Step:
    before, after = change.before, change.after
    told = {
        "who": str(change.by) if change.by else _("Somebody"),
        "title": after["title"],
        "before": before.get("title", ""),
        "place": place_in_words(meeting, after, rooms),
        "length": length_in_words(after["minutes"]),
    }
    text = SENTENCES[kind_of(change)] % told
    local = change.at.astimezone(meeting.zone)
    return Step(change.number, change.plan_id, text, f"{local:%H:%M}", change.undone_at is not None)


def kind_of(change: PlanChange) -> str:
    """Which of the sentences tells most about the step."""
    before, after = change.before, change.after
    if change.verb in {"undone", "adopted"}:
        return change.verb
    if not before:
        return "added"
    if before["state"] != after["state"]:
        return "restored" if after["state"] == Plan.State.PLANNED else after["state"]
    differing = {name for name in after if before.get(name) != after[name]}
    if differing & {"starts_at", "room", "everywhere", "day"}:
        return moving(before, after)
    if differing == {"minutes"}:
        return "stretched"
    return "renamed" if differing == {"title"} else "changed"


def moving(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    if not before["starts_at"]:
        return "placed" if after["starts_at"] else "changed"
    return "moved" if after["starts_at"] else "unplaced"
