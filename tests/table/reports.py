"""Writing reports: the organization's own account."""

from meetings.actions.report_images import add_image
from tests.factories import make_report
from tests.support.pictures import picture
from tests.table.rows import Row, to


def draft_of_a(stage):
    return make_report(meeting=stage.meeting, organization=stage.a, state="draft", published_on=None)


def image_of_a(stage):
    image = add_image(report=draft_of_a(stage), file=picture(), alternative="Forty people", by=None)
    return [image.pk, image.file_name]


# Alice and bob write it, dana and root oversee all; others learn nothing of a draft.
WRITING = to(200, "alice", "bob", "dana", "root")

ROWS = [
    Row("report_image", image_of_a, usual=404, get=WRITING),
]
