"""Who gets a place, who waits and in which order, and that whatever is done twice happens once."""

from datetime import timedelta

import pytest

from meetings.actions.registrations import (
    RegistrationError,
    promote,
    refuse,
    set_quota,
    substitute,
    withdraw,
)
from meetings.models import Delegate
from organizations.models import Activity, Message
from tests.factories import make_delegation, make_meeting, make_user
from tests.support.registering import NOW, enrol

pytestmark = pytest.mark.django_db

CLOSES = NOW + timedelta(days=9)


@pytest.fixture
def meeting():
    return make_meeting(capacity=3, quota=2, registration_opens_at=NOW, registration_closes_at=CLOSES)


@pytest.fixture
def a(meeting):
    return make_delegation(meeting)


@pytest.fixture
def b(meeting):
    return make_delegation(meeting)


def mails_to(delegate):
    return [message.subject for message in Message.objects.filter(to=delegate.email).order_by("pk")]


def states(meeting):
    return {delegate.name: delegate.state for delegate in meeting.delegates.all()}


def test_whoever_is_within_quota_and_capacity_has_a_place_and_a_mail(a):
    ada = enrol(a, "Ada")
    assert (ada.state, ada.state_reason, ada.rank, ada.registered_at) == ("confirmed", "", 1, NOW)
    assert enrol(a, "Ben").rank == 2
    assert mails_to(ada) == [f"You have a place at {a.meeting}"]
    assert Activity.objects.filter(verb="registered").count() == 2


def test_beyond_the_quota_one_waits_and_is_told_why(a):
    enrol(a, "Ada"), enrol(a, "Ben")
    cleo = enrol(a, "Cleo")
    assert (cleo.state, cleo.state_reason) == ("waiting", "The organization has used up its places.")
    assert mails_to(cleo) == [f"You are on the waiting list for {a.meeting}"]


def test_beyond_the_capacity_one_waits_and_is_told_why(a, b, meeting):
    enrol(a, "Ada"), enrol(a, "Ben"), enrol(b, "Bea")
    assert enrol(make_delegation(meeting), "Cem").state_reason == "All places are taken."


def test_a_meeting_without_a_capacity_is_bound_by_quotas_alone(a, meeting):
    meeting.capacity = None
    meeting.save()
    assert [enrol(a, name).state for name in ("Ada", "Ben", "Cleo")] == ["confirmed", "confirmed", "waiting"]


def test_the_account_of_the_address_is_found(a):
    ada = make_user("ada@example.org")
    assert enrol(a, "Ada", email=" Ada@Example.org").user == ada


def test_the_same_registration_sent_twice_is_one(a):
    ada = enrol(a, "Ada", role_title="President")
    assert enrol(a, "Ada", minutes=1, role_title="President", email="ADA@example.org") == ada
    assert len(mails_to(ada)) == 1


@pytest.mark.parametrize("changes", [{"name": "Adam"}, {"role_title": "Secretary"}, {"kind": "guest"}])
def test_another_registration_under_the_same_address_is_refused(a, changes):
    enrol(a, "Ada")
    with pytest.raises(RegistrationError) as refused:
        enrol(a, **{"name": "Ada", "email": "ada@example.org", **changes})
    assert refused.value.message_dict == {"email": ["This address is registered for this meeting already."]}


def test_of_another_organization_neither(a, b):
    enrol(a, "Ada")
    with pytest.raises(RegistrationError):
        enrol(b, "Ada")


def test_whoever_withdrew_may_register_again(a):
    ada = enrol(a, "Ada")
    withdraw(delegate=ada, by=None, now=NOW)
    assert enrol(a, "Ada").pk != ada.pk


def test_a_freed_place_goes_to_the_next_within_its_quota_and_tells_only_them(a, b, meeting):
    ada, _ben, cleo = enrol(a, "Ada"), enrol(a, "Ben"), enrol(a, "Cleo")
    bea, bob = enrol(b, "Bea"), enrol(b, "Bob", minutes=5)
    assert states(meeting) == {
        "Ada": "confirmed",
        "Ben": "confirmed",
        "Cleo": "waiting",
        "Bea": "confirmed",
        "Bob": "waiting",
    }
    assert withdraw(delegate=ada, by=None, now=NOW)
    assert mails_to(ada)[1:] == [f"You are no longer registered for {meeting}"]
    # Cleo is her organization's second again, as Bob is of his, and was there before him.
    cleo.refresh_from_db()
    assert (cleo.state, cleo.state_reason) == ("confirmed", "A place became free.")
    assert len(mails_to(cleo)) == 2
    assert [len(mails_to(one)) for one in (bea, bob)] == [1, 1]


def test_withdrawing_twice_frees_one_place(a, b, meeting):
    ada, ben = enrol(a, "Ada"), enrol(a, "Ben")
    for name in ("Bea", "Bob", "Bill"):
        enrol(b, name)
    stale = Delegate.objects.get(pk=ada.pk)
    assert withdraw(delegate=ada, by=None, now=NOW)
    assert not withdraw(delegate=stale, by=None, now=NOW)
    assert stale.state == "withdrawn"
    assert len(mails_to(ada)) == 2
    assert meeting.delegates.confirmed().count() == 3
    assert ben.state == "confirmed"


def test_once_registration_is_closed_places_go_beyond_quotas(a, meeting):
    people = [enrol(a, name) for name in ("Ada", "Ben", "Cleo", "Dan")]
    withdraw(delegate=people[0], by=None, now=CLOSES)
    assert states(meeting) == {"Ada": "withdrawn", "Ben": "confirmed", "Cleo": "confirmed", "Dan": "confirmed"}


def test_a_substitute_has_the_place_the_rank_and_the_turn(a, meeting):
    ada, ben = enrol(a, "Ada", kind="observer"), enrol(a, "Ben", minutes=1)
    eve = substitute(delegate=ada, successor=Delegate(name="Eve", email="eve@example.org"), by=None)
    assert (eve.rank, eve.kind, eve.state, eve.registered_at) == (1, "observer", "confirmed", NOW)
    assert (ada.state, ada.state_reason) == ("withdrawn", "Replaced by somebody else.")
    assert mails_to(ada)[1:] == [f"Somebody else takes your place at {meeting}"]
    assert mails_to(eve) == [f"You have a place at {meeting}"]
    assert ben.state == "confirmed"


def test_a_substitute_for_somebody_who_waits_waits(a):
    enrol(a, "Ada"), enrol(a, "Ben")
    cleo = enrol(a, "Cleo")
    eve = substitute(delegate=cleo, successor=Delegate(name="Eve", email="eve@example.org"), by=None)
    assert (eve.state, eve.state_reason) == ("waiting", "The organization has used up its places.")


def test_a_substitution_sent_twice_is_one(a):
    ada = enrol(a, "Ada")
    stale = Delegate.objects.get(pk=ada.pk)
    eve = substitute(delegate=ada, successor=Delegate(name="Eve", email="eve@example.org"), by=None)
    assert substitute(delegate=stale, successor=Delegate(name="Eve", email="eve@example.org"), by=None) == eve
    assert (len(mails_to(ada)), len(mails_to(eve))) == (2, 1)


def test_only_an_own_place_can_be_handed_on_and_to_nobody_who_has_one(a):
    ada, ben = enrol(a, "Ada"), enrol(a, "Ben")
    with pytest.raises(RegistrationError, match="registered for this meeting already"):
        substitute(delegate=ada, successor=Delegate(name="Ben", email=ben.email), by=None)
    withdraw(delegate=ada, by=None, now=NOW)
    with pytest.raises(RegistrationError, match="no place to hand on"):
        substitute(delegate=ada, successor=Delegate(name="Eve", email="eve@example.org"), by=None)


def test_the_host_refuses_with_a_reason_and_the_next_moves_up(a, meeting):
    ada, _ben, cleo = enrol(a, "Ada"), enrol(a, "Ben"), enrol(a, "Cleo")
    erin = make_user()
    with pytest.raises(RegistrationError, match="Say why"):
        refuse(delegate=ada, by=erin, now=NOW, reason=" ")
    assert refuse(delegate=ada, by=erin, now=NOW, reason="Registered by mistake.")
    assert not refuse(delegate=ada, by=erin, now=NOW, reason="Registered by mistake.")
    assert mails_to(ada)[1:] == [f"The host of {meeting} has turned your registration down"]
    cleo.refresh_from_db()
    assert cleo.state == "confirmed"


def test_the_host_moves_somebody_up_within_the_capacity(a, b):
    enrol(a, "Ada"), enrol(a, "Ben")
    cleo, dan, erin = enrol(a, "Cleo"), enrol(a, "Dan"), make_user()
    with pytest.raises(RegistrationError, match="Say why"):
        promote(delegate=cleo, by=erin, reason="")
    assert promote(delegate=cleo, by=erin, reason="She trains the trainers.")
    assert not promote(delegate=cleo, by=erin, reason="Twice.")
    assert len(mails_to(cleo)) == 2
    with pytest.raises(RegistrationError, match="All places are taken"):
        promote(delegate=dan, by=erin, reason="He too.")


def test_a_larger_quota_lets_the_next_move_up_and_needs_a_reason(a):
    enrol(a, "Ada"), enrol(a, "Ben")
    cleo, dana = enrol(a, "Cleo"), make_user()
    with pytest.raises(Exception, match="quota of its own"):
        set_quota(delegation=a, quota=3, reason=" ", by=dana, now=NOW)
    set_quota(delegation=a, quota=3, reason="It brings the trainers.", by=dana, now=NOW)
    cleo.refresh_from_db()
    assert cleo.state == "confirmed"
    set_quota(delegation=a, quota=None, reason="Ignored.", by=dana, now=NOW)
    a.refresh_from_db()
    assert (a.quota, a.quota_reason) == (2, "")
