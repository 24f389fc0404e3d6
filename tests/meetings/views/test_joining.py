"""Joining a delegation by its link."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.links import delegate_token, delegation_token
from meetings.models import Delegation
from organizations.models import Message
from tests.factories import make_delegate, make_delegation, make_meeting, make_partner

pytestmark = pytest.mark.django_db

JO = {
    "name": "Jo Joiner",
    "email": "Jo@Example.org",
    "role_title": "VP",
    "kind": "observer",
    "country": "PT",
    "age_band": "18_25",
    "privacy": "on",
}


@pytest.fixture
def delegation():
    now = timezone.now()
    opens, closes = now - timedelta(days=1), now + timedelta(days=1)
    window = {"registration_opens_at": opens, "registration_closes_at": closes}
    meeting = make_meeting(season="spring", year=now.year + 1, quota=2, capacity=30, **window)
    return make_delegation(meeting, attended=None)


def link(delegation):
    return reverse("join", args=[delegation.meeting.slug, delegation_token(delegation)])


def test_a_delegate_tells_the_own_facts_and_consents_to_what_was_ticked(delegation, client):
    answer = client.post(link(delegation), {**JO, "photos": "on"}, follow=True)
    jo = delegation.delegates.get()
    assert (jo.name, jo.email, jo.role_title, jo.kind) == ("Jo Joiner", "jo@example.org", "VP", "observer")
    assert (jo.country.code, jo.age_band, jo.state) == ("PT", "18_25", "confirmed")
    assert jo.privacy_accepted_at
    assert jo.photos_since
    assert (jo.listed_publicly_since, jo.listed_to_participants_since) == (None, None)
    assert "You have a place, Jo Joiner" in answer.text
    assert delegate_token(jo) not in answer.text
    assert delegate_token(jo) in Message.objects.get(to="jo@example.org").text


def test_nothing_is_ticked_beforehand_and_nothing_kept_by_anybody(delegation, client):
    answer = client.get(link(delegation))
    assert " checked" not in answer.text
    assert "noindex" in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_beyond_the_quota_one_waits_and_is_told_so(delegation, client):
    make_delegate(delegation), make_delegate(delegation)
    answer = client.post(link(delegation), JO, follow=True)
    assert "You are on the waiting list, Jo Joiner" in answer.text
    assert "The organization has used up its places." in answer.text


def test_sent_twice_it_is_one_and_answers_alike(delegation, client):
    answers = [client.post(link(delegation), JO, follow=True) for _ in range(2)]
    assert delegation.delegates.count() == Message.objects.count() == 1
    assert len({answer.redirect_chain[0] for answer in answers}) == 1


def test_an_address_that_is_taken_is_told_beside_it_and_nothing_is_lost(delegation, client):
    make_delegate(delegation, email="jo@example.org")
    answer = client.post(link(delegation), JO)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["email"]
    assert 'value="Jo Joiner"' in answer.text


def test_every_fact_but_the_consents_is_asked_for(delegation, client):
    answer = client.post(link(delegation), {})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {
        "name",
        "email",
        "role_title",
        "kind",
        "country",
        "age_band",
        "privacy",
    }


def test_links_that_open_nothing(delegation, client):
    other = make_delegation()
    partner = make_delegation(delegation.meeting, partner=make_partner())
    crossed = reverse("join", args=[other.meeting.slug, delegation_token(delegation)])
    for path in (crossed, link(partner), link(delegation)[:-2] + "/"):
        for answer in (client.get(path), client.post(path, JO)):
            assert answer.status_code == 404
            assert "This link opens nothing, or nothing any more" in answer.text
    old = link(delegation)
    Delegation.objects.filter(pk=delegation.pk).update(link_version=2)
    assert client.post(old, JO).status_code == 404


def test_when_registration_is_closed_nobody_joins(delegation, client):
    meeting = delegation.meeting
    meeting.registration_closes_at = timezone.now() - timedelta(minutes=1)
    meeting.save()
    assert "Nobody can register now." in client.get(link(delegation)).text
    late = client.post(link(delegation), JO)
    assert late.status_code == 422
    assert 'value="Jo Joiner"' in late.text
    assert not delegation.delegates.exists()


def test_for_an_organization_that_does_not_come_nobody_joins(delegation, client):
    Delegation.objects.filter(pk=delegation.pk).update(answer="not_coming")
    assert "has said that it does not come" in client.get(link(delegation)).text
    assert client.post(link(delegation), JO).status_code == 422
    assert not delegation.delegates.exists()


def test_nobody_joins_a_crowd_by_machine(delegation, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"join": "2/h/ip"}
    for number in range(2):
        assert client.post(link(delegation), {**JO, "email": f"jo{number}@example.org"}).status_code == 302
    answer = client.post(link(delegation), JO)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "3600")
    assert 'value="Jo Joiner"' in answer.text


def test_the_receipt_shows_nobody_elses(delegation, client):
    make_delegate(delegation, name="Secret")
    for sign in ("1", "1.x", delegate_token(delegation.delegates.get())):
        assert "Secret" not in client.get(f"{link(delegation)}?joined={sign}").text
