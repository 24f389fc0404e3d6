"""The pages on which a host asks people to help, and what those people find."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Helper
from organizations.models import Invitation, Message
from tests.factories import make_helper, make_meeting, make_user
from tests.support.hosting import address, set_hosting
from tests.support.mails import mailed_token

pytestmark = pytest.mark.django_db

ADA = {"name": "Ada", "email": "ada@example.org", "plans_agenda": "on"}


@pytest.fixture
def stage():
    return set_hosting()


@pytest.fixture
def erin(stage):
    return stage.client("erin")


def test_from_being_asked_to_being_in(stage, erin):
    page = erin.post(address(stage, "host_helpers"), ADA, follow=True)
    assert "The invitation to ada@example.org is on its way." in page.text
    assert "Asked, can accept until" in page.text
    path = reverse("accept_invitation", args=[mailed_token("helper-")])
    ada = Client()
    assert f"You are asked to help with {stage.meeting.name}: agenda." in ada.get(path).text
    answer = ada.post(path)
    assert answer.url == address(stage, "host")
    assert "where you help with it" in ada.get(answer.url).text
    assert "You help its host: agenda." in ada.get("/desk/").text
    assert address(stage, "host") in ada.get("/desk/").text
    assert "Helps since" in erin.get(address(stage, "host_helpers")).text


def test_who_has_an_account_is_in_at_once(stage, erin):
    make_user("ada@example.org")
    page = erin.post(address(stage, "host_helpers"), ADA, follow=True)
    assert "has an account and helps from now on" in page.text


def test_faults_stand_on_the_page_and_nothing_typed_is_lost(stage, erin):
    for change, words in [
        ({"plans_agenda": ""}, "Choose what this person helps with."),
        ({"email": "ada"}, "valid email"),
        ({"name": ""}, "required"),
        ({"email": "erin@example.org"}, "speaks for a host"),
    ]:
        page = erin.post(address(stage, "host_helpers"), ADA | change)
        assert page.status_code == 422
        assert words in page.text
        assert (ADA | change)["email"] in page.text
    assert not Helper.objects.exists()


def test_roles_change_and_who_saves_second_sees_both(stage, erin):
    helper = make_helper(stage.meeting)
    path = address(stage, "host_helper", helper.pk)
    stamp = erin.get(path).context["form"]["stamp"].value()
    erin.post(path, {"stamp": stamp, "plans_agenda": "on", "keeps_door": "on"})
    page = erin.post(path, {"stamp": stamp, "sees_logistics": "on"})
    assert page.status_code == 409
    assert [one.label for one in page.context["differences"]] == ["Agenda", "Logistics", "Door"]
    erin.post(path, {"stamp": page.context["form"]["stamp"].value(), "sees_logistics": "on"})
    helper.refresh_from_db()
    assert (helper.plans_agenda, helper.sees_logistics, helper.keeps_door) == (False, True, False)
    assert erin.post(path, {"stamp": ""}).status_code == 422


def test_an_invitation_that_expired_says_so_and_is_sent_again(stage, erin):
    erin.post(address(stage, "host_helpers"), ADA)
    helper = Helper.objects.get()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert "the invitation has expired" in erin.get(address(stage, "host_helpers")).text
    erin.post(address(stage, "host_helper", helper.pk), {"again": "1"})
    assert Message.objects.filter(key__startswith=f"helper-{helper.pk}-").count() == 2


def test_the_end(stage, erin):
    helper = make_helper(stage.meeting, name="Ada")
    stage.people["ada"] = helper.user
    page = erin.post(address(stage, "host_helper", helper.pk), {"end": "1"}, follow=True)
    assert "Ada helps no more." in page.text
    assert stage.client("ada").get(address(stage, "host")).status_code == 404
    assert erin.get(address(stage, "host_helper", helper.pk)).status_code == 404


def test_helpers_of_other_meetings_are_not_found(stage, erin):
    other = make_helper(make_meeting())
    assert erin.get(address(stage, "host_helper", other.pk)).status_code == 404
    assert erin.post(address(stage, "host_helper", other.pk), {"end": "1"}).status_code == 404


def test_the_management_team_sees_who_helps_but_no_address(stage):
    make_helper(stage.meeting, make_user("ada@example.org"), name="Ada")
    page = stage.client("dana").get(address(stage, "host_helpers"))
    assert "Ada" in page.text
    assert "ada@example.org" not in page.text
