"""The sessions that the invented members offer."""

from datetime import date

import pytest

from ifiso.scenario.planting import plant
from meetings.models import Offer

pytestmark = pytest.mark.django_db


def test_of_the_demos_offers_one_waits_one_is_asked_about_and_one_is_declined():
    plant(date(2026, 10, 20))
    offers = {offer.state: offer for offer in Offer.objects.all()}
    assert offers.keys() == {"open", "asked", "declined"}
    for offer in offers.values():
        assert offer.offered_for in offer.organizations.all()
        assert offer.events.first().kind == "offered"
    assert offers["open"].delegate is None
    asked = offers["asked"]
    assert (asked.user.email, asked.delegate.user.email) == ("alice@demo.example", "paul@demo.example")
    assert [event.by.email for event in asked.events.all()] == ["alice@demo.example", "charlie@demo.example"]
