"""People, as the host sees them and decides about them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.actions.registrations import refuse
from meetings.models import Delegate, Delegation, Meeting
from organizations.models import Message
from tests.factories import make_answer, make_delegate, make_delegation, make_partner, make_question
from tests.support.hosting import TOLD, address, make_waiting, set_hosting, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_hosting()


@pytest.fixture
def a(stage):
    return stage.a.delegations.get()


@pytest.fixture
def erin(stage):
    return stage.client("erin")


def names(response):
    return [person.delegate.name for person in response.context["page"]]


def test_the_list_is_narrowed_and_searched_and_its_links_say_how_many_are_left(stage, a, erin):
    make_delegate(a, name="Jürgen Groß", kind="observer")
    make_waiting(a, name="Wanda")
    make_delegate(meeting=stage.meeting, name="Gil", kind="guest")
    url = address(stage, "host_delegates")
    assert names(erin.get(url, {"q": "jurgen"})) == ["Jürgen Groß"]
    assert names(erin.get(url, {"state": "waiting"})) == ["Wanda"]
    assert names(erin.get(url, {"organization": "–"})) == ["Gil"]
    assert names(erin.get(url, {"missing": "arrival", "kind": "guest"})) == ["Gil"]
    found = erin.get(url, {"q": "e", "state": "confirmed"})
    state = next(menu for menu in erin.get(url).context["menus"] if menu.name == "state")
    assert [(choice.label, choice.count) for choice in state.choices] == [
        ("All", 4),
        ("confirmed", 3),
        ("on the waiting list", 1),
    ]
    assert all("q=e" in choice.query for menu in found.context["menus"] for choice in menu.choices)


@pytest.mark.parametrize("query", [{"page": "1e9"}, {"state": "x"}, {"q": "\0"}, {"missing": "' OR 1=1"}])
def test_absurd_queries_get_the_page(stage, erin, query):
    assert erin.get(address(stage, "host_delegates"), query).status_code == 200


def test_only_the_host_reads_what_was_told(stage, a):
    delegate = make_delegate(a, name="Tilda")
    tell(delegate)
    make_answer(make_question(stage.meeting), delegate, "xanswerx")
    url = address(stage, "host_delegate", delegate.pk)
    page = stage.client("erin").get(url).text
    assert not [word for word in [*TOLD.values(), "xanswerx"] if word not in page]
    assert "Tallinn time" in page
    for who in ("dana", "root"):
        page = stage.client(who).get(url).text
        assert "Tilda" in page
        assert not [word for word in [*TOLD.values(), "xanswerx"] if word in page]


def test_people_of_other_meetings_are_not_there(stage, erin):
    assert erin.get(address(stage, "host_delegate", make_delegate().pk)).status_code == 404
    assert erin.post(address(stage, "host_delegate", make_delegate().pk), {"do": "refuse"}).status_code == 404
    assert erin.get(address(stage, "host_quota", make_delegation().pk)).status_code == 404


def test_a_place_out_of_turn_takes_a_reason_that_the_person_reads(stage, a, erin):
    waiting = make_waiting(a, name="Wanda")
    url = address(stage, "host_delegate", waiting.pk)
    assert erin.post(url, {"do": "promote", "reason": " "}).status_code == 422
    page = erin.post(url, {"do": "promote", "reason": "She leads a session."}, follow=True)
    assert "Wanda has a place now" in page.text
    assert "Got a place · Erin" in page.text
    assert "She leads a session." in Message.objects.get().text
    assert Delegate.objects.get(pk=waiting.pk).state == "confirmed"


def test_capacity_holds_even_then(stage, a, erin):
    Meeting.objects.update(capacity=1)
    waiting = make_waiting(a)
    page = erin.post(address(stage, "host_delegate", waiting.pk), {"do": "promote", "reason": "Please."})
    assert page.status_code == 422
    assert "All places are taken" in page.text
    assert "Please." in page.text


def test_turning_down_frees_the_place_for_the_next(stage, a, erin):
    Meeting.objects.update(capacity=1)
    paul, waiting = stage.people["paul"].delegates.get(), make_waiting(a)
    erin.post(address(stage, "host_delegate", paul.pk), {"do": "refuse", "reason": "Not this time."})
    assert Delegate.objects.get(pk=paul.pk).state == "refused"
    assert Delegate.objects.get(pk=waiting.pk).state == "confirmed"
    assert set(Message.objects.values_list("to", flat=True)) == {paul.email, waiting.email}


def test_who_is_second_is_told_and_loses_nothing(stage, a, erin):
    waiting = make_waiting(a)
    refuse(delegate=waiting, by=stage.people["erin"], now=timezone.now(), reason="Full.")
    page = erin.post(address(stage, "host_delegate", waiting.pk), {"do": "promote", "reason": "She leads a session."})
    assert page.status_code == 409
    assert "Somebody was faster" in page.text
    assert "She leads a session." in page.text


def test_another_kind(stage, a, erin):
    delegate = make_delegate(a)
    url = address(stage, "host_delegate", delegate.pk)
    assert erin.post(url, {"do": "kind", "kind": "observer", "version": "1"}).status_code == 302
    assert erin.post(url, {"do": "kind", "kind": "guest", "version": "1"}).status_code == 409
    assert erin.post(url, {"do": "kind", "kind": "king", "version": "2"}).status_code == 422
    assert Delegate.objects.get(pk=delegate.pk).kind == "observer"


def test_the_waiting_list_is_in_fair_order_and_says_whose_turn_it_is(stage, a, erin):
    now = timezone.now()
    Meeting.objects.update(registration_closes_at=now + timedelta(days=1), quota=1)
    make_waiting(a, name="Second of A", registered_at=now - timedelta(hours=3))
    make_waiting(stage.b.delegations.get(), name="First of B", registered_at=now - timedelta(hours=1))
    make_waiting(None, meeting=stage.meeting, name="Guest", registered_at=now)
    line = erin.get(address(stage, "host_waiting")).context["queue"].line
    assert [(one.delegate.name, one.turn, one.is_held) for one in line] == [
        ("First of B", 1, False),
        ("Guest", 1, False),
        ("Second of A", 2, True),
    ]


def test_an_own_quota_takes_a_reason_and_moves_people_up(stage, a, erin):
    Meeting.objects.update(quota=1, registration_closes_at=timezone.now() + timedelta(days=1), capacity=9)
    waiting = make_waiting(a)
    url = address(stage, "host_quota", a.pk)
    assert "Say why" in erin.post(url, {"quota": "2"}).text
    assert erin.post(url, {"quota": "-1", "reason": "x"}).status_code == 422
    page = erin.post(url, {"quota": "2", "reason": "It hosts next."}, follow=True)
    assert "It hosts next." in page.text
    assert Delegate.objects.get(pk=waiting.pk).state == "confirmed"
    erin.post(url, {"quota": "", "reason": "x"})
    assert Delegation.objects.get(pk=a.pk).quota_override is None


def test_guests_are_invited_with_a_word(stage, erin):
    partner = make_partner("Studyvane")
    url = address(stage, "host_guest")
    invitation = {
        "name": "نور الهدى",
        "email": "nour@example.net",
        "kind": "trainer",
        "partner": partner.pk,
        "note": "Hi!",
    }
    page = erin.post(url, invitation, follow=True)
    assert "The mail to nour@example.net is on its way." in page.text
    assert Delegate.objects.get(email="nour@example.net").delegation.partner == partner
    assert "Hi!" in Message.objects.get().text
    again = erin.post(url, invitation | {"name": "Another"})
    assert again.status_code == 422
    assert "registered for this meeting already" in again.text
    assert erin.post(url, invitation | {"kind": "delegate"}).status_code == 422
    assert erin.post(url, invitation | {"name": "x" * 10_000}).status_code == 422
