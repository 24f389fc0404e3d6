"""The back office publishes reports that can be read, and says what is in the way of the others."""

import pytest

from meetings.models import Report
from tests.factories import make_report
from tests.support.admin import admin_url

pytestmark = pytest.mark.django_db


def test_reports_are_published_unless_they_say_nothing_yet(client, root):
    whole, empty = make_report(state="draft", title="Whole"), make_report(state="draft", title="Empty", summary="")
    done = make_report(state="final", title="Done")
    said = {"action": "publish", "_selected_action": [whole.pk, empty.pk, done.pk]}
    answer = client.post(admin_url(Report, "changelist"), said, follow=True)
    assert dict(Report.objects.values_list("title", "state")) == {
        "Whole": "published",
        "Empty": "draft",
        "Done": "final",
    }
    assert "1 report was published." in answer.text
    assert "Empty: A report needs a text" in answer.text
