"""Stars of somebody who is signed in: for scripts as JSON, for everybody as a page."""

import pytest
from django.test import Client

from tests.factories import make_liaison, make_meeting, make_organization, make_session, make_star, make_user
from tests.support.accounts import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting(slug="spring-2027", year=2027, season="spring")


@pytest.fixture
def user():
    return make_user(name="Ada")


@pytest.fixture
def browser(user):
    """One that insists on the token of forms."""
    client = Client(enforce_csrf_checks=True)
    sign_in(client, user)
    return client


PATH, PAGE = "/meetings/spring-2027/agenda/stars/", "/meetings/spring-2027/agenda/mine/"


def test_a_script_reads_and_changes_them_with_the_token_that_it_reads(browser, meeting, user):
    one, other = make_session(meeting), make_session(meeting)
    make_star(user, one)
    make_star(session=other)
    answer = browser.get(PATH)
    assert {**answer.json(), "token": ""} == {"owner": user.pk, "stars": [str(one.pk)], "token": ""}
    change = {"add": [other.pk], "remove": [one.pk]}
    assert browser.post(PATH, change).status_code == 403
    answer = browser.post(PATH, change, headers={"X-CSRFToken": answer.json()["token"]})
    assert answer.json()["stars"] == [str(other.pk)]


def test_no_cache_keeps_them(browser, meeting):
    for path in (PATH, PAGE):
        assert {"private", "no-store"} <= set(browser.get(path).headers["Cache-Control"].split(", "))


def test_the_page_shows_what_has_a_star_and_what_one_leads_and_the_rest_to_choose_from(client, meeting, user):
    sign_in(client, user)
    iaps = make_organization("IAPS")
    make_liaison(user, iaps)
    make_star(user, make_session(meeting, title="Starred"))
    make_session(meeting, title="Led", leads=[iaps])
    make_session(meeting, title="Another", leads=[make_organization()])
    make_session(meeting, title="Tea", kind="break")
    make_session(meeting, title="Secret", state="draft", leads=[iaps])
    mine = client.get(PAGE).context["mine"]
    assert [entry.title for entry in mine.own.entries] == ["Starred", "Led"]
    assert [entry.title for entry in mine.rest.entries] == ["Another"]
    assert "you lead it" in client.get(PAGE).text


def test_buttons_add_and_remove_without_a_script(client, meeting, user):
    sign_in(client, user)
    session = make_session(meeting)
    assert client.post(PAGE, {"add": session.pk}).url == PAGE
    assert f'name="remove" value="{session.pk}"' in client.get(PAGE).text
    client.post(PAGE, {"remove": session.pk})
    assert f'name="add" value="{session.pk}"' in client.get(PAGE).text
    assert "Nothing yet." in client.get(PAGE).text


def test_a_meeting_that_is_not_announced_has_none(client, user):
    sign_in(client, user)
    make_meeting(slug="spring-2027", year=2027, season="spring", state="draft")
    assert (client.get(PATH).status_code, client.get(PAGE).status_code) == (404, 404)
