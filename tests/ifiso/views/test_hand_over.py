"""The hand-over page: what the successor finds, who reads the note, and what each may do with it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from organizations.actions.handovers import name_successor
from organizations.clock import today
from organizations.models import HandOver, Liaison, Message
from tests.factories import (
    make_agreement,
    make_delegation,
    make_enquiry,
    make_liaison,
    make_management_term,
    make_meeting,
    make_organization,
    make_outcome,
    make_partner,
    make_report,
    make_user,
)

DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    return make_liaison(
        make_user("alice@example.org", name="Alice"), make_organization("ABC"), until=today() + 100 * DAY
    )


@pytest.fixture
def passing(alice):
    hand_over = HandOver(organization=alice.organization, predecessor=alice, email="sam@example.org", name="Sam")
    hand_over.title, hand_over.since, hand_over.note = "Envoy", today() + 101 * DAY, "Ask **Bea** about the grant."
    return name_successor(hand_over=hand_over, by=alice.user, now=timezone.now(), day=today())


@pytest.fixture
def path(passing):
    return f"/members/abc/liaisons/hand-overs/{passing.pk}/"


def link(number=-1):
    texts = Message.objects.filter(to="sam@example.org").order_by("pk").values_list("text", flat=True)
    return [re.search(r"/accounts/invitation/\S+", text)[0] for text in texts if "/invitation/" in text][number]


def test_the_link_tells_what_it_is_for_and_leads_to_the_hand_over(client, passing, path):
    text = client.get(link()).text
    assert "You are named Envoy of Students of ABC." in text
    assert "Alice" in text
    response = client.post(link(), follow=True)
    assert response.redirect_chain == [(path, 302)]
    assert "Welcome, Sam" not in response.text
    assert "I take over" in response.text
    assert "Ask <strong>Bea</strong> about the grant." in response.text


def test_everything_that_is_open_due_or_waiting_is_there_and_nothing_of_others(client, alice, path):
    own, other = alice.organization, make_organization("XYZ")
    ahead = make_meeting(kind="other", title="The next meeting", year=2090, starts_on="2090-10", city="Oslo")
    asleep = make_meeting(kind="other", title="A plan", year=2091, starts_on="2091-10", state="draft")
    make_delegation(ahead, own, attended=None, called_at=datetime(2026, 11, 1, tzinfo=UTC))
    make_outcome(ahead, owners=[own], title="A common calendar")
    make_outcome(ahead, owners=[own], title="Done long ago", state="done")
    make_outcome(ahead, owners=[other], title="Their calendar")
    make_report(organization=own, title="Half a report", state="draft")
    make_report(organization=own, title="A whole report")
    make_report(organization=other, title="Their report", state="draft")
    make_agreement(make_partner(name="Soon over"), own, until=str(today() + 30 * DAY))
    make_agreement(make_partner(name="Meant to go on"), own, state="renewal_intended")
    make_agreement(make_partner(name="Long to go"), own, until=str(today() + 900 * DAY))
    make_agreement(make_partner(name="Theirs"), other, until=str(today()))
    make_enquiry(organization=own, subject="A question to us")
    make_enquiry(organization=other, subject="A question to them")
    client.force_login(alice.user)
    text = client.get(path).text
    for words in ("The next meeting", "A common calendar", "Half a report", "Soon over", "Meant to go on"):
        assert words in text
    assert "Calls without an answer" in text
    assert f'href="/meetings/{ahead.slug}/delegation/"' in text
    assert "A question to us" in text
    for words in ("Done long ago", "Their", "A whole report", "Long to go", "Theirs", "to them", asleep.title):
        assert words not in text


def test_the_note_is_between_those_whom_it_concerns(client, alice, path):
    def reads(user):
        client.force_login(user)
        return "about the grant" in client.get(path).text

    accepted = Client()
    accepted.post(link())
    sam = Liaison.objects.get(user__email="sam@example.org").user
    deputy = make_liaison(organization=alice.organization, kind="deputy").user
    dana = make_management_term(make_user()).user
    assert [reads(user) for user in (alice.user, sam, deputy, dana)] == [True, True, False, False]


def test_nobody_is_told_to_ask_themselves(client, alice, path):
    client.force_login(alice.user)
    page = client.get(path).text
    assert "What you leave" in page
    assert "Nobody else holds a seat today." in page
    successor = Client()
    successor.post(link())
    assert "mailto:alice@example.org" in successor.get(path).text


def test_only_the_successor_confirms_and_confirming_again_says_the_same(client, alice, path):
    client.post(link())
    other = Client()
    for user in (alice.user, make_liaison(organization=alice.organization, kind="deputy").user):
        other.force_login(user)
        assert "I take over" not in other.get(path).text
        assert other.post(path, {"do": "confirm"}).status_code == 403
    for _ in range(2):
        response = client.post(path, {"do": "confirm"}, follow=True)
        assert "The hand-over is complete." in response.text
    assert "I take over" not in response.text
    assert HandOver.objects.get().completed_at


def test_the_link_is_sent_again_and_taken_back(client, alice, path):
    client.force_login(alice.user)
    response = client.post(path, {"do": "invite-again", "back": "team"}, follow=True)
    assert response.redirect_chain == [("/members/abc/liaisons/", 302)]
    assert "the earlier link opens nothing any more" in response.text
    assert Client().get(link(0)).status_code == 404
    assert Client().get(link()).status_code == 200
    assert "The link opens nothing any more." in client.post(path, {"do": "take-back"}, follow=True).text
    assert Client().get(link()).status_code == 404
    assert "the invitation was taken back" in client.get(path).text


def test_calling_off_closes_everything_and_is_too_late_afterwards(client, alice, path):
    Client().post(link())
    client.force_login(alice.user)
    assert "is called off" in client.post(path, {"do": "call-off"}, follow=True).text
    assert not Liaison.objects.filter(user__email="sam@example.org").exists()
    late = client.post(path, {"do": "call-off"})
    assert late.status_code == 409
    assert "not possible any more" in late.text


@pytest.mark.parametrize("deed", ["invite-again", "take-back", "call-off"])
def test_a_deputy_the_successor_and_the_management_team_leave_it_alone_while_the_seat_is_held(
    client, alice, path, deed
):
    Client().post(link())
    sam = Liaison.objects.get(user__email="sam@example.org").user
    deputy = make_liaison(organization=alice.organization, kind="deputy").user
    for user in (sam, deputy, make_management_term(make_user()).user, make_user(is_superuser=True)):
        client.force_login(user)
        assert client.post(path, {"do": deed}).status_code == 403
    assert not HandOver.objects.get().cancelled_at


def test_once_the_seat_is_empty_the_management_team_may_call_off(client, alice, path):
    Liaison.objects.filter(pk=alice.pk).update(until=today() - DAY)
    client.force_login(make_management_term(make_user()).user)
    assert client.post(path, {"do": "call-off"}).status_code == 302


def test_an_unknown_deed_is_none(client, alice, path):
    client.force_login(alice.user)
    assert client.post(path, {"do": "everything"}).status_code == 400


def test_calling_off_would_leave_nobody_and_says_so(client, alice, passing, path):
    HandOver.objects.update(since=today())
    client.post(link())
    Liaison.objects.filter(pk=alice.pk).update(until=today() - DAY)
    response = client.post(path, {"do": "call-off"})
    assert response.status_code == 422
    assert "nobody would speak for ABC" in response.text
