"""The list on which a host ticks off who came."""

import pytest
from django.urls import reverse

from tests.factories import make_delegate, make_delegation, make_organization
from tests.personas import set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    made = set_stage()
    made.meeting.delegations.update(attended=None)
    return made


@pytest.fixture
def erin(stage):
    return stage.client("erin")


def address(stage):
    return reverse("host_attendance", args=[stage.meeting.slug])


def form(client, stage):
    return client.get(address(stage)).context["form"]


def test_who_has_people_is_ticked_beforehand_and_who_said_nothing_is_not(stage, erin):
    silent = make_delegation(stage.meeting, make_organization("ZZZ"), attended=None)
    page = form(erin, stage)
    assert [(str(line.delegation.party), ticked) for line, ticked in page.expected] == [("AAA", True)]
    assert [(str(line.delegation.party), ticked) for line, ticked in page.others] == [("BBB", False), ("ZZZ", False)]
    make_delegate(silent, name="Zoe Zander")
    assert "Zoe Zander" in erin.get(address(stage)).content.decode()


def test_what_was_confirmed_is_shown_again(stage, erin):
    b = stage.meeting.delegations.get(organization=stage.b)
    guest = make_organization("GUEST")
    sent = {"stamp": form(erin, stage)["stamp"].value(), "came": [b.pk], "people": "7", "also": guest.pk}
    assert erin.post(address(stage), sent).status_code == 302
    stage.meeting.refresh_from_db()
    assert stage.meeting.all_attendance_known
    page = form(erin, stage)
    assert {str(line.delegation.party): ticked for line, ticked in [*page.expected, *page.others]} == {
        "AAA": False,
        "BBB": True,
        "GUEST": True,
    }
    assert page["people"].value() == 7
    assert "AAA" not in stage.client("anonymous").get(f"/meetings/{stage.meeting.slug}/").content.decode()


def test_nobody_ticks_over_what_another_has_ticked(stage, erin):
    a = stage.meeting.delegations.get(organization=stage.a)
    stamp = form(erin, stage)["stamp"].value()
    erin.post(address(stage), {"stamp": stamp, "came": [a.pk]})
    late = erin.post(address(stage), {"stamp": stamp, "came": []})
    assert late.status_code == 409
    assert next(one.theirs for one in late.context["differences"]) == "AAA"
    assert stage.meeting.delegations.get(organization=stage.a).attended
    assert erin.post(address(stage), {"stamp": late.context["form"].data["stamp"], "came": []}).status_code == 302


@pytest.mark.parametrize(
    "said", [{"came": ["x"]}, {"came": ["999999"]}, {"people": "-1"}, {"also": "x"}, {"role": "x"}]
)
def test_what_cannot_be_is_refused(stage, erin, said):
    sent = {"stamp": form(erin, stage)["stamp"].value(), **said}
    assert erin.post(address(stage), sent).status_code == 422
