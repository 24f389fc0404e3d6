"""What meetings leave behind: reports, documents, photos, outcomes."""

from tests.factories import make_outcome, make_session, make_topic
from tests.table.rows import HOSTED, STRANGER, WATCHED, Row, meeting, to


def outcome_of_a(stage):
    return [make_outcome(stage.meeting, owners=[stage.a]).pk]


def session_of_a(stage):
    return [stage.meeting.slug, make_session(stage.meeting, leads=[stage.a]).pk]


# Alice and bob own it, erin hosts; charlie may support it; dana and root look on while A has its liaison.
NO_PART = STRANGER | to(403, "dana", "paul", "root")

# Those named here have no say about who owns it; erin, dana and root name others, but have nothing to hand back.
OWNING = STRANGER | to(403, "charlie", "paul")

# Alice and bob speak for the organization that led it, erin hosts.
LEADS = STRANGER | to(403, "charlie", "dana", "paul", "root")

ROWS = [
    Row("search"),
    Row("desk_search", get=STRANGER, post=STRANGER),
    Row("topics"),
    Row("topic", lambda stage: [make_topic().slug]),
    Row("host_report", meeting, get=WATCHED, usual_post=422, post=HOSTED),
    Row("host_attendance", meeting, get=WATCHED, usual_post=409, post=HOSTED),
    Row("summary", session_of_a, get=LEADS, usual_post=422, post=LEADS),
    Row("host_outcomes", meeting, get=WATCHED, usual_post=422, post=HOSTED),
    Row("host_opening", meeting, get=STRANGER, usual=405, usual_post=302, post=HOSTED),
    Row("outcome_update", outcome_of_a, get=NO_PART, usual_post=422, post=NO_PART | to(403, "charlie")),
    Row("outcome_owners", outcome_of_a, get=OWNING, usual_post=422, post=OWNING | to(403, "erin", "dana", "root")),
    Row("outcome_support", outcome_of_a, get=STRANGER, usual=405, usual_post=404, post=NO_PART),
]
