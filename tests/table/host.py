"""The host's workspace: who is registered, lists and questions."""

from tests.factories import make_agendaimport, make_helper, make_question, make_room
from tests.table.delegations import delegate
from tests.table.rows import HOSTED, STRANGER, WATCHED, Row, meeting


def places_of_a(stage):
    return [stage.meeting.slug, stage.a.delegations.get().pk]


def question(stage):
    return [stage.meeting.slug, make_question(stage.meeting).pk]


def helper(stage):
    return [stage.meeting.slug, make_helper(stage.meeting).pk]


def room(stage):
    return [stage.meeting.slug, make_room(stage.meeting).pk]


def listed(*name):
    """One of the host's lists, or a file of it."""
    return lambda stage: [stage.meeting.slug, *name]


def imported(stage):
    return [stage.meeting.slug, make_agendaimport(stage.meeting).pk]


ROWS = [
    Row("host", meeting, get=WATCHED, post=STRANGER),
    Row("host_details", meeting, get=WATCHED, usual_post=422, post=HOSTED),
    Row("host_helpers", meeting, get=WATCHED, usual_post=422, post=HOSTED),
    Row("host_helper", helper, get=HOSTED, usual_post=422, post=HOSTED),
    Row("host_rooms", meeting, get=WATCHED, usual_post=422, post=HOSTED),
    Row("host_room", room, get=WATCHED, usual_post=422, post=HOSTED),
    Row("host_settings", meeting, get=WATCHED, usual_post=422, post=HOSTED),
    Row("host_delegates", meeting, get=WATCHED, post=STRANGER),
    Row("host_delegate", delegate, get=WATCHED, usual_post=422, post=HOSTED),
    Row("host_waiting", meeting, get=WATCHED, post=STRANGER),
    Row("host_quota", places_of_a, get=HOSTED, usual_post=302, post=HOSTED),
    Row("host_guest", meeting, get=HOSTED, usual_post=422, post=HOSTED),
    Row("host_questions", meeting, get=WATCHED, usual_post=404, post=HOSTED),
    Row("host_add_question", meeting, get=HOSTED, usual_post=422, post=HOSTED),
    Row("host_question", question, get=HOSTED, usual_post=422, post=HOSTED),
    Row("host_lists", meeting, get=WATCHED, post=STRANGER),
    Row("host_list", listed("kitchen"), get=HOSTED, post=STRANGER),
    Row("host_list", listed("participants"), get=WATCHED, post=STRANGER),
    Row("host_export", listed("kitchen", "csv"), get=HOSTED, post=STRANGER),
    Row("host_export", listed("participants", "xlsx"), get=WATCHED, post=STRANGER),
    Row("host_agenda_start", meeting, get=HOSTED, usual_post=422, post=HOSTED),
    Row("host_agenda_import", meeting, get=HOSTED, usual_post=422, post=HOSTED),
    Row("host_agenda_imported", imported, get=HOSTED, usual_post=302, post=HOSTED),
]
