"""Which addresses there are, who may open them, and what everybody gets: a new one without a row here fails."""

from dataclasses import dataclass, field

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from organizations.views.enquiries import numbers
from tests.factories import make_document, make_enquiry, make_handover, make_outcome, make_report, make_user
from tests.personas import ANONYMOUS, EVERYBODY, LIAISONS, SIGNED_IN, set_stage
from tests.support.routes import own_routes, routes

pytestmark = pytest.mark.django_db

PUBLIC = {
    "home",
    "members",
    "member",
    "member_logo",
    "history",
    "partners",
    "privacy",
    "healthz",
    "enquire",
    "enquiry_received",
    "meetings",
    "meeting",
    "agenda",
    "participants",
    "attendance",
    "reports",
    "reports_feed",
    "report",
    "outcomes",
    "outcome",
    # Each decides by itself: documents by their visibility, links in mails by their token, the demo by its mode.
    "document",
    "accept_invitation",
    "registration",
    "demo",
    "demo_sign_in",
    # Signing in and out.
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_confirm_login_code",
    "account_request_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "admin:login",
}
# The library's pages for passwords lie behind an address that leads elsewhere.
OUT_OF_REACH = "accounts/password/", "accounts/^password/"


@dataclass(frozen=True)
class Row:
    """One address: what GET answers to each persona, and what POST with nothing in it does.

    `args` makes what the address needs, given the stage; `get` and `post` are exceptions from `usual` and `usual_post`.
    """

    name: str
    args: object = None
    usual: int = 200
    get: dict = field(default_factory=dict)
    usual_post: int = 405
    post: dict = field(default_factory=dict)

    def expected(self, who):
        return self.get.get(who, self.usual), self.post.get(who, self.usual_post)

    def path(self, stage):
        return reverse(self.name, args=self.args(stage) if self.args else [])


def to(status, *people):
    return dict.fromkeys(people, status)


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


STRANGER = to(302, ANONYMOUS)
# The seats of A are seen by those who hold one and by those who oversee all; while alice is there, they only look.
SEATS = STRANGER | to(404, "charlie", "erin", "paul")
LOOKING = to(403, "dana", "root")

TABLE = [
    Row("home"),
    Row("members"),
    Row("member", lambda stage: [stage.a.slug]),
    Row("history"),
    Row("partners"),
    Row("privacy"),
    Row("healthz"),
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
    Row(
        "my_registration",
        lambda stage: [stage.meeting.slug],
        usual=404,
        get=STRANGER | to(302, "paul"),
        post=STRANGER,
    ),
    Row("registration", lambda stage: [stage.meeting.slug, "x"], usual=404),
    Row("demo", usual=404, usual_post=404),
    Row("demo_sign_in", lambda stage: ["alice"], usual=404, usual_post=404),
]


@pytest.fixture
def stage():
    return set_stage()


def test_these_addresses_and_no_others_are_open_to_strangers():
    found = [route for route in routes() if route.is_public and not route.pattern.startswith(OUT_OF_REACH)]
    unnamed = [route.pattern for route in found if not route.name]
    assert unnamed == ["accounts/login/code/"]
    assert sorted(route.name for route in found if route.name) == sorted(PUBLIC)


def test_every_address_of_our_own_has_a_row():
    assert {row.name for row in TABLE} == {route.name for route in own_routes()}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_who_gets_what(stage, row):
    path = row.path(stage)
    clients = {who: stage.client(who) for who in EVERYBODY}
    answers = {who: (client.get(path).status_code, client.post(path).status_code) for who, client in clients.items()}
    assert answers == {who: row.expected(who) for who in EVERYBODY}


def test_no_address_answers_a_method_that_it_does_not_know(stage, settings):
    settings.DEMO = True
    root = stage.client("root")
    for row in TABLE:
        path = row.path(stage)
        for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"):
            response = root.generic(method, path)
            assert response.status_code == 405, f"{method} {path}: {response.status_code}"
            assert {"GET", "POST"} & set(response.headers["Allow"].split(", "))


def test_strangers_are_led_to_the_sign_in_and_back(stage):
    stranger = stage.client(ANONYMOUS)
    for row in TABLE:
        if row.expected(ANONYMOUS)[0] == 302:
            path = row.path(stage)
            assert stranger.get(path).url == f"{reverse('account_login')}?next={path}"


def test_in_the_demo_anybody_becomes_anybody(stage, settings):
    settings.DEMO = True
    make_user("charlie@demo.example")
    for who in EVERYBODY:
        client = stage.client(who)
        assert client.get("/demo/").status_code == 200
        assert client.get("/demo/charlie/").status_code == 405
        assert client.post("/demo/nobody/").status_code == 404
        assert client.post("/demo/charlie/").url == "/desk/"
        assert client.get("/desk/").context["user"].email == "charlie@demo.example"


def test_only_the_superuser_enters_the_back_office(stage):
    index = {who: stage.client(who).get("/admin/", follow=True) for who in EVERYBODY}
    assert [who for who in EVERYBODY if not index[who].redirect_chain] == ["root"]
    assert index[ANONYMOUS].redirect_chain[-1][0].startswith(reverse("account_login"))
    assert {index[who].status_code for who in SIGNED_IN if who != "root"} == {403}


@pytest.mark.parametrize("who", [*LIAISONS, "dana"])
def test_rights_end_with_the_record_that_gave_them(stage, who):
    user = stage.people[who]
    assert stage.client(who).get("/office/").status_code == 200
    user.mandates.update(until="2021-01-01")
    user.management_terms.update(until="2021-01-01")
    assert stage.client(who).get("/office/").status_code == 403
    assert stage.client(who).get("/desk/").status_code == 200


@pytest.mark.parametrize("who", SIGNED_IN)
def test_whoever_was_locked_out_is_a_stranger(stage, who):
    client = stage.client(who)
    stage.people[who].is_active = False
    stage.people[who].save()
    assert client.get("/desk/").status_code == 302
