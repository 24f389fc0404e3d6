"""Documents of meetings: what the host keeps, what leads add to their sessions, what everybody signed in sees."""

from tests.factories import make_document, make_lead, make_session
from tests.table.rows import HOSTED, STRANGER, WATCHED, Row, meeting, to


def for_members(stage):
    return [make_document(meeting=stage.meeting, visibility="members").pk]


def session_of_a(stage):
    return [stage.meeting.slug, make_lead(make_session(stage.meeting), organization=stage.a).session.pk]


# Members know of it and are told that another keeps it; paul, who has no mandate, does not even know of it.
KEPT = STRANGER | to(403, "alice", "bob", "charlie", "dana", "root") | to(404, "paul")
# By the time that these two ask, erin has removed it.
GONE = KEPT | to(404, "dana", "root")
# Alice and bob speak for who leads the session, erin hosts it.
LED = STRANGER | to(403, "charlie", "dana", "paul", "root")

ROWS = [
    Row("documents", meeting, get=STRANGER, post=STRANGER),
    Row("host_documents", meeting, get=WATCHED, post=STRANGER),
    Row("host_document_add", meeting, get=HOSTED, usual_post=422, post=HOSTED),
    Row("session_document_add", session_of_a, get=LED, usual_post=422, post=LED),
    Row("document_edit", for_members, get=KEPT, usual_post=422, post=KEPT),
    Row("document_remove", for_members, get=GONE, usual_post=302, post=GONE),
]
