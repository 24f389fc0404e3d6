"""People who help with a meeting: asked by mail, let in once they are known, and out again at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.actions.helpers import (
    HelpEndedError,
    StaleHelperError,
    ask_again,
    ask_to_help,
    change_roles,
    end_help,
    roles_of,
)
from meetings.actions.retention import forget_old_helpers
from meetings.models import Helper
from meetings.rules import may_plan
from meetings.stamps import stamp_of
from organizations.actions.invitations import InvitationClosedError, accept_invitation, invite
from organizations.clock import today
from organizations.models import Activity, Message, User
from tests.factories import make_helper, make_host, make_invitation, make_liaison, make_meeting, make_user
from tests.support.mails import mailed_token, words_of

pytestmark = pytest.mark.django_db

AGENDA = {"plans_agenda": True, "sees_logistics": False, "keeps_door": False}


@pytest.fixture
def meeting():
    return make_meeting(season="spring", year=2027)


@pytest.fixture
def erin():
    return make_user("erin@example.org", name="Erin")


def ask(meeting, erin, email="ada@example.org", **roles):
    helper = Helper(meeting=meeting, email=email, name="Ada", **(roles or {"plans_agenda": True}))
    return ask_to_help(helper=helper, by=erin, day=today())


def link(helper):
    return mailed_token(f"helper-{helper.pk}-")


def test_who_has_no_account_is_invited_and_helps_from_the_acceptance_on(meeting, erin):
    helper = ask(meeting, erin, " Ada@Example.org", plans_agenda=True, keeps_door=True)
    assert (helper.email, helper.user, helper.since) == ("ada@example.org", None, None)
    words = words_of(Message.objects.get())
    assert "Erin asks you to help with Spring 2027" in words
    assert "agenda, door" in words
    ada = accept_invitation(token=link(helper))
    helper.refresh_from_db()
    assert (helper.user, helper.since, ada.email) == (ada, today(), "ada@example.org")
    assert may_plan(ada, meeting, today())
    assert Activity.objects.filter(verb="began to help", actor=ada).exists()


def test_who_has_an_account_helps_at_once_and_reads_so(meeting, erin):
    ada = make_user("ada@example.org")
    helper = ask(meeting, erin)
    assert (helper.user, helper.since, helper.invitation) == (ada, today(), None)
    assert may_plan(ada, meeting, today())
    message = Message.objects.get()
    assert message.to == "ada@example.org"
    assert "/host/" in words_of(message)


def test_asked_twice_is_asked_once(meeting, erin):
    assert ask(meeting, erin) == ask(meeting, erin, "ADA@example.org")
    assert Message.objects.count() == 1
    with pytest.raises(ValidationError, match="helps with the meeting already"):
        ask(meeting, erin, keeps_door=True)


def test_nobody_is_asked_for_nothing_and_no_host_to_help(meeting, erin):
    host = make_host(meeting)
    make_liaison(erin, host.organization)
    User.objects.filter(pk=make_user("gone@example.org").pk).update(is_active=False)
    for email, roles, words in [
        ("erin@example.org", {}, "speaks for a host"),
        ("gone@example.org", {}, "switched off"),
        ("ada", {}, "valid email"),
        ("ada@example.org", {"plans_agenda": False}, "Choose what"),
    ]:
        with pytest.raises(ValidationError, match=words):
            ask(meeting, erin, email, **roles)
    assert not Helper.objects.exists()
    assert not Message.objects.exists()


def test_another_invitation_to_the_same_address_does_not_close_this_one(meeting, erin):
    helper = ask(meeting, erin)
    invite(email="ada@example.org", name="Ada", by=erin)
    accept_invitation(token=link(helper))
    assert Helper.objects.get().user


def test_asking_again_makes_the_earlier_link_useless(meeting, erin):
    helper = ask(meeting, erin)
    former = link(helper)
    ask_again(helper=helper, by=erin, day=today())
    with pytest.raises(InvitationClosedError):
        accept_invitation(token=former)
    accept_invitation(token=link(helper))
    with pytest.raises(HelpEndedError):
        ask_again(helper=helper, by=erin, day=today())


def test_asked_again_who_has_an_account_by_now_begins_at_once(meeting, erin):
    helper = ask(meeting, erin)
    ada = make_user("ada@example.org")
    assert ask_again(helper=helper, by=erin, day=today()).user == ada


def test_roles_change_unless_somebody_was_faster(meeting, erin):
    helper = make_helper(meeting, plans_agenda=True)
    stamp = stamp_of(roles_of(helper))
    assert not change_roles(helper=helper, stamp=stamp, roles=AGENDA, by=erin)
    assert change_roles(helper=helper, stamp=stamp, roles=AGENDA | {"keeps_door": True}, by=erin)
    with pytest.raises(StaleHelperError):
        change_roles(helper=helper, stamp=stamp, roles=AGENDA, by=erin)
    assert Helper.objects.get().keeps_door


def test_the_end_is_at_once_and_a_mail_says_so(meeting, erin):
    helper = make_helper(meeting, make_user("ada@example.org"), since=today())
    end_help(helper=helper, by=erin, day=today())
    assert not may_plan(helper.user, meeting, today())
    assert "has ended your help" in words_of(Message.objects.get())
    with pytest.raises(HelpEndedError):
        end_help(helper=helper, by=erin, day=today())
    assert ask(meeting, erin).user == helper.user, "and may be asked anew"


def test_an_invitation_is_taken_back_without_a_word(meeting, erin):
    helper = ask(meeting, erin)
    token = link(helper)
    end_help(helper=helper, by=erin, day=today())
    assert not Helper.objects.exists()
    assert Message.objects.count() == 1
    with pytest.raises(InvitationClosedError):
        accept_invitation(token=token)


def test_a_year_after_the_meeting_nobody_knows_who_helped(erin):
    old, recent = (make_meeting(year=year, starts_on=f"{year}-04-01") for year in (2020, 2021))
    make_helper(old, name="Ada", invitation=make_invitation())
    ask(recent, erin, "bea@example.org")
    forget_old_helpers(now=timezone.now().replace(year=2021, month=4, day=2) + timedelta(days=1))
    assert [helper.meeting for helper in Helper.objects.all()] == [recent]
