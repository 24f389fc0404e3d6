"""Practical information is for those who have a place, or for everybody, as the host says."""

import pytest
from django.urls import reverse

from meetings.links import delegate_token
from tests.factories import make_delegate, make_delegation
from tests.personas import ANONYMOUS, EVERYBODY
from tests.support.hosting import set_hosting

pytestmark = pytest.mark.django_db

WORDS = "Take tram xpracticalx."


@pytest.fixture
def stage():
    made = set_hosting()
    made.meeting.practical = f"**{WORDS}**"
    made.meeting.save()
    return made


def registration(delegate):
    return reverse("registration", args=[delegate.meeting.slug, delegate_token(delegate)])


def test_what_is_for_everybody_stands_on_the_meetings_page(stage, client):
    stage.meeting.practical_is_public = True
    stage.meeting.save()
    assert f"<strong>{WORDS}</strong>" in client.get(stage.meeting.get_absolute_url()).text


def test_what_is_for_delegates_stands_on_the_page_of_those_with_a_place_alone(stage, client):
    paul = stage.people["paul"].delegates.get()
    assert f"<strong>{WORDS}</strong>" in client.get(registration(paul)).text
    for state in ("waiting", "withdrawn", "refused"):
        assert WORDS not in client.get(registration(make_delegate(paul.delegation, state=state))).text


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_public_page_shows_what_is_for_delegates(stage, who):
    slug = stage.meeting.slug
    paths = ["/", "/meetings/", *(f"/meetings/{slug}/{page}" for page in ("", "agenda/", "participants/"))]
    client = stage.client(who)
    assert [path for path in paths if WORDS in client.get(path).text] == []


def test_who_is_registered_twice_reads_it_where_both_are_listed(stage):
    client, path = stage.client("paul"), reverse("my_registration", args=[stage.meeting.slug])
    paul = stage.people["paul"]
    make_delegate(make_delegation(stage.meeting), user=paul, email="other@example.org", state="waiting")
    assert WORDS in client.get(path).text
    paul.delegates.update(state="waiting")
    assert WORDS not in client.get(path).text
    assert stage.client(ANONYMOUS).get(path).status_code == 302
