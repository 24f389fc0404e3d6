"""What the registry itself publishes comes back as what is there already."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.actions.plans import adopt_sessions
from tests.factories import make_partner, make_room, make_session, make_topic
from tests.personas import set_stage
from tests.support.hosting import address
from tests.support.importing import make_moment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["schedule_json", "schedule_xml"])
def test_our_own_schedule_is_there_already(name):
    stage = set_stage()
    room, partner = make_room(stage.meeting, name="Aula"), make_partner("StudyPortals")
    placed = {"day": 1, "starts_at": make_moment(stage.meeting, 9), "ends_at": make_moment(stage.meeting, 10)}
    session = make_session(
        stage.meeting,
        title="Money",
        kind="training",
        abstract="How & why.",
        room=room,
        leads=[stage.a, partner],
        **placed,
    )
    session.topics.add(make_topic("Grants"))
    make_session(stage.meeting, title="Lunch", kind="break", **placed)
    make_session(stage.meeting, title="Opening", kind="plenary", everywhere=True, **placed)
    adopt_sessions(meeting=stage.meeting, by=stage.people["erin"], now=make_moment(stage.meeting, 8))
    published = Client().get(reverse(name, args=[stage.meeting.slug])).content
    erin = stage.client("erin")
    shown = erin.post(address(stage, "host_agenda_import"), {"file": SimpleUploadedFile(name, published)})
    lines = erin.get(shown.url).context["lines"]
    assert [(line.title, line.fate, line.faults, line.differs) for line in lines] == [
        (line.title, "same", [], []) for line in lines
    ]
    assert len(lines) == 3
