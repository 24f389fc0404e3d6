"""The page on which a host says when and where its meeting is, and what its guests need to know."""

from datetime import UTC, datetime

import pytest

from meetings.models import Meeting
from tests.factories import make_helper, make_plan, make_topic
from tests.support.hosting import address, set_hosting

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_hosting()


@pytest.fixture
def erin(stage):
    return stage.client("erin")


def typed(response):
    """The form as a browser would send it back: boxes only where they are ticked."""
    form = response.context["form"]
    values = {field.name: "" if field.value() is None else field.value() for field in form}
    return {name: value for name, value in values.items() if value is not False}


def test_what_is_saved_stands_there_again(stage, erin):
    page = erin.get(address(stage, "host_details"))
    values = typed(page) | {
        "venue": "Town hall",
        "street_address": "Raekoja plats 1",
        "country": "EE",
        "new_topics": "Grants\r\n\r\nAlumni",
    }
    page = erin.post(address(stage, "host_details"), values, follow=True)
    assert "Saved." in page.text
    assert typed(page) | {"stamp": "", "topics": [], "new_topics": ""} == values | {
        "stamp": "",
        "topics": [],
        "new_topics": "",
    }
    assert [str(topic) for topic in stage.meeting.topics.all()] == ["Alumni", "Grants"]
    page = erin.post(address(stage, "host_details"), typed(page), follow=True)
    assert "Nothing had changed." in page.text
    assert stage.meeting.topics.count() == 2


def test_a_preview_shows_and_saves_nothing(stage, erin):
    values = typed(erin.get(address(stage, "host_details"))) | {"practical": "Bring a **coat**.", "preview": "1"}
    page = erin.post(address(stage, "host_details"), values)
    assert "<strong>coat</strong>" in page.text
    assert "Nothing is saved yet." in page.text
    part = erin.post(address(stage, "host_details"), values, headers={"HX-Request": "true"})
    assert "<strong>coat</strong>" in part.text
    assert "<html" not in part.text
    assert "HX-Request" in part.headers["Vary"]
    assert Meeting.objects.get().practical == ""


def test_who_saves_second_sees_both_versions_and_loses_nothing(stage, erin):
    values = typed(erin.get(address(stage, "host_details")))
    erin.post(address(stage, "host_details"), values | {"venue": "Town hall", "practical_is_public": "on"})
    page = erin.post(address(stage, "host_details"), values | {"venue": "Castle"})
    assert page.status_code == 409
    assert [(one.label, one.yours, one.theirs) for one in page.context["differences"]] == [
        ("Venue", "Castle", "Town hall"),
        ("Everybody may read the practical information", "No", "Yes"),
    ]
    erin.post(address(stage, "host_details"), typed(page))
    assert Meeting.objects.get().venue == "Castle"


def test_faults_stand_beside_their_field_and_nothing_typed_is_lost(stage, erin):
    values = typed(erin.get(address(stage, "host_details")))
    year = stage.meeting.year
    for changes, words in [
        ({"ends_on": f"{year}-01-01"}, "cannot be before the first day"),
        ({"starts_on": "soon"}, "Write a date as"),
        ({"time_zone": "Mars/Olympus"}, "not one of the available choices"),
        ({"topics": ["999999"]}, "not one of the available choices"),
        ({"topics": ["x\0"]}, "not one of the available choices"),
        ({"new_topics": "x" * 81}, "at most 80 characters"),
        ({"new_topics": "\n".join(f"Topic {number}" for number in range(13))}, "At most 12 topics"),
        ({"stamp": "x" * 5000}, "Somebody saved this page"),
    ]:
        page = erin.post(address(stage, "host_details"), values | {"venue": "Castle"} | changes)
        assert page.status_code in {409, 422}
        assert words in page.text
        assert "Castle" in page.text


def test_sessions_move_along_unless_the_tick_is_taken_away(stage, erin):
    Meeting.objects.update(year=2027, starts_on="2027-03-11", ends_on="2027-03-14")
    assert "moves_plans" not in erin.get(address(stage, "host_details")).context["form"].fields
    plan = make_plan(stage.meeting, starts_at=datetime(2027, 3, 11, 8, tzinfo=UTC))
    values = typed(erin.get(address(stage, "host_details")))
    assert values["moves_plans"]
    page = erin.post(address(stage, "host_details"), values | {"starts_on": "2027-03-12"}, follow=True)
    assert "1 planned session moved along" in page.text
    values = typed(page) | {"starts_on": "2027-03-11"}
    del values["moves_plans"]
    erin.post(address(stage, "host_details"), values)
    plan.refresh_from_db()
    assert (plan.starts_at.day, plan.day) == (12, 2)


def test_who_only_looks_finds_the_form_closed(stage):
    make_topic("Grants")
    stage.people["ada"] = make_helper(stage.meeting).user
    page = stage.client("ada").get(address(stage, "host_details"))
    assert '<fieldset class="plain" disabled>' in page.text
    assert ">Save<" not in page.text
    assert stage.client("ada").post(address(stage, "host_details")).status_code == 403
