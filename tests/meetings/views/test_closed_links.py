"""A link that opens nothing says whom to ask, and not whether it ever opened anything."""

import pytest
from django.urls import reverse

from meetings.links import calendar_token, call_token, delegate_token, delegation_token
from tests.factories import make_delegate, make_delegation, make_liaison, make_meeting, make_organization, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegation():
    organization = make_organization()
    make_liaison(make_user("alice@example.org"), organization)
    return make_delegation(make_meeting(), organization)


def opened(client, name, *args):
    response = client.get(reverse(name, args=args))
    assert response.status_code == 404
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response.headers["Cache-Control"]
    return response.content.decode()


def test_old_and_invented_links_get_the_same_page(client, delegation):
    delegate, slug = make_delegate(delegation), delegation.meeting.slug
    old = {
        "registration": delegate_token(delegate),
        "join": delegation_token(delegation),
        "call_answer": call_token(delegation, "alice@example.org"),
    }
    for row in (delegate, delegation):
        row.link_version += 1
        row.save()
    for name, token in old.items():
        page = opened(client, name, slug, token)
        assert page == opened(client, name, slug, f"{token[:-3]}cut")
        assert page == opened(client, name, slug, "999.1.never")
        assert "opens nothing" in page


def test_a_calendar_of_an_account_that_is_closed(client):
    user = make_user()
    token = calendar_token(user)
    user.is_active = False
    user.save()
    assert "subscribe again" in opened(client, "personal_calendar", token)
