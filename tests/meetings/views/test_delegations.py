"""The page on which an organization says whom it sends."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Delegate
from organizations.models import Liaison, Message
from tests.factories import make_delegate, make_delegation, make_liaison, make_meeting, make_organization, make_user
from tests.personas import set_stage

pytestmark = pytest.mark.django_db

AMINA = {"name": "Amina Ahmed", "email": "amina@example.org", "kind": "delegate"}


@pytest.fixture
def stage():
    """The personas, and a meeting in the next year whose registration is open."""
    return set_stage()


@pytest.fixture
def meeting():
    return open_meeting()


def open_meeting(**fields):
    now = timezone.now()
    opens, closes = now - timedelta(days=1), now + timedelta(days=1)
    window = {"registration_opens_at": opens, "registration_closes_at": closes, "time_zone": "Europe/Lisbon"}
    return make_meeting(**{"season": "spring", "year": now.year + 1, "quota": 2, "capacity": 30, **window, **fields})


def page(meeting, organization="", name="delegation", *args):
    query = f"?organization={organization}" if organization else ""
    return reverse(name, args=[meeting.slug, *args]) + query


def test_three_are_registered_and_the_third_waits_and_learns_why(stage, meeting):
    alice = stage.client("alice")
    for number in range(3):
        person = {**AMINA, "name": f"Person {number}", "email": f"p{number}@example.org"}
        answer = alice.post(page(meeting), person, follow=True)
    assert answer.redirect_chain == [(f"{page(meeting, 'aaa')}&added=1", 302)]
    assert "Person 2 is on the waiting list. The organization has used up its places." in answer.text
    assert "2 of 2 places taken" in answer.text
    assert [delegate.rank for delegate in meeting.delegates.by_rank()] == [1, 2, 3]
    assert stage.a.delegations.get(meeting=meeting).answer == "coming"
    assert Message.objects.count() == 3


def test_what_the_registry_knows_of_somebody_is_not_asked_again(stage, meeting):
    alice = stage.client("alice")
    alice.post(page(meeting), {"myself": "1"})
    alice.post(page(meeting), {**AMINA, "email": "BOB@example.org"})
    registered = meeting.delegates.values_list("name", "email", "role_title", "user__email")
    assert set(registered) == {
        ("Alice", "alice@example.org", "Liaison Officer", "alice@example.org"),
        ("Amina Ahmed", "bob@example.org", "Deputy", "bob@example.org"),
    }


def test_whoever_has_no_name_in_the_registry_is_asked_for_it(stage, meeting):
    stage.people["alice"].name = ""
    stage.people["alice"].save()
    answer = stage.client("alice").post(page(meeting), {"myself": "1"})
    assert answer.status_code == 422
    assert 'value="alice@example.org"' in answer.text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"email": "nobody"}, "email"),
        ({"email": "paul@example.org"}, "email"),
        ({"kind": "king"}, "kind"),
    ],
)
def test_a_slip_is_told_beside_its_field_and_nothing_is_lost(stage, meeting, changes, field):
    make_delegate(make_delegation(meeting), email="paul@example.org")
    answer = stage.client("alice").post(page(meeting), {**AMINA, "role_title": "Présidente", **changes})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert 'value="Présidente"' in answer.text
    assert meeting.delegates.count() == 1


@pytest.mark.parametrize("name", ["محمد علي", "Sinéad O'Brien", "<b>Bold</b>"])
def test_names_of_all_kinds_stand_as_they_are(stage, meeting, name):
    answer = stage.client("alice").post(page(meeting), {**AMINA, "name": name}, follow=True)
    assert meeting.delegates.get().name == name
    assert "<b>Bold</b>" not in answer.text


def test_sent_twice_it_is_one(stage, meeting):
    alice = stage.client("alice")
    answers = [alice.post(page(meeting), AMINA, follow=True) for _ in range(2)]
    assert meeting.delegates.count() == Message.objects.count() == 1
    assert all("Amina Ahmed has a place." in answer.text for answer in answers)


def test_htmx_gets_the_region_alone(stage, meeting):
    alice = stage.client("alice")
    answer = alice.post(page(meeting), AMINA, headers={"HX-Request": "true"}, follow=True)
    assert answer.text.lstrip().startswith('<div id="roster"')
    assert "autofocus" in answer.text
    assert "HX-Request" in answer.headers["Vary"]
    wrong = alice.post(page(meeting), {}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert "<html" not in wrong.text


def test_the_order_is_the_organizations(stage, meeting):
    alice = stage.client("alice")
    a = make_delegation(meeting, stage.a)
    one, two, three = (make_delegate(a, name=name, rank=9) for name in ("One", "Two", "Three"))
    for _ in range(2):
        alice.post(page(meeting, "", "delegation_rank", three.pk), {"place": 3, "to": 1})
    assert list(a.delegates.by_rank()) == [three, one, two]
    alice.post(page(meeting, "", "delegation_rank", one.pk), {"place": "x", "to": "-1"})
    assert list(a.delegates.by_rank()) == [three, one, two]


def test_a_place_is_handed_on_and_given_back(stage, meeting):
    bob = stage.client("bob")
    delegate = make_delegate(make_delegation(meeting, stage.a), name="Old")
    answer = bob.post(page(meeting, "", "delegation_replace", delegate.pk), AMINA, follow=True)
    assert "Amina Ahmed has a place." in answer.text
    amina = meeting.delegates.get(name="Amina Ahmed")
    bob.post(page(meeting, "", "delegation_withdraw", amina.pk))
    assert set(meeting.delegates.values_list("state", flat=True)) == {"withdrawn"}
    again = bob.get(page(meeting, "", "delegation_withdraw", amina.pk), follow=True)
    assert "The registration of Amina Ahmed has ended." in again.text
    late = bob.post(page(meeting, "", "delegation_replace", amina.pk), {**AMINA, "email": "x@example.org"})
    assert late.status_code == 422
    assert 'value="x@example.org"' in late.text


def test_the_personal_link_is_mailed_again(stage, meeting):
    delegate = make_delegate(make_delegation(meeting, stage.a))
    answer = stage.client("alice").post(page(meeting, "", "delegation_mail", delegate.pk), follow=True)
    assert f"The personal link is on its way to {delegate.email}." in answer.text
    assert Message.objects.filter(to=delegate.email).exists()


def test_a_new_link_ends_the_old_one_once(stage, meeting, client):
    alice = stage.client("alice")
    make_delegation(meeting, stage.a)
    old = alice.get(page(meeting)).context["link"].removeprefix("http://localhost")
    assert client.get(old).status_code == 200
    for _ in range(2):
        alice.post(page(meeting, "", "delegation_link"), {"version": 1})
    assert client.get(old).status_code == 404
    assert stage.a.delegations.get(meeting=meeting).link_version == 2


@pytest.mark.parametrize(
    ("window", "said", "adds", "changes"),
    [
        ({"registration_opens_at": None, "registration_closes_at": None}, "have not said yet", False, True),
        ({"registration_opens_at": timezone.now() + timedelta(hours=5)}, "Registration opens on", False, False),
        ({}, "Registration is open until", True, True),
        ({"registration_closes_at": timezone.now() - timedelta(hours=1)}, "Registration is closed.", False, True),
        ({"year": 2001, "season": "autumn"}, "The meeting is over.", False, False),
        ({"state": "cancelled"}, "The meeting is cancelled", False, False),
    ],
)
def test_the_window_is_told_and_kept(stage, window, said, adds, changes):
    meeting = open_meeting(**window)
    delegate = make_delegate(make_delegation(meeting, stage.a), name="Old")
    alice = stage.client("alice")
    shown = alice.get(page(meeting))
    assert said in shown.text
    assert ("Register the next" in shown.text, "Send somebody else" in shown.text) == (adds, changes)
    answer = alice.post(page(meeting), AMINA)
    assert answer.status_code == (302 if adds else 422)
    assert adds or 'value="Amina Ahmed"' in answer.text
    alice.post(page(meeting, "", "delegation_withdraw", delegate.pk))
    delegate.refresh_from_db()
    assert (delegate.state == Delegate.State.WITHDRAWN) == changes


def test_of_several_organizations_one_is_chosen(stage, meeting):
    make_liaison(stage.people["alice"], stage.b)
    alice = stage.client("alice")
    assert alice.get(page(meeting)).context["delegation"].organization == stage.a
    assert alice.get(page(meeting, "bbb")).context["delegation"].organization == stage.b
    assert 'aria-current="page">BBB' in alice.get(page(meeting, "bbb")).text


def test_the_elect_look_and_do_not_act(stage, meeting):
    elect = make_user()
    delegate = make_delegate(make_delegation(meeting, stage.a))
    make_liaison(elect, stage.a, since=date(2090, 1, 1))
    stage.people["elect"] = elect
    client = stage.client("elect")
    shown = client.get(page(meeting))
    assert (shown.status_code, shown.context["link"]) == (200, "")
    assert client.post(page(meeting), AMINA).status_code == 403
    for name in ("delegation_rank", "delegation_mail", "delegation_replace", "delegation_withdraw"):
        assert client.post(page(meeting, "", name, delegate.pk)).status_code == 403


def test_where_the_seat_is_empty_the_management_acts(stage, meeting):
    dana = stage.client("dana")
    assert dana.get(page(meeting, "aaa")).status_code == 404
    Liaison.objects.filter(organization=stage.a).delete()
    assert dana.get(page(meeting, "aaa")).status_code == 200
    assert dana.post(page(meeting, "aaa"), AMINA).status_code == 302


def test_a_meeting_in_draft_is_nobodys_yet(stage):
    assert stage.client("alice").get(page(open_meeting(state="draft"))).status_code == 404


def test_an_organization_that_is_no_member_has_a_page_only_if_invited(stage, meeting):
    guest = make_organization(member=False)
    make_liaison(stage.people["paul"], guest)
    assert stage.client("paul").get(page(meeting)).status_code == 404
    make_delegation(meeting, guest)
    assert stage.client("paul").get(page(meeting)).status_code == 200


@pytest.mark.parametrize("who", ["charlie", "dana", "erin", "paul", "root"])
def test_nobody_else_learns_anything(stage, meeting, who):
    delegate = make_delegate(make_delegation(meeting, stage.a), name="Secret", email="secret@example.org")
    client = stage.client(who)
    paths = [page(meeting, "aaa"), page(meeting, "aaa", "delegation_link")]
    paths += [page(meeting, "", f"delegation_{name}", delegate.pk) for name in ("rank", "mail", "replace", "withdraw")]
    for path in paths:
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE"):
            assert client.generic(method, path).status_code in {404, 405}, f"{method} {path}"
        assert client.post(path, AMINA).status_code == 404
    assert "secret@example.org" not in client.get(page(meeting)).text
    delegate.refresh_from_db()
    assert delegate.state == Delegate.State.CONFIRMED


def test_hundreds_cost_no_more_queries_than_one(stage, meeting, django_assert_max_num_queries):
    a, alice = make_delegation(meeting, stage.a), stage.client("alice")
    for _ in range(40):
        make_delegate(a)
    with django_assert_max_num_queries(18):
        alice.get(page(meeting))
