"""From whom things are known, and who adds a source."""

from tests.factories import make_evidence, make_figure
from tests.table.rows import STRANGER, Row, to

# Paul speaks for nobody.
NO_VOICE = STRANGER | to(403, "paul")


def figure_of_a(stage):
    return ["figure", make_figure(stage.a).pk]


def added_by_alice(stage):
    return [make_evidence(stage.a, added_by=stage.people["alice"]).pk]


ROWS = [
    Row("statements", lambda stage: ["member", stage.a.slug], get=NO_VOICE, post=STRANGER),
    Row("statements", lambda stage: ["meeting", stage.meeting.slug], get=NO_VOICE, post=STRANGER),
    Row("statements", lambda stage: ["forum", "history"], get=NO_VOICE, post=STRANGER),
    Row("source_add", figure_of_a, get=NO_VOICE, usual_post=422, post=NO_VOICE),
    Row(
        "source_withdraw",
        added_by_alice,
        get=STRANGER,
        usual=405,
        usual_post=404,
        post=STRANGER | to(302, "alice", "dana", "root"),
    ),
    Row(
        "office_sources",
        usual=403,
        get=STRANGER | to(200, "dana", "root"),
        usual_post=403,
        post=STRANGER | to(422, "dana", "root"),
    ),
]
