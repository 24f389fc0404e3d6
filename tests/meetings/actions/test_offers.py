"""An offer's story: each step is on record and told once, and of two who are at odds only one is heard."""

from datetime import timedelta

import pytest
from django.utils import timezone

from meetings.actions import offers
from meetings.actions.offers import OfferError, StaleOfferError
from meetings.models import Offer, Plan, PlanChange
from organizations.models import Activity, ContentVersion, Message
from tests.factories import make_delegate, make_helper, make_organization, make_partner, make_topic, make_user
from tests.support.offering import make_offered, said, set_offering

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_offering()


def now():
    return timezone.now()


def kinds(offer):
    return list(offer.events.order_by("pk").values_list("kind", flat=True))


def mails(kind):
    """To whom mails about such an event went."""
    return sorted(Message.objects.filter(key__contains=f"-{kind}-").values_list("to", flat=True))


def say(stage, offer, do, words="", *, by=None, version=None):
    by = by or (stage.alice if do in {"answer", "withdraw_offer", "offer_again"} else stage.erin)
    getattr(offers, do)(offer=offer, version=version or offer.version, words=words, by=by, now=now())


def test_an_offer_is_on_record_and_told_to_those_who_plan_and_to_no_public_page(stage):
    helper = make_helper(stage.meeting, make_user("helper@example.org"))
    make_helper(stage.meeting, make_user("door@example.org"), keeps_door=True)
    content = ContentVersion.current()
    offer = make_offered(stage)
    assert (offer.state, offer.version, kinds(offer)) == ("open", 1, ["offered"])
    assert offer.events.get().by == stage.alice
    assert list(offer.organizations.all()) == [stage.a]
    assert mails("offered") == [stage.erin.email, helper.email]
    assert ContentVersion.current() == content
    assert Activity.objects.get(verb="offer offered").actor == stage.alice
    message = Message.objects.filter(to=stage.erin.email).get()
    assert offer.title in message.subject
    assert "(Lisbon time, UTC" in message.text
    assert f"/host/offers/{offer.pk}/" in message.text
    assert "Alice" not in message.text


def test_the_same_offer_sent_twice_is_one(stage):
    assert make_offered(stage) == make_offered(stage)
    assert kinds(Offer.objects.get()) == ["offered"]
    assert mails("offered") == [stage.erin.email]
    make_offered(stage, title="Another")
    assert Offer.objects.count() == 2


def test_nobody_floods_the_host(stage):
    for number in range(offers.MOST):
        make_offered(stage, title=f"Number {number}")
    with pytest.raises(OfferError, match="20 sessions on offer"):
        make_offered(stage, title="One more")


def test_organizations_named_in_it_are_told_once_each(stage):
    offer = make_offered(stage, organizations=[stage.b])
    assert mails("named") == [stage.charlie.email]
    c = make_organization("CCC", role_email="external@ccc.example")
    offers.change_offer(offer=offer, version=1, values=said(organizations=[stage.b, c]), by=stage.alice, now=now())
    assert mails("named") == [stage.charlie.email, "external@ccc.example"]


def test_an_own_offer_is_told_to_the_liaisons_of_the_organization(stage):
    make_offered(stage, by=stage.paul, delegate=stage.delegate)
    assert mails("named") == [stage.alice.email]


def test_a_change_keeps_the_state_and_says_what_changed(stage):
    offer = make_offered(stage, topics=[make_topic()])
    content = said(title="Stars", minutes=45)
    assert offers.change_offer(offer=offer, version=1, values=content, by=stage.alice, now=now())
    offer.refresh_from_db()
    assert (offer.title, offer.minutes, offer.topics.count(), offer.version) == ("Stars", 45, 0, 2)
    assert kinds(offer) == ["offered", "changed"]
    assert offer.events.last().note == "Title, Minutes, Topics"
    # Sent once more, it has been done already; what another one saw before is refused.
    assert not offers.change_offer(offer=offer, version=1, values=content, by=stage.alice, now=now())
    with pytest.raises(StaleOfferError) as stale:
        offers.change_offer(offer=offer, version=1, values=said(title="Moons"), by=stage.alice, now=now())
    assert stale.value.offer.title == "Stars"


def test_the_host_asks_back_is_answered_and_accepts(stage):
    partner, topic = make_partner(), make_topic()
    offer = make_offered(stage, organizations=[stage.b], partner=partner, topics=[topic], delegate=stage.delegate)
    say(stage, offer, "ask_back", "How many chairs?")
    assert offer.state == "asked"
    assert mails("asked") == [stage.alice.email, stage.delegate.email]
    personal = Message.objects.get(key__startswith=f"delegate-{stage.delegate.pk}-offer-asked-")
    assert f"/registration/{stage.delegate.pk}." in personal.text
    assert "How many chairs?" in personal.text
    say(stage, offer, "answer", "Twenty.")
    assert (offer.state, mails("answered")) == ("open", [stage.erin.email])
    say(stage, offer, "accept")
    assert kinds(offer) == ["offered", "asked", "answered", "accepted"]
    plan = stage.meeting.plans.get()
    assert offer.plan == plan
    assert (plan.title, plan.abstract, plan.minutes, plan.kind) == (offer.title, offer.abstract, 90, "workshop")
    assert (plan.starts_at, plan.day, plan.room) == (None, None, None)
    assert list(plan.topics.all()) == [topic]
    leads = [(lead.organization, lead.partner, lead.delegate) for lead in plan.leads.order_by("pk")]
    assert leads == [(stage.a, None, stage.delegate), (stage.b, None, None), (None, partner, None)]
    assert mails("accepted") == [stage.alice.email, stage.delegate.email]
    assert PlanChange.objects.get().by == stage.erin


def test_accepting_twice_is_one_plan_and_one_mail(stage):
    offer = make_offered(stage)
    for _ in range(2):
        say(stage, offer, "accept", version=1)
    with pytest.raises(StaleOfferError):
        say(stage, offer, "accept", by=make_user(), version=1)
    assert Plan.objects.count() == 1
    assert mails("accepted") == [stage.alice.email]


def test_a_guest_without_an_organization_offers_alone(stage):
    guest = make_delegate(meeting=stage.meeting, email="guest@example.org", kind="guest")
    offer = offers.offer_session(
        meeting=stage.meeting, offered_for=None, values=said(delegate=guest), by=None, now=now()
    )
    say(stage, offer, "accept")
    assert (offer.plan.leads.count(), mails("accepted")) == (0, ["guest@example.org"])


def test_declining_needs_a_word_and_can_be_thought_over(stage):
    offer = make_offered(stage)
    with pytest.raises(OfferError):
        say(stage, offer, "decline", " ")
    say(stage, offer, "decline", "No dark room.")
    assert "No dark room." in Message.objects.get(key__contains="-declined-").text
    with pytest.raises(StaleOfferError):
        say(stage, offer, "offer_again")
    say(stage, offer, "take_up_again")
    assert (offer.state, mails("taken-up")) == ("open", [stage.alice.email])


def test_what_was_withdrawn_is_for_those_who_offered_it_to_offer_again(stage):
    offer = make_offered(stage)
    say(stage, offer, "withdraw_offer", "Nobody is left.")
    assert (offer.state, mails("withdrawn")) == ("withdrawn", [stage.erin.email])
    with pytest.raises(StaleOfferError):
        say(stage, offer, "take_up_again")
    say(stage, offer, "offer_again")
    assert (offer.state, mails("reopened")) == ("open", [stage.erin.email])


def test_an_organization_takes_itself_out_of_what_another_offers(stage):
    offer = make_offered(stage, organizations=[stage.b])
    leave = {"offer": offer, "by": stage.charlie, "now": now()}
    assert not offers.leave_offer(organization=stage.a, **leave)
    assert offers.leave_offer(organization=stage.b, **leave)
    assert not offers.leave_offer(organization=stage.b, **leave)
    assert list(offer.organizations.all()) == [stage.a]
    assert offer.events.last().note == "BBB does not lead it any more."
    assert mails("left") == [stage.alice.email]


@pytest.mark.parametrize("state", ["over", "cancelled"])
def test_when_the_meeting_is_over_or_called_off_nothing_changes(stage, state):
    offer, before = make_offered(stage), Message.objects.count()
    if state == "over":
        stage.meeting.starts_on = stage.meeting.ends_on = str(now().date() - timedelta(days=2))
    else:
        stage.meeting.state = "cancelled"
    stage.meeting.save()
    offer.refresh_from_db()
    for do in ("accept", "ask_back", "decline", "withdraw_offer"):
        with pytest.raises(OfferError, match="over, or was called off"):
            say(stage, offer, do, "Words")
    with pytest.raises(OfferError):
        offers.change_offer(offer=offer, version=1, values=said(title="X"), by=stage.alice, now=now())
    with pytest.raises(OfferError):
        make_offered(stage, title="Another")
    assert (Message.objects.count(), kinds(offer)) == (before, ["offered"])


def test_a_mail_is_short_and_whole(stage):
    offer = make_offered(stage)
    say(stage, offer, "ask_back", "How many chairs?")
    text = Message.objects.get(key__contains="-asked-").text
    assert "90 minutes\n\nHow many chairs?\n\nAnswer here" in text
    assert "\n\n\n" not in text
    assert "\n\n\n" not in Message.objects.get(key__contains="-offered-").text
