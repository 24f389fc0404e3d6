"""Offering sessions: who sees which offers, who acts on them, and nothing typed is lost."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions.offers import ask_back, decline, withdraw_offer
from meetings.links import delegate_token
from meetings.models import Delegate, Offer
from organizations.models import Liaison, Message
from tests.factories import make_delegate, make_delegation, make_liaison, make_meeting, make_organization, make_user
from tests.support.offering import ABSTRACT, TITLE, filled_in, make_offered, set_offering

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_offering()


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def at(stage, name, *rest):
    return reverse(name, args=[stage.meeting.slug, *rest])


def by_link(stage, name, *rest):
    return at(stage, name, delegate_token(stage.delegate), *rest)


def step(offer, user, words="Why?"):
    return {"offer": offer, "version": offer.version, "words": words, "by": user, "now": timezone.now()}


def test_a_liaison_offers_a_session(stage):
    alice = client_of(stage.alice)
    assert "Nothing is offered so far." in alice.get(at(stage, "offers")).text
    answer = alice.post(at(stage, "offer_add"), filled_in(organizations=[stage.b.pk], delegate=stage.delegate.pk))
    offer = Offer.objects.get()
    assert answer.url == at(stage, "offer", offer.pk)
    assert (offer.title, offer.offered_for, offer.user, offer.minutes) == (TITLE, stage.a, stage.alice, 90)
    assert set(offer.organizations.all()) == {stage.a, stage.b}
    page = alice.get(answer.url).text
    assert "<strong>all</strong>" in page
    assert "Paul Poplar" in page
    assert TITLE in alice.get(at(stage, "offers")).text


def test_pressing_twice_makes_one_offer(stage):
    alice = client_of(stage.alice)
    urls = {alice.post(at(stage, "offer_add"), filled_in()).url for _ in range(2)}
    assert (len(urls), Offer.objects.count(), Message.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("title", "", "This field is required"),
        ("abstract", "ä" * 10_000, "at most 5000 characters"),
        ("minutes", "4", "greater than or equal to 5"),
        ("minutes", "9" * 40, "less than or equal to 1440"),
        ("kind", "break", "Select a valid choice"),
        ("needs", "x" * 10_000, "at most 500 characters"),
        ("organizations", "999999", "Select a valid choice"),
        ("delegate", "999999", "Select a valid choice"),
        ("title", "\0\u202e", "This field is required"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_all_is_kept(stage, field, value, words):
    answer = client_of(stage.alice).post(at(stage, "offer_add"), filled_in(**{field: value}))
    assert answer.status_code == 422
    assert any(words in error for error in answer.context["form"].errors[field])
    assert "سماء" in answer.text or field == "title"
    assert "A dark room" in answer.text or field == "needs"
    assert not Offer.objects.exists()


def test_the_preview_sends_nothing(stage):
    alice, path = client_of(stage.alice), at(stage, "offer_add")
    page = alice.post(path, filled_in(preview=1)).text
    assert "<strong>all</strong>" in page
    assert 'value="A dark room"' in page
    part = alice.post(path, filled_in(preview=1, title=""), headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "<html" not in part.text
    assert "<strong>all</strong>" in part.text
    assert not Offer.objects.exists()


def test_who_speaks_for_two_says_for_which(stage):
    make_liaison(stage.alice, stage.b)
    alice, path = client_of(stage.alice), at(stage, "offer_add")
    assert alice.post(path, filled_in()).context["form"].errors.keys() == {"offered_for"}
    wrong = alice.post(path, filled_in(offered_for=stage.b.pk, delegate=stage.delegate.pk))
    assert "not sent by" in wrong.text
    alice.post(path, filled_in(offered_for=stage.b.pk))
    assert Offer.objects.get().offered_for == stage.b


def test_another_organizations_offer_is_not_there(stage):
    offer = make_offered(stage)
    charlie = client_of(stage.charlie)
    for method in (charlie.get, charlie.post):
        assert method(at(stage, "offer", offer.pk)).status_code == 404
    assert TITLE not in charlie.get(at(stage, "offers")).text
    elsewhere = make_meeting(slug="elsewhere")
    assert client_of(stage.alice).get(reverse("offer", args=[elsewhere.slug, offer.pk])).status_code == 404


def test_who_is_named_looks_and_may_leave(stage):
    offer = make_offered(stage, organizations=[stage.b], delegate=stage.delegate)
    charlie, path = client_of(stage.charlie), at(stage, "offer", offer.pk)
    page = charlie.get(path).text
    assert "Take BBB out" in page
    assert not any(word in page for word in ("A dark room", "Paul Poplar", "Alice", "Withdraw", "Change the offer"))
    assert charlie.post(path, filled_in(version=1, do="save")).status_code == 403
    assert charlie.post(path, {"do": "withdraw", "version": 1}).status_code == 403
    assert charlie.post(path, {"do": "leave", "organization": stage.a.pk}).status_code == 403
    assert charlie.post(path, {"do": "leave", "organization": stage.b.pk}).url == at(stage, "offers")
    assert charlie.get(path).status_code == 404


def test_those_elect_look_and_those_whose_mandate_is_over_do_not(stage):
    offer = make_offered(stage)
    Liaison.objects.filter(user=stage.alice).update(since=date(2099, 1, 1))
    alice = client_of(stage.alice)
    assert "from the first day of your mandate" in alice.get(at(stage, "offers")).text
    page = alice.get(at(stage, "offer", offer.pk)).text
    assert "A dark room" in page
    assert "Withdraw" not in page
    assert alice.post(at(stage, "offer", offer.pk), {"do": "withdraw", "version": 1}).status_code == 403
    assert alice.get(at(stage, "offer_add")).status_code == 403
    Liaison.objects.filter(user=stage.alice).update(since=date(2020, 1, 1), until=date(2020, 12, 31))
    assert alice.get(at(stage, "offer", offer.pk)).status_code == 404


def test_former_members_and_drafts_take_no_part(stage):
    stage.a.memberships.update(until="2001", ended=True)
    assert client_of(stage.alice).get(at(stage, "offer_add")).status_code == 403
    stage.meeting.state = "draft"
    stage.meeting.save()
    assert client_of(stage.charlie).get(at(stage, "offers")).status_code == 404
    assert Client().get(by_link(stage, "registration_offers")).status_code == 404


@pytest.mark.parametrize("way", ["account", "link"])
def test_a_delegate_offers_for_the_own_organization(stage, way):
    client = client_of(stage.paul) if way == "account" else Client()
    path = at(stage, "offer_add") if way == "account" else by_link(stage, "registration_offer_add")
    assert "delegate" not in client.get(path).context["form"].fields
    page = client.get(client.post(path, filled_in()).url)
    offer = Offer.objects.get()
    assert (offer.delegate, offer.offered_for) == (stage.delegate, stage.a)
    assert offer.user == (stage.paul if way == "account" else None)
    assert page.status_code == 200
    assert "<bdi>Paul" in page.text
    assert "A dark room" in client_of(stage.alice).get(at(stage, "offer", offer.pk)).text


@pytest.mark.parametrize("state", [Delegate.State.WAITING, Delegate.State.WITHDRAWN])
def test_who_has_no_place_offers_nothing(stage, state):
    Delegate.objects.update(state=state)
    assert "by everybody who has a place" in Client().get(by_link(stage, "registration_offers")).text
    assert Client().get(by_link(stage, "registration_offer_add")).status_code == 403
    assert client_of(stage.paul).post(at(stage, "offer_add"), filled_in()).status_code == 403


def test_a_link_opens_the_own_offers_alone(stage):
    offer = make_offered(stage, delegate=stage.delegate)
    other = make_delegate(make_delegation(stage.meeting, stage.b))
    assert Client().get(by_link(stage, "registration_offer", offer.pk)).status_code == 200
    foreign = at(stage, "registration_offer", delegate_token(other), offer.pk)
    assert Client().get(foreign).status_code == 404
    assert Client().get(at(stage, "registration_offer", "x", offer.pk)).status_code == 404


def test_a_question_of_the_host_comes_first_and_is_answered(stage):
    offer = make_offered(stage)
    ask_back(**step(offer, stage.erin, "How many\nchairs?"))
    alice, path = client_of(stage.alice), at(stage, "offer", offer.pk)
    assert "The host asks you" in alice.get(at(stage, "offers")).text
    assert f'href="{path}"' in alice.get("/desk/").text
    page = alice.get(path).text
    assert "How many<br>chairs?" in page
    assert "Erin" not in page
    assert alice.post(path, {"do": "answer", "version": offer.version, "words": ""}).status_code == 422
    assert alice.post(path, {"do": "answer", "version": offer.version, "words": "Twenty."}).url == path
    assert alice.post(path, {"do": "answer", "version": offer.version, "words": "Twenty."}).url == path
    assert offer.events.filter(kind="answered").count() == 1
    late = alice.post(path, {"do": "answer", "version": offer.version, "words": "No, thirty."})
    assert late.status_code == 409
    assert "No, thirty." in late.text


def test_a_stale_change_shows_both_versions(stage):
    offer, alice = make_offered(stage), client_of(stage.alice)
    path = at(stage, "offer", offer.pk)
    assert alice.post(path, filled_in(do="save", version=1, title="Saved first")).url == path
    answer = alice.post(path, filled_in(do="save", version=1, title="Typed too late"))
    assert answer.status_code == 409
    shown = [(one.label, one.yours, one.theirs) for one in answer.context["differences"]]
    assert shown == [("Title", "Typed too late", "Saved first")]
    assert 'name="version" value="2"' in answer.text
    assert alice.post(path, filled_in(do="save", version=2, title="Typed too late")).url == path


def test_a_change_after_the_decision_is_refused_and_kept(stage):
    offer, alice = make_offered(stage), client_of(stage.alice)
    decline(**step(offer, stage.erin, "No room."))
    answer = alice.post(at(stage, "offer", offer.pk), filled_in(do="save", version=1, title="Typed too late"))
    assert answer.status_code == 409
    assert "Typed too late" in answer.text
    assert "No room." in answer.text
    assert 'value="save"' not in answer.text


def test_what_was_withdrawn_can_be_offered_again(stage):
    offer, alice = make_offered(stage), client_of(stage.alice)
    path = at(stage, "offer", offer.pk)
    withdraw_offer(**step(offer, stage.alice, ""))
    assert "Offer it again" in alice.get(path).text
    assert alice.post(path, {"do": "again", "version": offer.version}).url == path
    offer.refresh_from_db()
    assert offer.state == "open"


def test_when_the_meeting_is_over_the_pages_say_so(stage):
    offer, alice = make_offered(stage), client_of(stage.alice)
    stage.meeting.starts_on = stage.meeting.ends_on = str(timezone.now().date() - timedelta(days=2))
    stage.meeting.save()
    for path in (at(stage, "offers"), at(stage, "offer_add"), at(stage, "offer", offer.pk)):
        page = alice.get(path).text
        assert "The meeting is over" in page
        assert 'type="submit"' not in page
    answer = alice.post(at(stage, "offer_add"), filled_in(title="Too late"))
    assert answer.status_code == 422
    assert "Too late" in answer.text


def test_many_offers_cost_as_many_queries_as_one(stage, django_assert_max_num_queries):
    client = client_of(stage.alice)
    make_offered(stage, organizations=[stage.b])
    with django_assert_max_num_queries(20) as first:
        client.get(at(stage, "offers"))
    for number in range(15):
        make_offered(stage, title=f"Number {number}", organizations=[make_organization()])
    with django_assert_max_num_queries(len(first)):
        client.get(at(stage, "offers"))


def test_nobody_in_particular_is_told_who_can_offer(stage):
    page = client_of(make_user()).get(at(stage, "offers")).text
    assert "Sessions are offered by the liaisons of member organizations" in page
    assert ABSTRACT not in page
