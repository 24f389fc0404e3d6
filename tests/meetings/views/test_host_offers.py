"""The host's side of offers: what waits first, one answer to each, and words that came too late are kept."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.offers import change_offer, decline, withdraw_offer
from meetings.models import Delegate, Offer, Plan
from tests.factories import make_helper, make_offer
from tests.support.offering import TITLE, make_offered, said, set_offering

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_offering()


@pytest.fixture
def erin(stage):
    return client_of(stage.erin)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def at(stage, name, *rest):
    return reverse(name, args=[stage.meeting.slug, *rest])


def press(client, stage, offer, do, words="", version=None):
    return client.post(
        at(stage, "host_offer", offer.pk), {"do": do, "version": version or offer.version, "words": words}
    )


def test_what_waits_for_an_answer_comes_first_and_can_be_narrowed(stage, erin):
    for state in ("withdrawn", "declined", "accepted", "asked", "open"):
        make_offer(stage.meeting, state=state, title=f"It is {state}", kind="training")
    make_offered(stage)
    make_offer()
    page = erin.get(at(stage, "host_offers"))
    assert [offer.state for offer in page.context["page"]] == [
        "open", "open", "asked", "accepted", "declined", "withdrawn",
    ]  # fmt: skip
    narrowed = erin.get(at(stage, "host_offers") + "?state=open&kind=workshop")
    assert [offer.title for offer in narrowed.context["page"]] == [TITLE]
    assert "No offer matches" in erin.get(at(stage, "host_offers") + "?state=no").text


def test_an_empty_list_says_where_members_offer(stage, erin):
    assert at(stage, "offers") in erin.get(at(stage, "host_offers")).text


def test_the_host_reads_everything_and_accepts_into_the_tray(stage, erin):
    offer = make_offered(stage, delegate=stage.delegate)
    page = erin.get(at(stage, "host_offer", offer.pk)).text
    for words in ("A dark room", "Paul Poplar", "<strong>all</strong>", "Alice"):
        assert words in page
    assert press(erin, stage, offer, "accept").url == at(stage, "host_offer", offer.pk)
    plan = Plan.objects.unplaced().get()
    assert plan.title == TITLE
    page = erin.get(at(stage, "host_offer", offer.pk)).text
    assert "It lies among the sessions without a time." in page
    assert 'value="decline"' not in page


@pytest.mark.parametrize(("do", "state"), [("ask", "asked"), ("decline", "declined")])
def test_a_question_and_a_no_need_words(stage, erin, do, state):
    offer = make_offered(stage)
    assert press(erin, stage, offer, do).status_code == 422
    long = press(erin, stage, offer, do, "x" * 10_000)
    assert long.status_code == 422
    assert "x" * 10_000 in long.text
    assert press(erin, stage, offer, do, "It's full; كامل").status_code == 302
    offer.refresh_from_db()
    assert offer.state == state
    assert "كامل" in erin.get(at(stage, "host_offer", offer.pk)).text


def test_words_for_what_was_changed_meanwhile_are_kept(stage, erin):
    offer = make_offered(stage)
    change_offer(offer=offer, version=1, values=said(minutes=240), by=stage.alice, now=timezone.now())
    late = press(erin, stage, offer, "accept", "With pleasure.", version=1)
    assert late.status_code == 409
    assert "Somebody was faster" in late.text
    assert "With pleasure." in late.text
    assert "240 minutes" in late.text
    assert not Plan.objects.exists()
    assert press(erin, stage, offer, "accept", "With pleasure.", version=2).status_code == 302


def test_words_for_what_was_withdrawn_meanwhile_are_kept_too(stage, erin):
    offer = make_offered(stage)
    withdraw_offer(offer=offer, version=1, words="", by=stage.alice, now=timezone.now())
    late = press(erin, stage, offer, "decline", "Too long.", version=1)
    assert late.status_code == 409
    assert "What you wrote, not sent" in late.text
    assert "Too long." in late.text
    assert 'value="accept"' not in late.text


def test_what_was_declined_can_be_taken_up_again(stage, erin):
    offer = make_offered(stage)
    decline(offer=offer, version=1, words="No.", by=stage.erin, now=timezone.now())
    assert press(erin, stage, offer, "reopen").status_code == 302
    offer.refresh_from_db()
    assert offer.state == "open"


def test_helpers_with_the_agenda_answer_and_others_do_not(stage):
    offer = make_offered(stage)
    planner = client_of(make_helper(stage.meeting).user)
    keeper = client_of(make_helper(stage.meeting, keeps_door=True).user)
    assert press(planner, stage, offer, "ask", "Why?").status_code == 302
    for client in (keeper, client_of(stage.alice)):
        assert client.get(at(stage, "host_offers")).status_code == 404
        assert press(client, stage, offer, "accept").status_code == 404


def test_offers_of_other_meetings_are_not_there(stage, erin):
    elsewhere = make_offer()
    assert erin.get(at(stage, "host_offer", elsewhere.pk)).status_code == 404
    assert press(erin, stage, elsewhere, "accept").status_code == 404


def test_the_host_sees_that_the_person_does_not_come_any_more(stage, erin):
    offer = make_offered(stage, delegate=stage.delegate)
    Delegate.objects.update(state="withdrawn")
    assert '<span class="tag">withdrawn</span>' in erin.get(at(stage, "host_offer", offer.pk)).text


def test_when_the_meeting_is_called_off_nothing_is_answered(stage, erin):
    offer = make_offered(stage)
    stage.meeting.state = "cancelled"
    stage.meeting.save()
    assert "called off" in erin.get(at(stage, "host_offers")).text
    assert 'value="accept"' not in erin.get(at(stage, "host_offer", offer.pk)).text
    assert press(erin, stage, offer, "accept").status_code == 422
    assert Offer.objects.get().state == "open"


def test_fifty_offers_cost_as_many_queries_as_one(stage, erin, django_assert_max_num_queries):
    make_offered(stage)
    with django_assert_max_num_queries(60) as first:
        erin.get(at(stage, "host_offers"))
    for number in range(12):
        make_offered(stage, title=f"Number {number}")
    with django_assert_max_num_queries(len(first)):
        erin.get(at(stage, "host_offers"))
