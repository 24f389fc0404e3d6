"""`schedule.json`: days hold rooms, rooms hold events. Lines are kept, so that a fault can say where it is."""

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from json.decoder import JSONObject
from json.scanner import py_make_scanner
from typing import Any

from django.utils.translation import gettext as _

from meetings.imports import Raw, Reading, UnreadableError
from meetings.imports.schedules import entry, reading

KIND = "schedule_json"
DEEPEST = 60
BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)


class Located(dict):
    """An object of the file, with the line on which it begins."""

    line = 0


def read_json(text: str) -> Reading:
    """The events of a `schedule.json`; UnreadableError where it is none."""
    text = text.removeprefix("\ufeff")
    refuse_depth(text)
    try:
        data = LineDecoder(text).decode(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(_("This is no valid JSON: %(reason)s.") % {"reason": error.msg}, error.lineno) from None
    except (RecursionError, ValueError):  # a number of thousands of digits
        raise UnreadableError(_("This JSON is nested too deeply, or holds a number that is far too long.")) from None
    conference = within(within(data, "schedule"), "conference")
    days = conference.get("days")
    if not isinstance(days, list):
        raise UnreadableError(_("This JSON holds no schedule: it lacks schedule / conference / days."), 1)
    return reading(KIND, events(days))


def refuse_depth(text: str) -> None:
    """Before anything is built of it; a schedule is some ten levels deep."""
    depth = 0
    for match in BRACKETS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
        if depth > DEEPEST:
            line = text.count("\n", 0, match.start()) + 1
            raise UnreadableError(_("This JSON is nested too deeply."), line)


class LineDecoder(json.JSONDecoder):
    """The library's own decoder, in Python instead of C, whose objects know where they stood."""

    def __init__(self, text: str):
        super().__init__(strict=False)
        self.ends = [match.start() for match in re.finditer("\n", text)]
        self.parse_object = self.located
        self.scan_once = py_make_scanner(self)

    def located(self, text_and_end, *rest) -> tuple[Located, int]:
        found, end = JSONObject(text_and_end, *rest)
        value = Located(found)
        value.line = bisect_left(self.ends, text_and_end[1]) + 1
        return value, end


def within(data: Any, name: str) -> dict[str, Any]:
    inner = data.get(name) if isinstance(data, dict) else None
    return inner if isinstance(inner, dict) else {}


def events(days: list[Any]) -> Iterator[Raw]:
    for day in days:
        date = written(day.get("date")) if isinstance(day, dict) else ""
        for room, found in within(day, "rooms").items():
            for event in found if isinstance(found, list) else []:
                if isinstance(event, Located):
                    yield entry(event.line, {"room": room, **plain(event)}, date)


def plain(event: Located) -> dict[str, str]:
    """What the event says as text, empty things left out."""
    told = {name: written(value) for name, value in event.items()}
    told["persons"] = ", ".join(filter(None, map(person, listed(event.get("persons")))))
    return {name: text for name, text in told.items() if text}


def person(value: Any) -> str:
    names = (value.get(name) for name in ("public_name", "name", "full_public_name")) if isinstance(value, dict) else ()
    return next((written(name) for name in names if written(name)), written(value))


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def written(value: Any) -> str:
    """Text or a number as text; a text in several languages in the first of them; empty for all else."""
    if isinstance(value, dict):
        value = next((text for text in value.values() if isinstance(text, str)), "")
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value).strip() if isinstance(value, str) or is_number else ""
