"""The page on which those who led a session sum it up."""

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.actions.summaries import write_summary
from meetings.models import SessionSummary
from tests.factories import make_delegate, make_lead, make_report, make_session, make_sessionsummary
from tests.personas import set_stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_stage()


@pytest.fixture
def session(stage):
    return make_session(stage.meeting, title="Alliances", leads=[stage.a])


def address(session):
    return reverse("summary", args=[session.meeting.slug, session.pk])


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("who", ["alice", "bob", "erin"])
def test_who_led_it_and_the_host_write_it(stage, session, who):
    client = stage.client(who)
    client.post(address(session), {"text": "We **talked**.", "version": 1})
    summary = SessionSummary.objects.get()
    assert (summary.text, summary.written_by, summary.version) == ("We **talked**.", stage.people[who], 2)
    assert "<strong>talked</strong>" in text(client.get(address(session)))


def test_a_delegate_who_led_it_writes_it_without_a_mandate(stage, session):
    paul = stage.client("paul")
    assert paul.get(address(session)).status_code == 403
    person = stage.meeting.delegates.get(user=stage.people["paul"])
    session.leads.update(delegate=person)
    assert paul.get(address(session)).status_code == 200
    person.state = person.State.WITHDRAWN
    person.save()
    assert paul.get(address(session)).status_code == 403


def test_nothing_is_lost_when_two_write_at_once(stage, session):
    write_summary(session=session, version=1, text="Theirs.", by=stage.people["bob"], now=timezone.now())
    alice = stage.client("alice")
    response = alice.post(address(session), {"text": "Mine.", "version": 1})
    assert response.status_code == 409
    assert "Mine.</textarea>" in text(response)
    assert "Theirs." in text(response)
    version = response.context["form"].data["version"]
    assert alice.post(address(session), {"text": "Both.", "version": version}).status_code == 302
    assert SessionSummary.objects.get().text == "Both."


@pytest.mark.parametrize("who", ["alice", "bob", "erin"])
def test_it_leads_to_the_documents_of_the_session(stage, session, who):
    adding = reverse("session_document_add", args=[session.meeting.slug, session.pk])
    client = stage.client(who)
    assert f'href="{adding}"' in text(client.get(address(session)))
    assert client.get(adding).status_code == 200


def test_a_preview_saves_nothing(stage, session):
    client = stage.client("alice")
    typed = {"text": "# Loud *words* <script>", "version": 1, "preview": "1"}
    page = text(client.post(address(session), typed))
    assert "<em>words</em> &lt;script&gt;" in page
    part = text(client.post(address(session), typed, headers={"HX-Request": "true"}))
    assert part.strip().startswith('<section id="preview"')
    assert not SessionSummary.objects.exists()


def test_it_is_no_way_into_what_is_not_public(stage):
    client = stage.client("root")
    draft = make_session(stage.meeting, state="draft")
    elsewhere = make_session()
    for path in (address(draft), reverse("summary", args=[stage.meeting.slug, elsewhere.pk])):
        assert client.get(path).status_code == 404


def test_what_is_asked_lies_on_the_desk_until_it_is_written(stage, session):
    make_report(meeting=stage.meeting, organization=stage.host, state="in_review")
    make_sessionsummary(session, text="", asked_at=timezone.now())
    desks = {who: text(stage.client(who).get("/desk/")) for who in ("alice", "bob", "charlie", "erin", "paul")}
    assert {who for who, desk in desks.items() if address(session) in desk} == {"alice", "bob"}
    make_lead(session, organization=stage.b, delegate=make_delegate(stage.b.delegations.get()))
    assert address(session) in text(stage.client("charlie").get("/desk/"))
    SessionSummary.objects.update(text="Done.")
    assert address(session) not in text(stage.client("alice").get("/desk/"))
