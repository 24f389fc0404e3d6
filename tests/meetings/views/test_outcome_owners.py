"""The page on which owners hand an outcome back and hosts name others."""

import pytest

from meetings.actions.outcome_owners import leave_outcome
from organizations.models import Activity, User
from tests.factories import make_host, make_liaison, make_meeting, make_organization, make_outcome, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome():
    meeting, host, owner = make_meeting(), make_organization("HOST"), make_organization("OURS")
    make_host(meeting, host)
    make_liaison(make_user("erin@example.org"), host)
    make_liaison(make_user("alice@example.org"), owner)
    return make_outcome(meeting, owners=[owner])


def signed_in(client, name):
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


def test_the_only_owner_is_asked_twice(client, outcome):
    address = f"/outcomes/{outcome.pk}/owners/"
    page = signed_in(client, "alice").get(address).content.decode()
    assert "It is the only owner." in page
    assert "Name another owner" not in page
    refused = client.post(address, {"what": "leave", "reason": "No hands."})
    assert refused.status_code == 422
    assert "Tick this" in refused.content.decode()
    assert "No hands." in refused.content.decode()
    assert client.post(address, {"what": "leave", "reason": "No hands.", "alone": "on"}).status_code == 302
    assert not outcome.owners.exists()
    assert "OURS hands it back: No hands." in client.get(outcome.get_absolute_url()).content.decode()
    assert Activity.objects.filter(verb="left").exists()


def test_who_becomes_the_only_owner_in_the_same_moment_is_asked_too(client, outcome, monkeypatch):
    other = make_organization("OTHER")
    outcome.owners.add(other)

    def leave_second(**values):
        outcome.owners.remove(other)
        return leave_outcome(**values)

    monkeypatch.setattr("meetings.views.outcome_owners.leave_outcome", leave_second)
    address = f"/outcomes/{outcome.pk}/owners/"
    refused = signed_in(client, "alice").post(address, {"what": "leave", "reason": "No hands."})
    assert refused.status_code == 422
    assert "Tick this" in refused.content.decode()
    assert client.post(address, {"what": "leave", "reason": "No hands.", "alone": "on"}).status_code == 302


def test_the_host_names_another(client, outcome):
    other, address = make_organization("OTHER"), f"/outcomes/{outcome.pk}/owners/"
    page = signed_in(client, "erin").get(address).content.decode()
    assert "Hand it back" not in page
    assert client.post(address, {"what": "leave", "reason": "x", "alone": "on"}).status_code == 403
    assert client.post(address, {"what": "name", "owner": other.pk}).status_code == 422
    assert client.post(address, {"what": "name", "owner": other.pk, "note": "Agreed."}).status_code == 302
    assert outcome.owners.count() == 2


def test_an_organization_without_owners_is_shown_to_its_host_with_a_link(client, outcome):
    outcome.owners.clear()
    page = signed_in(client, "erin").get(f"/meetings/{outcome.meeting.slug}/host/outcomes/").content.decode()
    assert f"/outcomes/{outcome.pk}/owners/" in page
