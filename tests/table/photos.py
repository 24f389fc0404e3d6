"""The album of a meeting and the host's sheet of it."""

from django.utils import timezone

from meetings.actions.photos import add_photo
from tests.factories import make_photo
from tests.personas import ANONYMOUS
from tests.support.pictures import picture
from tests.table.rows import HOSTED, STRANGER, WATCHED, Row, meeting, to


def photo(stage):
    return [stage.meeting.slug, make_photo(stage.meeting).pk]


def published(stage):
    return [stage.meeting.slug, make_photo(stage.meeting, published_at=timezone.now()).pk]


def file_of(made):
    return [made.meeting.slug, made.pk, made.large.name.removeprefix("photos/")]


def unpublished_file(stage):
    return file_of(add_photo(meeting=stage.meeting, file=picture(size=(30, 30)), by=stage.people["erin"]))


def published_file(stage):
    made = add_photo(meeting=stage.meeting, file=picture(), by=stage.people["erin"])
    made.caption, made.alternative, made.published_at = "All of us", "Forty people", timezone.now()
    made.save()
    return file_of(made)


ROWS = [
    Row("album", meeting),
    Row("photo", published),
    Row("photo_file", published_file),
    Row("photo_file", unpublished_file, get=to(404, ANONYMOUS, "alice", "bob", "charlie", "paul")),
    Row("host_photos", meeting, get=WATCHED, usual_post=302, post=HOSTED),
    Row("host_photo_add", meeting, get=STRANGER, usual=405, usual_post=422, post=HOSTED),
    Row("photo_edit", photo, get=WATCHED, usual_post=302, post=HOSTED),
    # Whoever oversees all takes a photo out at any time, because people in it may ask at any time.
    Row("photo_remove", photo, get=WATCHED, usual_post=422, post=WATCHED),
]
