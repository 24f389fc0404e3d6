"""Tables on their way into an agenda."""

import json
from datetime import datetime, time, timedelta

from meetings.imports.tables import read_table
from meetings.models import Meeting
from tests.factories import make_meeting

HEADER = ("Day", "Start", "End", "Title", "Kind", "Room", "Led by", "Topics")


def make_dated_meeting(**fields) -> Meeting:
    """Thursday 19 to Sunday 22 November 2026, by the clocks of Tallinn."""
    dates = {"starts_on": "2026-11-19", "ends_on": "2026-11-22", "time_zone": "Europe/Tallinn"}
    return make_meeting(**{**dates, **fields})


def make_moment(meeting, hour):
    """That full hour of the meeting's first day, by its clocks."""
    return datetime.combine(meeting.starts_on.earliest, time(hour), meeting.zone)


def table(*rows, header=HEADER):
    """Rows of cells as they are copied from a spreadsheet."""
    return "\n".join("\t".join(row) for row in [header, *rows]) + "\n"


def reading(*rows, header=HEADER):
    return read_table(table(*rows, header=header))


def schedule(events, *, rooms=("Aula", "Blue room"), day="2026-11-19"):
    """A `schedule.json` of `events` half-hour events from eight on, in turn in `rooms`."""
    start = datetime.fromisoformat(f"{day}T08:00:00+02:00")
    found = {room: [] for room in rooms}
    for number in range(events):
        room = rooms[number % len(rooms)]
        found[room].append(
            {
                "id": number + 1,
                "guid": f"00000000-0000-4000-8000-{number:012}",
                "date": (start + timedelta(minutes=30 * number // len(rooms))).isoformat(),
                "duration": "00:30",
                "room": room,
                "title": f"Event {number + 1}",
                "subtitle": "",
                "type": "workshop",
                "track": "Grants",
                "abstract": "What it is about. " * 20,
                "description": "",
                "persons": [],
            }
        )
    days = [{"index": 1, "date": day, "rooms": found}]
    conference = {"title": "A meeting", "acronym": "ameeting", "days": days}
    return json.dumps({"schedule": {"version": "1", "conference": conference}}, indent=1)
