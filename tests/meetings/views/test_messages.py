"""The host's message to many: read before it leaves, to those who come or wait, once, and written down."""

import re

import pytest

from organizations.models import Activity, Message
from tests.factories import make_delegate, make_delegation
from tests.personas import EVERYBODY, set_stage

TYPED = {"to": "active", "subject": "Bring warm clothes", "text": "It is cold <here>.\n\nTake a coat & a hat."}

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    """Of the two organizations three people come and one waits; one more has withdrawn."""
    stage = set_stage()
    delegation = make_delegation(stage.meeting, stage.host)
    make_delegate(delegation, name="Ada", email="ada@example.org")
    make_delegate(delegation, name="Ben", email="ben@example.org", state="waiting")
    make_delegate(delegation, name="Cleo", email="cleo@example.org", state="withdrawn")
    make_delegate(meeting=stage.meeting, name="Gus Guest", email="gus@example.org")
    make_delegate(name="Eve Elsewhere", email="eve@example.org")
    return stage


def address(stage):
    return f"/meetings/{stage.meeting.slug}/host/message/"


def preview(stage, **changes):
    return stage.client("erin").post(address(stage), TYPED | changes)


def seal_in(page):
    return re.search(r'name="seal" value="([^"]+)"', page.text)[1]


def send(stage, seal, **changes):
    return stage.client("erin").post(address(stage), TYPED | changes | {"seal": seal}, follow=True)


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_host_alone_writes_and_who_oversees_all_where_there_is_none(stage, who):
    expected = {"anonymous": 302, "erin": 200, "dana": 403, "root": 403}.get(who, 404)
    assert stage.client(who).get(address(stage)).status_code == expected
    stage.people["erin"].mandates.update(until="2021-01-01")
    expected = {"anonymous": 302, "dana": 200, "root": 200}.get(who, 404)
    assert stage.client(who).get(address(stage)).status_code == expected


def test_it_is_shown_as_it_will_be_read_before_anything_leaves(stage):
    page = preview(stage)
    assert page.status_code == 200
    assert "Bring warm clothes" in page.text
    assert "Dear Ada," in page.text
    assert "It is cold &lt;here&gt;." in page.text
    assert "Send to 4 people" in page.text
    for name, is_there in {"Gus Guest": True, "Ben": True, "Cleo": False, "Eve": False}.items():
        assert (name in page.text) is is_there
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("to", "readers"),
    [
        ("confirmed", {"ada@example.org", "gus@example.org", "paul@example.org"}),
        ("waiting", {"ben@example.org"}),
        ("active", {"ada@example.org", "ben@example.org", "gus@example.org", "paul@example.org"}),
    ],
)
def test_it_goes_to_the_group_that_was_chosen(stage, to, readers):
    answer = send(stage, seal_in(preview(stage, to=to)), to=to)
    assert f"{len(readers)} mail" in answer.text
    assert set(Message.objects.values_list("to", flat=True)) == readers


def test_the_mail_has_the_words_as_typed_and_is_written_down(stage):
    send(stage, seal_in(preview(stage)))
    mail = Message.objects.get(to="gus@example.org")
    assert mail.subject == "Bring warm clothes"
    assert "Dear Gus Guest,\n\nIt is cold <here>.\n\nTake a coat & a hat.\n\nErin\n" in mail.text
    assert "It is cold &lt;here&gt;." in mail.html
    assert mail.key.startswith("delegate-")
    deed = Activity.objects.get(verb="wrote to the delegates")
    assert (deed.actor, deed.detail["mails"]) == (stage.people["erin"], 4)


def test_a_button_pressed_twice_sends_once_and_the_same_words_later_send_again(stage, monkeypatch):
    seal = seal_in(preview(stage))
    send(stage, seal)
    assert "sent already" in send(stage, seal).text
    assert Message.objects.count() == 4
    monkeypatch.setattr("django.core.signing.time.time", lambda: 4_000_000_000)
    send(stage, seal_in(preview(stage)))
    assert Message.objects.count() == 8


@pytest.mark.parametrize("change", [{"text": "Other words"}, {"to": "confirmed"}, {"subject": "Other"}])
def test_what_was_not_shown_is_shown_first(stage, change):
    page = send(stage, seal_in(preview(stage)), **change)
    assert page.status_code == 409
    assert not Message.objects.exists()
    send(stage, seal_in(page), **change)
    assert Message.objects.exists()


def test_somebody_who_withdrew_meanwhile_asks_again(stage):
    seal = seal_in(preview(stage))
    stage.meeting.delegates.filter(name="Ada").update(state="withdrawn")
    assert "it has changed since you saw it" in send(stage, seal).text
    assert not Message.objects.exists()


def test_going_back_to_change_it_loses_nothing(stage):
    page = preview(stage, edit="1")
    assert 'value="Bring warm clothes"' in page.text
    assert "Take a coat &amp; a hat." in page.text


@pytest.mark.parametrize("fault", [{"subject": ""}, {"text": " "}, {"text": "x" * 10_001}, {"to": "everybody"}])
def test_a_fault_is_named_and_nothing_is_lost(stage, fault):
    page = preview(stage, **fault)
    assert page.status_code == 422
    assert "needs another look" in page.text
    assert page.context["form"].data["text"] == (TYPED | fault)["text"]


def test_an_empty_group_is_told_so(stage):
    stage.meeting.delegates.filter(state="waiting").delete()
    page = preview(stage, to="waiting")
    assert page.status_code == 422
    assert "Nobody is in this group now" in page.text
    assert "Bring warm clothes" in page.text
