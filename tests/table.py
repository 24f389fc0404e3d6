"""Which addresses there are, who may open them, and what each answers to whom: a new one without a row fails."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from meetings.links import call_token, delegate_token, delegation_token
from organizations.clock import today
from organizations.views.enquiries import numbers
from tests.factories import (
    make_delegate,
    make_delegation,
    make_document,
    make_enquiry,
    make_handover,
    make_host,
    make_meeting,
    make_offer,
    make_outcome,
    make_question,
    make_report,
    make_room,
    make_session,
)
from tests.personas import ANONYMOUS


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


def ahead(stage):
    """A meeting of the same host that has not begun."""
    day = today() + timedelta(days=100)
    later = make_meeting(year=day.year, starts_on=str(day), ends_on=str(day + timedelta(3)))
    make_host(later, stage.host)
    return [later.slug]


def own_link(stage):
    """To the page of a confirmed delegate who has read the privacy notice."""
    delegate = make_delegate(make_delegation(stage.meeting), privacy_accepted_at=timezone.now())
    return [stage.meeting.slug, delegate_token(delegate)]


def delegate(stage):
    """Paul, whom A sends."""
    return [stage.meeting.slug, stage.people["paul"].delegates.get().pk]


def calling_token(stage):
    return call_token(stage.a.delegations.get(), stage.people["alice"].email)


def joining_token(stage):
    return delegation_token(stage.a.delegations.get())


def meeting(stage):
    return [stage.meeting.slug]


def places_of_a(stage):
    return [stage.meeting.slug, stage.a.delegations.get().pk]


def question(stage):
    return [stage.meeting.slug, make_question(stage.meeting).pk]


def room(stage):
    return [stage.meeting.slug, make_room(stage.meeting).pk]


def offer_of_a(stage):
    return [stage.meeting.slug, make_offer(stage.meeting, offered_for=stage.a).pk]


def offer_by_link(stage):
    """A delegate's own offer, behind the link of the page."""
    slug, token = own_link(stage)
    return [slug, token, make_offer(stage.meeting, delegate=stage.meeting.delegates.latest("pk")).pk]


def listed(*name):
    """One of the host's lists, or a file of it."""
    return lambda stage: [stage.meeting.slug, *name]


STRANGER = to(302, ANONYMOUS)
# The seats of A are seen by those who hold one and by those who oversee all; while alice is there, they only look.
SEATS = STRANGER | to(404, "charlie", "erin", "paul")
LOOKING = to(403, "dana", "root")

# Whoever speaks for an organization sees its own delegation under this address; others see none.
NO_MANDATE = STRANGER | to(404, "dana", "paul", "root")

# Erin hosts the meeting. While she is in office the management team and superusers look on, and never at logistics.
WATCHED = STRANGER | to(404, "alice", "bob", "charlie", "paul")
HOSTED = WATCHED | LOOKING

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
    Row("session", lambda stage: [stage.meeting.slug, make_session(stage.meeting).pk]),
    Row("session", lambda stage: [stage.meeting.slug, make_session(stage.meeting, state="draft").pk], usual=404),
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
    Row("my_call", meeting, get=NO_MANDATE, usual_post=422, post=NO_MANDATE),
    Row("call_answer", lambda stage: [stage.meeting.slug, calling_token(stage)], usual_post=422),
    Row("call_answer", lambda stage: [stage.meeting.slug, "x"], usual=404, usual_post=404),
    Row("call", meeting, get=WATCHED, post=STRANGER),
    # Nothing was shown before, so nothing is sent; and nobody was called, so nobody is reminded.
    Row("call_open", ahead, get=WATCHED, usual_post=409, post=WATCHED),
    Row("call_open", meeting, usual=302, get=WATCHED, usual_post=302, post=WATCHED),
    Row("call_remind", meeting, usual=302, get=WATCHED, usual_post=302, post=WATCHED),
    Row("host_message", meeting, get=HOSTED, usual_post=422, post=HOSTED),
    Row("delegation", lambda stage: [stage.meeting.slug], get=NO_MANDATE, usual_post=422, post=NO_MANDATE),
    Row(
        "delegation_link", lambda stage: [stage.meeting.slug], get=STRANGER, usual=405, usual_post=302, post=NO_MANDATE
    ),
    Row("delegation_rank", delegate, get=STRANGER, usual=405, usual_post=404, post=to(302, ANONYMOUS, "alice", "bob")),
    Row("delegation_mail", delegate, get=STRANGER, usual=405, usual_post=404, post=to(302, ANONYMOUS, "alice", "bob")),
    Row(
        "delegation_replace",
        delegate,
        usual=404,
        get=STRANGER | to(200, "alice", "bob"),
        usual_post=404,
        post=STRANGER | to(422, "alice", "bob"),
    ),
    Row(
        "delegation_withdraw",
        delegate,
        usual=404,
        # Alice has withdrawn him, so bob is led back.
        get=STRANGER | to(200, "alice") | to(302, "bob"),
        usual_post=404,
        post=to(302, ANONYMOUS, "alice", "bob"),
    ),
    Row("join", lambda stage: [stage.meeting.slug, joining_token(stage)], usual_post=422),
    Row("join", lambda stage: [stage.meeting.slug, "x"], usual=404, usual_post=404),
    Row(
        "my_registration",
        lambda stage: [stage.meeting.slug],
        usual=404,
        get=STRANGER | to(302, "paul"),
        post=STRANGER,
    ),
    Row("registration", lambda stage: [stage.meeting.slug, "x"], usual=404),
    # Who holds the link has nobody's rights but the delegate's, signed in or not.
    Row("registration", own_link),
    Row("registration_data", own_link, usual_post=422),
    Row("registration_consent", own_link, usual=405, usual_post=404),
    Row("registration_logistics", own_link, usual_post=409),
    Row("registration_erase_group", own_link, usual=405, usual_post=404),
    Row("registration_questions", own_link, usual_post=409),
    Row("registration_confirmation", own_link),
    Row("registration_invitation", own_link, usual=404),
    Row("registration_calendar", own_link),
    Row("registration_record", own_link),
    Row("registration_withdraw", own_link, usual=302, get=to(200, ANONYMOUS), usual_post=302),
    Row("registration_erase", own_link, usual=404, get=to(200, ANONYMOUS), usual_post=404, post=to(200, ANONYMOUS)),
    Row("host", meeting, get=WATCHED, post=STRANGER),
    Row("host_details", meeting, get=WATCHED, usual_post=422, post=HOSTED),
    Row("host_rooms", meeting, get=WATCHED, usual_post=422, post=HOSTED),
    Row("host_room", room, get=WATCHED, usual_post=422, post=HOSTED),
    Row("host_settings", meeting, get=HOSTED, usual_post=422, post=HOSTED),
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
    # Dana and root speak for no member, and have no place; A's offer is A's, and hers who goes for it.
    Row("offers", meeting, get=STRANGER, post=STRANGER),
    Row("offer_add", meeting, get=STRANGER | LOOKING, usual_post=422, post=STRANGER | LOOKING),
    Row(
        "offer",
        offer_of_a,
        get=STRANGER | to(404, "charlie", "dana", "erin", "paul", "root"),
        usual_post=422,
        post=STRANGER | to(404, "charlie", "dana", "erin", "paul", "root"),
    ),
    Row("registration_offers", own_link),
    Row("registration_offer_add", own_link, usual_post=422),
    Row("registration_offer", offer_by_link, usual_post=422),
    Row("host_offers", meeting, get=WATCHED, post=STRANGER),
    Row("host_offer", offer_of_a, get=WATCHED, usual_post=422, post=HOSTED),
    Row("demo", usual=404, usual_post=404),
    Row("demo_sign_in", lambda stage: ["alice"], usual=404, usual_post=404),
]
