"""The pages of a call: who may see and send what, one click from the mail, and nothing that was not shown."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.links import call_token, delegation_token
from meetings.models import Delegation
from organizations.clock import today
from organizations.models import Message
from tests.factories import make_delegate, make_delegation, make_liaison, make_meeting, make_organization, make_user
from tests.personas import EVERYBODY, SIGNED_IN, set_stage

DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    """The personas' meeting lies ahead, and nobody was called yet."""
    stage = set_stage()
    first = today() + 60 * DAY
    fields = {"starts_on": str(first), "ends_on": str(first + 3 * DAY), "year": first.year}
    type(stage.meeting).objects.filter(pk=stage.meeting.pk).update(**fields, registration_opens_at=timezone.now() - DAY)
    stage.meeting.delegations.all().delete()
    stage.meeting.refresh_from_db()
    return stage


def path(stage, rest):
    return f"/meetings/{stage.meeting.slug}/{rest}"


def seal_in(page):
    return re.search(r'name="seal" value="([^"]+)"', page.text)[1]


def call_all(stage, who="erin"):
    client = stage.client(who)
    return client.post(path(stage, "host/call/open/"), {"seal": seal_in(client.get(path(stage, "host/call/open/")))})


def delegation_of_a(stage):
    return make_delegation(stage.meeting, stage.a, attended=None, called_at=timezone.now())


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("page", ["host/call/", "host/call/open/"])
def test_the_host_and_who_oversees_all_see_the_call_and_nobody_else(stage, who, page):
    expected = 200 if who in {"erin", "dana", "root"} else 302 if who == "anonymous" else 404
    assert stage.client(who).get(path(stage, page)).status_code == expected


@pytest.mark.parametrize("who", ["erin", "dana", "root"])
def test_the_call_is_shown_then_sent_with_a_second_button(stage, who):
    make_organization("MUTE")
    page = stage.client(who).get(path(stage, "host/call/open/"))
    assert "4 members have not been called yet" in page.text
    assert "alice@example.org" in page.text
    assert re.search(r"recipients</dt><dd>4<", page.text)
    assert "MUTE" in page.text.partition("Nobody can be reached")[2]
    assert not Message.objects.exists()
    assert call_all(stage, who).url == path(stage, "host/call/")
    assert Message.objects.count() == 4
    assert stage.meeting.delegations.silent().count() == 4


def test_the_preview_holds_no_link_that_opens_anything(stage):
    page = stage.client("erin").get(path(stage, "host/call/open/"))
    assert "/call/the-link-of-each-organization/" in page.text
    assert stage.client("erin").get(path(stage, "call/the-link-of-each-organization/")).status_code == 404


def test_another_recipient_than_shown_asks_again(stage):
    client = stage.client("erin")
    seal = seal_in(client.get(path(stage, "host/call/open/")))
    make_liaison(make_user("late@example.org"), stage.b)
    page = client.post(path(stage, "host/call/open/"), {"seal": seal})
    assert page.status_code == 409
    assert "it has changed since you saw it" in page.text
    assert not Message.objects.exists()
    assert client.post(path(stage, "host/call/open/"), {"seal": seal_in(page)}).status_code == 302


def test_a_button_pressed_twice_sends_once(stage):
    client = stage.client("erin")
    seal = seal_in(client.get(path(stage, "host/call/open/")))
    for _ in range(2):
        answer = client.post(path(stage, "host/call/open/"), {"seal": seal}, follow=True)
    assert Message.objects.count() == 4
    assert "Nobody was left to write to" in answer.text


def test_one_member_can_be_called_alone(stage):
    client = stage.client("erin")
    address = path(stage, "host/call/open/?organization=aaa")
    client.post(address, {"seal": seal_in(client.get(address))})
    assert stage.meeting.delegations.get().organization == stage.a


def test_the_answers_stand_by_name_with_reasons_and_who_was_called(stage):
    call_all(stage)
    Delegation.objects.filter(organization=stage.a).update(
        answer="coming", answered_at=timezone.now(), answered_by=stage.people["alice"]
    )
    Delegation.objects.filter(organization=stage.b).update(
        answer="not_coming", answer_reason="Exams", answered_at=timezone.now()
    )
    page = stage.client("dana").get(path(stage, "host/call/")).text
    assert re.search(r"Answered on [^<]+ by Alice", page)
    assert "Exams" in page
    assert re.search(r"Called on [^<]+: Erin", page)
    assert "Call to 3 organizations" in page
    assert "Erin ·" in page


def test_the_silent_are_reminded_once_a_day(stage):
    call_all(stage)
    client, address = stage.client("dana"), path(stage, "host/call/remind/")
    Delegation.objects.filter(organization=stage.a).update(answer="coming", answered_at=timezone.now())
    page = client.get(address)
    assert "alice@example.org" not in page.text
    client.post(address, {"seal": seal_in(page)})
    assert set(Message.objects.filter(key__contains="-reminded-").values_list("to", flat=True)) == {
        "charlie@example.org",
        "erin@example.org",
    }
    assert client.get(address).url == path(stage, "host/call/")
    roll = client.get(path(stage, "host/call/")).text
    assert "Reminded today" in roll
    assert roll.count("Last reminded on") == 2


def test_a_closed_call_sends_nothing(stage):
    stage.meeting.state = "cancelled"
    stage.meeting.save()
    client = stage.client("erin")
    assert client.get(path(stage, "host/call/open/")).url == path(stage, "host/call/")
    answer = client.post(path(stage, "host/call/open/"), {"seal": "x"}, follow=True)
    assert "The call is closed" in answer.text
    assert not Message.objects.exists()


def test_the_roll_costs_as_many_queries_for_many(stage):
    def cost():
        client = stage.client("dana")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path(stage, "host/call/")).status_code == 200
        return len(queries)

    call_all(stage)
    few = cost()
    for answer in ("", "coming", "not_coming") * 10:
        make_delegation(stage.meeting, attended=None, answer=answer, called_at=timezone.now())
    assert cost() == few


def test_the_link_of_the_mail_shows_before_it_answers(stage, client):
    delegation = delegation_of_a(stage)
    link = path(stage, f"call/{call_token(delegation, stage.people['alice'].email)}/")
    page = client.get(f"{link}?answer=not_coming")
    assert "Does AAA come to" in page.text
    assert page.headers["X-Robots-Tag"].startswith("noindex")
    assert "no-store" in page.headers["Cache-Control"]
    assert re.search(r'class="btn" name="answer" value="not_coming" autofocus', page.text)
    client.head(f"{link}?answer=coming")
    delegation.refresh_from_db()
    assert delegation.answer == ""
    thanks = client.post(link, {"answer": "coming"}, follow=True)
    assert "AAA comes." in thanks.text
    assert "Register your delegation" in thanks.text
    delegation.refresh_from_db()
    assert (delegation.answer, delegation.answered_by) == ("coming", None)


def test_who_is_signed_in_answers_the_link_by_name(stage):
    delegation = delegation_of_a(stage)
    link = path(stage, f"call/{call_token(delegation, stage.people['alice'].email)}/")
    assert stage.client("alice").post(link, {"answer": "coming"}).url == path(stage, "delegation/?organization=aaa")
    delegation.refresh_from_db()
    assert delegation.answered_by == stage.people["alice"]
    assert stage.client("charlie").post(link, {"answer": "not_coming"}).url == link
    delegation.refresh_from_db()
    assert delegation.answered_by is None


def test_a_link_that_is_forged_revoked_or_of_another_kind_opens_nothing(stage, client):
    delegation = delegation_of_a(stage)
    token = call_token(delegation, stage.people["alice"].email)
    elsewhere = make_meeting(kind="other", year=today().year + 1)
    for address in (
        path(stage, f"call/{token}x/"),
        path(stage, f"call/{delegation_token(delegation)}/"),
        f"/meetings/{elsewhere.slug}/call/{token}/",
    ):
        assert client.get(address).status_code == client.post(address, {"answer": "coming"}).status_code == 404
    Delegation.objects.update(link_version=2)
    assert client.get(path(stage, f"call/{token}/")).status_code == 404


def test_a_link_ends_with_the_mandate_of_whom_it_was_mailed_to(stage, client):
    link = path(stage, f"call/{call_token(delegation_of_a(stage), stage.people['alice'].email)}/")
    assert client.get(link).status_code == 200
    stage.people["alice"].mandates.update(until=today() - DAY)
    assert client.get(link).status_code == client.post(link, {"answer": "coming"}).status_code == 404


@pytest.mark.parametrize("data", [{}, {"answer": "perhaps"}, {"answer": "not_coming", "reason": "x" * 301}])
def test_a_wrong_answer_is_refused_and_nothing_is_lost(stage, client, data):
    link = path(stage, f"call/{call_token(delegation_of_a(stage), stage.people['alice'].email)}/")
    page = client.post(link, data)
    assert page.status_code == 422
    assert data.get("reason", "") in page.text
    assert Delegation.objects.get().answer == ""


def test_after_the_deadline_the_page_says_until_when_it_was(stage, client):
    delegation = delegation_of_a(stage)
    stage.meeting.call_closes_at = timezone.now() - DAY
    stage.meeting.save()
    link = path(stage, f"call/{call_token(delegation, stage.people['alice'].email)}/")
    assert "The call is closed." in client.get(link).text
    page = client.post(link, {"answer": "coming"})
    assert page.status_code == 422
    assert "the deadline has passed" in page.text


def test_who_is_registered_keeps_the_organization_from_staying_away(stage):
    delegation = delegation_of_a(stage)
    make_delegate(delegation)
    page = stage.client("alice").post(path(stage, "call/?organization=aaa"), {"answer": "not_coming", "reason": "Ill"})
    assert page.status_code == 422
    assert "1 person is registered" in page.text
    assert "Ill" in page.text


@pytest.mark.parametrize("who", SIGNED_IN)
def test_only_who_speaks_for_an_organization_answers_for_it(stage, who):
    delegation = delegation_of_a(stage)
    expected = 200 if who in {"alice", "bob"} else 404
    client, address = stage.client(who), path(stage, "call/?organization=aaa")
    assert client.get(address).status_code == expected
    assert client.post(address, {"answer": "coming"}).status_code == (302 if expected == 200 else 404)
    delegation.refresh_from_db()
    assert delegation.answer == ("coming" if expected == 200 else "")


def test_who_is_elect_may_look_and_not_answer(stage):
    delegation_of_a(stage)
    user = make_liaison(make_user("elect@example.org"), stage.a, since=today() + DAY).user
    stage.people["elect"] = user
    client, address = stage.client("elect"), path(stage, "call/?organization=aaa")
    page = client.get(address)
    assert "You may look" in page.text
    assert 'name="answer"' not in page.text
    assert client.post(address, {"answer": "coming"}).status_code == 403


def test_the_desk_asks_and_leads_to_what_comes_next(stage):
    delegation = delegation_of_a(stage)
    client = stage.client("alice")
    desk = client.get("/desk/").text
    assert "Do you come?" in desk
    action = re.search(r'class="answer" method="post" action="([^"]+)"', desk)[1]
    assert client.post(action, {"answer": "coming"}).url == path(stage, "delegation/?organization=aaa")
    desk = client.get("/desk/").text
    assert "Do you come?" not in desk
    assert "Change the answer" in desk
    assert client.post(action, {"answer": "not_coming"}).url == "/desk/"
    delegation.refresh_from_db()
    assert delegation.answer == "not_coming"


def test_what_is_said_stays_between_the_organization_and_who_runs_the_meeting(stage, client):
    delegation = delegation_of_a(stage)
    Delegation.objects.filter(pk=delegation.pk).update(answer="not_coming", answer_reason="Secret exams")
    make_delegation(stage.meeting, stage.b, attended=None, called_at=timezone.now())
    for page in ("", "participants/"):
        public = client.get(path(stage, page)).text
        assert "AAA" not in public
        assert "BBB" not in public
        assert "Secret exams" not in public
    assert "Secret exams" not in stage.client("charlie").get("/desk/").text
