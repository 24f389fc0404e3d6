"""The back office neither deletes an outcome nor moves it on silently."""

import pytest

from meetings.models import Outcome
from tests.factories import make_meeting, make_organization, make_outcome
from tests.support.admin import admin_url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("root")]


def test_an_outcome_is_corrected_but_neither_moved_on_nor_deleted(client):
    outcome = make_outcome(make_meeting(), owners=[make_organization()], title="A calender")
    sent = {"title": "A calendar", "kind": "action", "text": "", "meeting": outcome.meeting_id, "state": "dropped"}
    assert client.post(admin_url(outcome, "change", outcome.pk), sent).status_code == 302
    outcome.refresh_from_db()
    assert (outcome.title, outcome.state, outcome.owners.count()) == ("A calendar", "proposed", 1)
    assert client.post(admin_url(outcome, "delete", outcome.pk), {"post": "yes"}).status_code == 403
    picked = {"action": "delete_selected", "_selected_action": outcome.pk, "post": "yes"}
    client.post(admin_url(Outcome, "changelist"), picked)
    assert Outcome.objects.filter(pk=outcome.pk).exists()
