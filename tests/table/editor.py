"""The agenda's editor. While erin is host, the management team and superusers look at the board, and move nothing."""

from tests.factories import make_plan
from tests.table.rows import HOSTED, STRANGER, WATCHED, Row, meeting


def plan(stage):
    return [stage.meeting.slug, make_plan(stage.meeting).pk]


ROWS = [
    Row("host_agenda", meeting, get=WATCHED, post=STRANGER),
    # Nothing has happened since step 0.
    Row("host_agenda_changes", meeting, usual=204, get=WATCHED, post=STRANGER),
    Row("host_agenda_undo", meeting, usual=405, get=STRANGER, usual_post=409, post=HOSTED),
    Row("host_agenda_adopt", meeting, usual=405, get=STRANGER, usual_post=302, post=HOSTED),
    Row("host_plan", plan, get=HOSTED, usual_post=422, post=HOSTED),
    Row("host_plan_add", meeting, get=HOSTED, usual_post=422, post=HOSTED),
    Row("host_plan_place", plan, usual=405, get=STRANGER, usual_post=422, post=HOSTED),
    Row("host_plan_remove", plan, usual=405, get=STRANGER, usual_post=409, post=HOSTED),
]
