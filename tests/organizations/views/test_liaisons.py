"""The team page and its forms: who holds which seat, what may be done, and that nothing typed is lost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizations.actions.handovers import name_successor
from organizations.clock import today
from organizations.models import HandOver, Liaison
from tests.factories import make_handover, make_liaison, make_management_term, make_organization, make_user

DAY = timedelta(days=1)
TEAM = "/members/abc/liaisons/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    organization = make_organization("ABC")
    return make_liaison(make_user(name="Alice"), organization, until=today() + 100 * DAY, title="Envoy")


@pytest.fixture
def bob(alice):
    return make_liaison(make_user(name="Bob"), alice.organization, kind="deputy", title="Vice Envoy")


def page(client, user, path=TEAM):
    client.force_login(user)
    return client.get(path)


def test_it_tells_who_holds_which_seat_who_is_elect_and_who_was(client, alice, bob):
    make_liaison(make_user(name="Carol"), alice.organization, since=today() + 101 * DAY)
    make_liaison(make_user(name="Old Olga"), alice.organization, until=today() - 900 * DAY)
    make_liaison(make_user(name="Somebody else"))
    text = page(client, alice.user).text
    order = [text.index(words) for words in ("Alice", "Bob", "Carol", "Old Olga")]
    assert order == sorted(order)
    assert text.index("Elect") < order[2] < text.index("Before")
    assert "Somebody else" not in text


def links(response):
    return {name for name in ("successor/", "add/") if f"{name}" in response.text}


def test_each_finds_what_the_own_mandate_allows(client, alice, bob):
    successor = f"{TEAM}{{}}/successor/"
    mine, deputys = successor.format(alice.pk), successor.format(bob.pk)
    as_alice = page(client, alice.user).text
    assert all(link in as_alice for link in (mine, deputys, f"{TEAM}add/"))
    as_bob = page(client, bob.user).text
    assert deputys in as_bob
    assert mine not in as_bob
    assert f"{TEAM}add/" not in as_bob
    elect = make_liaison(organization=alice.organization, since=today() + DAY).user
    dana = make_management_term(make_user()).user
    for onlooker in (elect, dana, make_user(is_superuser=True)):
        assert links(page(client, onlooker)) == set()


def test_whose_mandate_is_over_finds_nothing_on_the_next_request(client, alice):
    assert page(client, alice.user).status_code == 200
    Liaison.objects.update(until=today() - DAY)
    assert client.get(TEAM).status_code == 404
    assert client.get(f"{TEAM}{alice.pk}/successor/").status_code == 404


def test_an_empty_seat_is_filled_by_the_management_team(client, alice, bob):
    Liaison.objects.filter(pk=alice.pk).update(until=today() - DAY)
    dana = make_management_term(make_user()).user
    assert "ask" not in links(page(client, bob.user))
    assert "The management team can fill the seat" in client.get(TEAM).text
    assert "Fill the seat" in page(client, dana).text
    fields = {"email": "sam@example.org", "kind": "primary", "title": "Envoy", "since": str(today())}
    assert client.post(f"{TEAM}add/", fields).url == TEAM
    hand_over = HandOver.objects.get()
    assert (hand_over.kind, hand_over.predecessor, hand_over.created_by) == ("primary", None, dana)
    assert "invited; the link works until" in client.get(TEAM).text


def test_a_primary_liaison_adds_a_deputy_and_no_second_primary(client, alice):
    client.force_login(alice.user)
    fields = {"email": "sam@example.org", "kind": "primary", "title": "Envoy", "since": str(today())}
    assert client.post(f"{TEAM}add/", fields).status_code == 422
    assert client.post(f"{TEAM}add/", {**fields, "kind": "deputy"}).url == TEAM
    assert client.post(f"{TEAM}add/", {**fields, "kind": "deputy", "email": "tom@example.org"}).url == TEAM
    assert HandOver.objects.open().count() == 2


def test_the_seat_ends_soon_and_nobody_follows(client, alice):
    assert "Nobody holds the seat after that." not in page(client, alice.user).text
    Liaison.objects.filter(pk=alice.pk).update(until=today() + 59 * DAY)
    assert "Nobody holds the seat after that." in page(client, alice.user).text


def test_what_happened_is_told_in_plain_words(client, alice):
    hand_over = HandOver(organization=alice.organization, predecessor=alice, email="sam@example.org", name="Sam")
    hand_over.title, hand_over.since = "Envoy", today() + 101 * DAY
    name_successor(hand_over=hand_over, by=alice.user, now=timezone.now(), day=today())
    make_handover(name="Of somebody else")
    text = page(client, alice.user).text
    assert "Named: Sam, Envoy" in text
    assert "Of somebody else" not in text


def test_a_title_is_corrected(client, alice, bob):
    client.force_login(bob.user)
    path = f"{TEAM}{alice.pk}/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"title": "Ambassador", "was": "Envoy"}).url == TEAM
    stale = client.post(path, {"title": "Consul", "was": "Envoy"})
    assert stale.status_code == 409
    assert "It is “Ambassador” now; you wrote “Consul”." in stale.text
    assert 'name="was" value="Ambassador"' in stale.text
    assert client.post(path, {"title": "", "was": "Ambassador"}).status_code == 422


def test_a_mandate_is_ended_early_but_not_the_last_one(client, alice, bob):
    client.force_login(alice.user)
    refused = client.post(f"{TEAM}{alice.pk}/", {"end": "1", "until": str(today())})
    assert refused.status_code == 422
    assert "Name the successor first" in refused.text
    assert f'value="{today()}"' in refused.text
    assert client.post(f"{TEAM}{bob.pk}/", {"end": "1", "until": "soon"}).status_code == 422
    assert client.post(f"{TEAM}{bob.pk}/", {"end": "1", "until": str(today())}).url == TEAM


def test_a_deputy_ends_no_primary_liaisons_mandate(client, alice, bob):
    client.force_login(bob.user)
    assert client.post(f"{TEAM}{alice.pk}/", {"end": "1", "until": str(today())}).status_code == 403


def test_a_mandate_of_another_organization_is_not_found_under_this_one(client, alice):
    other = make_liaison()
    client.force_login(alice.user)
    for path in (f"{TEAM}{other.pk}/", f"{TEAM}{other.pk}/successor/", f"{TEAM}hand-overs/{make_handover().pk}/"):
        assert client.get(path).status_code == client.post(path).status_code == 404


def test_a_large_team_costs_as_many_queries_as_a_small_one(client, alice):
    client.force_login(alice.user)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(TEAM)
        return len(queries)

    make_handover(alice.organization, predecessor=make_liaison(organization=alice.organization))
    few = cost()
    for _ in range(20):
        make_liaison(organization=alice.organization, until=today() - DAY)
        make_handover(alice.organization, cancelled_at=timezone.now())
        make_liaison(organization=alice.organization, kind="deputy")
        make_handover(alice.organization, predecessor=make_liaison(organization=alice.organization))
    assert cost() == few
