"""Agendas: in the making, released, as feeds."""

from tests.factories import make_meeting, make_session
from tests.table.rows import Row, meeting


def dated(stage):
    """A meeting whose first day is known."""
    return [make_meeting(starts_on="2016-11-17").slug]


ROWS = [
    Row("session", lambda stage: [stage.meeting.slug, make_session(stage.meeting).pk]),
    Row("session", lambda stage: [stage.meeting.slug, make_session(stage.meeting, state="draft").pk], usual=404),
    Row("meetings_ics"),
    Row("agenda_ics", meeting),
    Row("agenda_feed", meeting),
    Row("schedule_json", dated),
    Row("schedule_xml", dated),
    Row("schedule_xml", lambda stage: [make_meeting(starts_on="2016-11").slug], usual=404),
]
