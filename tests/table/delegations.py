"""The call, the delegation and the delegate's own pages."""

from datetime import timedelta

from django.utils import timezone

from meetings.links import call_token, delegate_token, delegation_token
from organizations.clock import today
from tests.factories import make_delegate, make_delegation, make_host, make_meeting
from tests.personas import ANONYMOUS
from tests.table.rows import HOSTED, NO_MANDATE, STRANGER, WATCHED, Row, meeting, to


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


ROWS = [
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
]
