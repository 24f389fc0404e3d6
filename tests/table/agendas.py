"""Agendas: in the making, released, as feeds."""

from tests.factories import make_session
from tests.table.rows import Row

ROWS = [
    Row("session", lambda stage: [stage.meeting.slug, make_session(stage.meeting).pk]),
    Row("session", lambda stage: [stage.meeting.slug, make_session(stage.meeting, state="draft").pk], usual=404),
]
