"""Forgetting people who offered sessions: what was theirs alone goes, the organization's offer stays without them."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.erasure import erase_delegate
from meetings.actions.offers import accept, answer, ask_back, offer_session
from meetings.links import delegate_token
from meetings.models import Offer, Plan
from meetings.reads.own_record import own_record
from organizations.models import Activity, Message
from tests.factories import make_delegate
from tests.support.offering import make_offered, said, set_offering

pytestmark = pytest.mark.django_db

SECRET = "xsecretx"


@pytest.fixture
def stage():
    return set_offering()


def talk(stage, offer, by):
    step = {"offer": offer, "now": timezone.now()}
    ask_back(version=offer.version, words="Why?", by=stage.erin, **step)
    answer(version=offer.version, words=SECRET, by=by, **step)


def erase(delegate):
    erase_delegate(delegate=delegate, by=None, now=timezone.now())


def test_what_a_guest_offered_alone_goes(stage):
    guest = make_delegate(meeting=stage.meeting, email="guest@example.org")
    offer = offer_session(
        meeting=stage.meeting, offered_for=None, values=said(delegate=guest, title=SECRET), by=None, now=timezone.now()
    )
    talk(stage, offer, None)
    erase(guest)
    assert not Offer.objects.exists()
    assert not Message.objects.filter(text__contains=SECRET).exists()
    assert not Activity.objects.filter(target_label__contains=SECRET).exists()


def test_of_what_is_in_the_agenda_the_person_goes(stage):
    guest = make_delegate(meeting=stage.meeting, email="guest@example.org")
    offer = offer_session(
        meeting=stage.meeting, offered_for=None, values=said(delegate=guest), by=None, now=timezone.now()
    )
    talk(stage, offer, None)
    accept(offer=offer, version=offer.version, words="", by=stage.erin, now=timezone.now())
    erase(guest)
    offer.refresh_from_db()
    assert (offer.delegate, offer.needs, Plan.objects.count()) == (None, "", 1)
    assert list(offer.events.exclude(note="").values_list("note", flat=True)) == ["Why?"]


@pytest.mark.parametrize("with_account", [True, False])
def test_of_an_organizations_offer_the_person_goes_and_the_own_words(stage, with_account):
    by = stage.paul if with_account else None
    offer = make_offered(stage, by=by, delegate=stage.delegate, needs=SECRET)
    if not with_account:
        Offer.objects.update(user=None)
    talk(stage, offer, by)
    erase(stage.delegate)
    offer.refresh_from_db()
    assert (offer.delegate, offer.needs, offer.offered_for, offer.state) == (None, "", stage.a, "open")
    assert not offer.events.filter(note=SECRET).exists()
    assert not Message.objects.filter(text__contains=SECRET).exists()


def test_what_a_liaison_wrote_stays(stage):
    offer = make_offered(stage, delegate=stage.delegate)
    talk(stage, offer, stage.alice)
    erase(stage.delegate)
    offer.refresh_from_db()
    assert (offer.delegate, offer.needs) == (None, "A dark room")
    assert offer.events.filter(note=SECRET).exists()


def test_the_own_record_tells_of_offers_and_their_story(stage):
    offer = make_offered(stage, by=stage.paul, delegate=stage.delegate)
    talk(stage, offer, stage.paul)
    told = own_record(stage.delegate)["offers"]
    assert [(one["title"], one["needs"], one["led_by"]) for one in told] == [(offer.title, "A dark room", ["AAA"])]
    assert [step["note"] for step in told[0]["story"]] == ["", "Why?", SECRET]
    path = reverse("registration_record", args=[stage.meeting.slug, delegate_token(stage.delegate)])
    assert json.loads(Client().get(path).content)["offers"][0]["state"] == "open"
