"""Beginning an agenda with an earlier one's skeleton or the template."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.factories import make_meeting, make_plan, make_room, make_session
from tests.personas import set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_stage()


@pytest.fixture
def erin(stage):
    return stage.client("erin")


@pytest.fixture
def source():
    """A meeting with two timed sessions, the second on its fifth day."""
    source = make_meeting(starts_on="2016-11-17", ends_on="2016-11-21", year=2016, season="autumn", slug="autumn-2016")
    room = make_room(source, name="Aula", capacity=80)
    for day in (1, 5):
        start = datetime(2016, 11, 16 + day, 9, tzinfo=UTC)
        end = start + timedelta(hours=1)
        make_session(source, day=day, starts_at=start, ends_at=end, title="Our secret", room=room)
    return source


def path(stage):
    return reverse("host_agenda_start", args=[stage.meeting.slug])


def take(stage, client, source="template", seen=0, **fields):
    return client.post(path(stage), {"source": source, "titles": "none", "seen": seen, **fields})


def test_a_skeleton_is_shown_before_it_comes(stage, erin, source):
    page = erin.get(path(stage), {"source": source.slug, "titles": "none"})
    text = page.content.decode()
    assert "1 entry would come" in text
    assert "1 entry is left out, for this meeting has no such day." in text
    assert "Our secret" not in text
    assert not stage.meeting.plans.exists()
    assert take(stage, erin, source.slug).url == reverse("host_agenda", args=[stage.meeting.slug])
    plan = stage.meeting.plans.get()
    assert (plan.title, plan.day, plan.room.name, plan.room.capacity) == ("Workshop", 1, "Aula", 80)
    assert f"{plan.starts_at.astimezone(stage.meeting.zone):%H:%M}" == "09:00"


def test_titles_come_if_chosen(stage, erin, source):
    assert "Our secret" in erin.get(path(stage), {"source": source.slug, "titles": "all"}).content.decode()
    take(stage, erin, source.slug, titles="all")
    assert stage.meeting.plans.get().title == "Our secret"


def test_the_template_comes_and_goes_again(stage, erin):
    take(stage, erin)
    count = stage.meeting.plans.standing().count()
    assert count > 20
    batch = erin.get(path(stage)).context["batches"][0]
    assert (batch.count, str(batch.how)) == (count, "from the template")
    erin.post(path(stage), {"back": batch.at.isoformat()})
    assert not stage.meeting.plans.standing().exists()
    assert erin.get(path(stage)).context["batches"] == []


def test_what_is_no_moment_takes_nothing_back(stage, erin):
    take(stage, erin)
    for value in ("", "now", "2026-11-22T10:00", "\0"):
        assert erin.post(path(stage), {"back": value}).status_code == 302
    assert stage.meeting.plans.standing().exists()


def test_beside_entries_only_if_asked(stage, erin):
    make_plan(stage.meeting)
    assert "The agenda has 1 entry already." in erin.get(path(stage), {"source": "template"}).content.decode()
    refused = take(stage, erin)
    assert refused.status_code == 422
    assert "The agenda is not empty." in refused.content.decode()
    assert stage.meeting.plans.count() == 1
    take(stage, erin, beside="on")
    assert stage.meeting.plans.count() > 20


def test_pressing_twice_fills_it_once(stage, erin):
    take(stage, erin, beside="on")
    count = stage.meeting.plans.count()
    again = take(stage, erin, beside="on")
    assert again.status_code == 409
    assert again.context["fill_form"]["seen"].value() == count
    assert stage.meeting.plans.count() == count


@pytest.mark.parametrize("fields", [{"source": "nonsense"}, {"titles": "nonsense"}, {"seen": "x"}, {"seen": "-1"}])
def test_nonsense_is_refused(stage, erin, fields):
    assert take(stage, erin, **fields).status_code == 422
    assert erin.get(path(stage), {"source": "template", **fields}).status_code == 200
    assert not stage.meeting.plans.exists()


def test_without_dates_it_leads_to_the_details(stage, erin):
    stage.meeting.starts_on = stage.meeting.ends_on = "2026-11"
    stage.meeting.save()
    page = erin.get(path(stage), {"source": "template"})
    assert reverse("host_details", args=[stage.meeting.slug]) in page.content.decode()
    assert take(stage, erin).status_code == 422
    assert not stage.meeting.plans.exists()
