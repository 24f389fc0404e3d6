"""Delegations with their delegates in the back office."""

import pytest

from meetings.models import Delegate, Delegation
from tests.factories import make_delegate, make_delegation, make_meeting
from tests.support.admin import admin_url, change, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("root")]


def beside(delegation, **fields):
    """One new row among the delegates of a delegation."""
    row = {"delegation": delegation.pk, "name": "Ada", "kind": "delegate", "state": "confirmed", **fields}
    return {"delegates-TOTAL_FORMS": "1", **{f"delegates-0-{name}": value for name, value in row.items()}}


def test_a_delegate_is_added_beside_the_delegation_and_comes_to_its_meeting(client):
    delegation = make_delegation()
    change(client, delegation, **beside(delegation, email="ada@example.org"))
    ada = Delegate.objects.get()
    assert (ada.name, ada.meeting, ada.delegation) == ("Ada", delegation.meeting, delegation)
    assert ada.registered_at


def test_nobody_comes_to_a_meeting_twice(client):
    meeting = make_meeting()
    make_delegate(make_delegation(meeting), email="ada@example.org")
    delegation = make_delegation(meeting)
    url = admin_url(delegation, "change", delegation.pk)
    response = client.post(url, {**typed(client.get(url)), **beside(delegation, email="ada@example.org")})
    assert "registered for this meeting already" in response.text
    assert Delegate.objects.count() == 1


def test_a_delegate_cannot_be_in_a_delegation_of_another_meeting(client):
    delegate, other = make_delegate(), make_delegation()
    url = admin_url(delegate, "change", delegate.pk)
    response = client.post(url, {**typed(client.get(url)), "delegation": other.pk})
    assert "This delegation is of another meeting." in response.text


def test_a_new_delegation_stands_before_its_delegates(client):
    assert "delegates-TOTAL_FORMS" not in client.get(admin_url(Delegation, "add")).text
