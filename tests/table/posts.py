"""Posts from elsewhere, which the management team takes over."""

from tests.factories import make_importedpicture, make_importedpost, make_postimport
from tests.table.rows import STRANGER, Row, to


def post(_stage):
    made = make_importedpost()
    return [made.post_import.pk, made.pk]


def picture(_stage):
    made = make_importedpicture()
    return [made.post_import.pk, made.pk]


# Dana is in the management team, root a superuser.
OVERSEERS = STRANGER | to(403, "alice", "bob", "charlie", "erin", "paul")

ROWS = [
    Row("office_import", get=OVERSEERS, usual_post=422, post=OVERSEERS),
    Row("office_imported", lambda _stage: [make_postimport().pk], get=OVERSEERS, usual_post=302, post=OVERSEERS),
    Row("office_post", post, get=OVERSEERS, usual_post=422, post=OVERSEERS),
    # Its file is missing.
    Row("office_picture", picture, usual=404, get=OVERSEERS, post=STRANGER),
]
