"""Writing reports: the organization's own account."""

from meetings.actions.report_images import add_image
from tests.factories import make_report
from tests.support.pictures import picture
from tests.table.rows import LOOKING, STRANGER, Row, to


def draft_of_a(stage):
    return make_report(meeting=stage.meeting, organization=stage.a, state="draft", published_on=None)


def image_of_a(stage):
    image = add_image(report=draft_of_a(stage), file=picture(), alternative="Forty people", by=None)
    return [image.pk, image.file_name]


def slug_of_a(stage):
    return [draft_of_a(stage).slug]


def published_by_a(stage):
    return [make_report(meeting=stage.meeting, organization=stage.a).slug]


def revision_of_a(stage):
    report = draft_of_a(stage)
    return [report.slug, report.history.get().history_id]


# Alice and bob write it, dana and root oversee all; others learn nothing of a draft, and know what is published.
WRITING = to(200, "alice", "bob", "dana", "root")
UNKNOWN = STRANGER | to(404, "charlie", "erin", "paul")
WRITTEN = UNKNOWN | LOOKING
KNOWN = STRANGER | to(403, "charlie", "erin", "paul", "dana", "root")

ROWS = [
    Row(
        "report_new",
        get=STRANGER | to(403, "dana", "paul", "root"),
        usual_post=422,
        post=STRANGER | to(403, "dana", "paul", "root"),
    ),
    Row("report_edit", slug_of_a, get=UNKNOWN, usual_post=422, post=WRITTEN),
    Row("report_autosave", slug_of_a, get=STRANGER, usual=405, usual_post=422, post=WRITTEN),
    Row("report_preview", slug_of_a, get=STRANGER, usual=405, usual_post=200, post=WRITTEN),
    Row("report_image_add", slug_of_a, get=STRANGER, usual=405, usual_post=422, post=WRITTEN),
    Row("report_withdraw", published_by_a, get=KNOWN, usual_post=422, post=KNOWN),
    Row("report_revisions", slug_of_a, get=UNKNOWN, post=STRANGER),
    Row("report_revision", revision_of_a, get=UNKNOWN, post=STRANGER),
    Row("report_restore", revision_of_a, get=STRANGER, usual=405, usual_post=302, post=WRITTEN),
    Row("report_image", image_of_a, usual=404, get=WRITING),
]
