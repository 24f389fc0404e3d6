"""Host and offering side press at the same moment: one is heard, and the story says one thing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from meetings.actions import offers
from meetings.actions.offers import StaleOfferError, accept, offer_session, withdraw_offer
from meetings.models import Offer, Plan
from organizations.models import Message
from tests.support.offering import make_offered, said, set_offering

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 8


def at_once(*deeds):
    """What each came to, all on connections of their own."""

    def attempt(deed):
        try:
            deed()
        except StaleOfferError:
            return "late"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(attempt, deeds))


def accept_while_withdrawn(stage, offer):
    step = {"version": offer.version, "words": "", "now": timezone.now()}
    return at_once(
        lambda: accept(offer=Offer.objects.get(pk=offer.pk), by=stage.erin, **step),
        lambda: withdraw_offer(offer=Offer.objects.get(pk=offer.pk), by=stage.alice, **step),
    )


def endings(offer):
    return set(offer.events.values_list("kind", flat=True)) - {"offered"}


def test_the_host_accepts_while_it_is_withdrawn_and_one_of_them_is_late():
    stage = set_offering()
    for number in range(ROUNDS):
        offer = make_offered(stage, title=f"Number {number}")
        assert sorted(accept_while_withdrawn(stage, offer)) == ["done", "late"]
        offer.refresh_from_db()
        assert endings(offer) == {offer.state}
        assert (offer.plan is not None) == (offer.state == "accepted")
        told = Message.objects.filter(key__regex=rf"^offer-{offer.pk}-(accepted|withdrawn)-")
        assert told.count() == 1


def test_without_the_guard_both_are_heard(monkeypatch):
    """The control: the conditional update is what keeps them apart."""
    monkeypatch.setattr(
        offers,
        "claim",
        lambda offer, version, among, **changes: Offer.objects.filter(pk=offer.pk).update(**changes),
    )
    stage = set_offering()
    offer = make_offered(stage)
    assert accept_while_withdrawn(stage, offer) == ["done", "done"]
    assert endings(offer) == {"accepted", "withdrawn"}


def test_pressed_many_times_at_once_it_is_one_offer_and_one_plan():
    stage = set_offering()

    def press():
        offer_session(meeting=stage.meeting, offered_for=stage.a, values=said(), by=stage.alice, now=timezone.now())

    assert at_once(*[press] * 6) == ["done"] * 6
    offer = Offer.objects.get()
    step = {"version": 1, "words": "", "by": stage.erin, "now": timezone.now()}
    assert at_once(*[lambda: accept(offer=Offer.objects.get(pk=offer.pk), **step)] * 6) == ["done"] * 6
    assert Plan.objects.count() == 1
    assert Message.objects.filter(key__contains="-accepted-").count() == 1
