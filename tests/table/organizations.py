"""What everybody reads, and what belongs to one organization."""

from django.core.files.base import ContentFile

from organizations.views.enquiries import numbers
from tests.factories import make_document, make_enquiry, make_handover, make_outcome, make_report
from tests.personas import ANONYMOUS
from tests.table.rows import LOOKING, SEATS, STRANGER, Row, to


def enquiry(stage):
    return [make_enquiry(organization=stage.a).pk]


def document(visibility):
    def args(stage):
        file = ContentFile(b"%PDF-1.4", name="minutes.pdf")
        return [make_document(visibility=visibility, file=file, place="", meeting=stage.meeting).pk]

    return args


def mandate_of(who):
    """A mandate of A: of alice, the primary liaison, or of bob, her deputy."""
    return lambda stage: [stage.a.slug, stage.people[who].mandates.get().pk]


ROWS = [
    Row("home"),
    Row("members"),
    Row("member", lambda stage: [stage.a.slug]),
    Row("history"),
    Row("partners"),
    Row("privacy"),
    Row("healthz"),
    Row("service_worker"),
    Row("enquire", usual_post=422),
    Row("enquiry_received", lambda stage: [numbers.sign(str(make_enquiry().pk))]),
    Row("enquiry_received", lambda stage: [str(make_enquiry().pk)], usual=404),
    Row("meetings"),
    Row("meeting", lambda stage: [stage.meeting.slug]),
    Row("agenda", lambda stage: [stage.meeting.slug]),
    Row("participants", lambda stage: [stage.meeting.slug]),
    Row("attendance"),
    Row("reports"),
    Row("reports_feed"),
    Row("report", lambda stage: [make_report().slug]),
    Row("report", lambda stage: [make_report(state="draft").slug], usual=404),
    Row("outcomes"),
    Row("outcome", lambda stage: [make_outcome(stage.meeting).pk]),
    Row("document", document("public")),
    Row("document", document("members"), get=to(404, ANONYMOUS, "paul")),
    Row("document", document("management"), usual=404, get=to(200, "dana", "erin", "root")),
    Row("liaisons", lambda stage: [stage.a.slug], get=SEATS, post=STRANGER),
    Row(
        "add_liaison",
        lambda stage: [stage.a.slug],
        get=SEATS | LOOKING | to(403, "bob"),
        usual_post=422,
        post=SEATS | LOOKING | to(403, "bob"),
    ),
    Row("mandate", mandate_of("alice"), get=SEATS | LOOKING, usual_post=422, post=SEATS | LOOKING),
    Row(
        "name_successor",
        mandate_of("alice"),
        get=SEATS | LOOKING | to(403, "bob"),
        usual_post=422,
        post=SEATS | LOOKING | to(403, "bob"),
    ),
    Row("name_successor", mandate_of("bob"), get=SEATS | LOOKING, usual_post=422, post=SEATS | LOOKING),
    Row(
        "hand_over",
        lambda stage: [stage.a.slug, make_handover(stage.a).pk],
        get=SEATS,
        usual_post=400,
        post=SEATS,
    ),
    Row("desk", get=STRANGER, post=STRANGER),
    Row(
        "member_edit",
        lambda stage: [stage.a.slug],
        usual=404,
        get=STRANGER | to(200, "alice", "bob"),
        usual_post=404,
        post=STRANGER | to(422, "alice", "bob"),
    ),
    Row(
        "member_figure",
        lambda stage: [stage.a.slug],
        get=STRANGER,
        usual=405,
        usual_post=404,
        post=STRANGER | to(422, "alice", "bob"),
    ),
    Row("member_logo", lambda stage: [stage.a.slug, "none.png"], usual=404),
    Row("office", get=STRANGER | to(403, "paul"), post=STRANGER),
    Row(
        "office_enquiry",
        enquiry,
        get=STRANGER | to(403, "paul") | to(404, "charlie", "erin"),
        usual_post=422,
        post=STRANGER | to(403, "paul") | to(404, "charlie", "erin"),
    ),
    Row("accept_invitation", lambda stage: ["unknown"], usual=404, usual_post=404),
    Row("demo", usual=404, usual_post=404),
    Row("demo_sign_in", lambda stage: ["alice"], usual=404, usual_post=404),
]
