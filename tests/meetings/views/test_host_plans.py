"""One entry: placed, stretched, filled in, removed; and nothing lost where two do it at once."""

from datetime import timedelta

import pytest

from meetings.actions.plans import change_plan, remove_plan
from meetings.axis import minutes_into, moment_at
from meetings.models import Plan
from tests.factories import make_organization, make_plan, make_room, make_session, make_user
from tests.support.hosting import address, set_hosting
from tests.support.planning import NOW, SCRIPT, place, placed, saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_hosting()


@pytest.fixture
def erin(stage):
    return stage.client("erin")


def filled(client, stage, plan, **changes):
    """What a browser sends of the form, with `changes`."""
    form = client.get(address(stage, "host_plan", plan.pk)).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data["start"] = f"{data['start']:%H:%M}"
    return {name: value for name, value in data.items() if value not in (None, False)} | changes


def test_a_drop_names_day_minute_room_and_length(stage, erin):
    plan, room = make_plan(stage.meeting, title="Opening"), make_room(stage.meeting, name="Main hall")
    answer = place(erin, stage, plan, SCRIPT, day=2, start=555, room=room.pk, minutes=90)
    assert answer.status_code == 200
    now = saved(plan)
    assert (now.day, minutes_into(stage.meeting, 2, now.starts_at), now.room, now.minutes) == (2, 555, room, 90)
    assert answer.context["said"].endswith("09:15 to 10:45, Main hall.")
    assert answer.context["board"].shown.number == 2


def test_without_a_start_it_goes_into_the_tray_of_the_day_or_of_all(stage, erin):
    for day in (1, ""):
        plan = placed(stage)
        place(erin, stage, plan, day=day, start="")
        assert (saved(plan).starts_at, saved(plan).day) == (None, day or None)


def test_a_button_does_the_same_and_leads_back_to_the_entry(stage, erin):
    plan = placed(stage, 1, 600)
    answer = place(erin, stage, plan, move="later", shown=1)
    assert answer.url == f"{address(stage, 'host_agenda')}?day=1&entry={plan.pk}#entry-{plan.pk}"
    assert saved(plan).starts_at == plan.starts_at + timedelta(minutes=15)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"start": 120}, "from 05:00 to 05:00"),
        ({"day": 9, "start": 600}, "no day 9"),
        ({"start": 600, "minutes": 3}, "between 5 minutes and 24 hours"),
        ({"move": "sideways"}, "valid choice"),
        ({"start": 600, "room": "0"}, "valid choice"),
        ({"day": "", "start": 600}, "on which day"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(stage, erin, fields, text):
    plan = placed(stage)
    answer = place(erin, stage, plan, SCRIPT, **fields)
    assert answer.status_code == 422
    assert text in answer.context["trouble"].text
    assert saved(plan).version == 1


def test_faults_are_told_with_the_drop(stage, erin):
    room = make_room(stage.meeting, name="Main hall")
    placed(stage, 1, 600, room=room, title="Opening")
    answer = place(erin, stage, make_plan(stage.meeting), SCRIPT, day=1, start=630, room=room.pk)
    assert "Main hall is taken by “Opening”." in answer.context["said"]


def test_a_stale_drop_says_who_was_faster_and_offers_both(stage, erin):
    plan = placed(stage, 1, 600, title="Opening")
    hall = make_room(stage.meeting, name="Main hall")
    bob = make_user(name="Bob")
    later = {"starts_at": moment_at(stage.meeting, 1, 720)}
    change_plan(plan=plan, version=1, values=later, by=bob, now=NOW)
    for headers in ({}, SCRIPT):
        answer = place(erin, stage, plan, headers, start=660, room=hall.pk, minutes=60)
        trouble = answer.context["trouble"]
        assert answer.status_code == 409
        assert trouble.text.startswith("Bob changed “Opening” at ")
        assert trouble.saved.endswith("12:00 to 13:00, no room yet")
        assert trouble.wanted.endswith("11:00 to 12:00, Main hall")
    assert saved(plan).version == 2
    erin.post(trouble.action, trouble.fields)
    assert (saved(plan).room, saved(plan).version) == (hall, 3)


def test_what_another_removed_is_not_lost_for_who_places_it(stage, erin):
    plan = placed(stage, title="Opening")
    remove_plan(plan=plan, version=1, by=make_user(name="Bob"), now=NOW)
    answer = place(erin, stage, plan, SCRIPT, start=660)
    assert answer.status_code == 409
    assert answer.context["trouble"].text.startswith("Bob removed “Opening”")
    erin.post(answer.context["trouble"].action, answer.context["trouble"].fields)
    assert saved(plan).state == Plan.State.PLANNED


def test_removing(stage, erin):
    fresh, known = placed(stage), placed(stage, session=make_session(stage.meeting))
    for plan, state in ((fresh, Plan.State.REMOVED), (known, Plan.State.CANCELLED)):
        path = address(stage, "host_plan_remove", plan.pk)
        assert erin.post(path, {"version": 9}).status_code == 409
        assert erin.post(path, {"version": 1}).status_code == 302
        assert saved(plan).state == state


def test_the_form_saves_what_was_typed_and_returns_to_the_board(stage, erin):
    plan, organization = placed(stage), make_organization()
    data = filled(erin, stage, plan, title="Opening", start="11:30", lead_0=f"o-{organization.pk}", abstract="Come.")
    answer = erin.post(address(stage, "host_plan", plan.pk), data)
    assert answer.url.startswith(address(stage, "host_agenda") + f"?day=1&entry={plan.pk}")
    now = saved(plan)
    assert (now.title, minutes_into(stage.meeting, 1, now.starts_at), now.abstract) == ("Opening", 690, "Come.")
    assert [lead.organization for lead in now.leads.all()] == [organization]


def test_a_stale_form_shows_both_versions_and_keeps_what_was_typed(stage, erin):
    plan = placed(stage, title="Opening")
    data = filled(erin, stage, plan, title="Mine", abstract="A long text.")
    change_plan(plan=plan, version=1, values={"title": "Theirs"}, by=make_user(), now=NOW)
    answer = erin.post(address(stage, "host_plan", plan.pk), data)
    assert answer.status_code == 409
    found = {difference.label: (difference.yours, difference.theirs) for difference in answer.context["differences"]}
    assert found == {"Title": ("Mine", "Theirs"), "Abstract": ("A long text.", "")}
    again = erin.post(
        address(stage, "host_plan", plan.pk), {**data, "version": answer.context["form"]["version"].value()}
    )
    assert again.status_code == 302
    assert saved(plan).title == "Mine"


def test_a_form_that_another_removed_meanwhile_is_answered_409_too(stage, erin):
    plan = placed(stage)
    data = filled(erin, stage, plan, title="Mine")
    remove_plan(plan=plan, version=1, by=make_user(), now=NOW)
    assert erin.get(address(stage, "host_plan", plan.pk)).status_code == 404
    assert erin.post(address(stage, "host_plan", plan.pk), data).status_code == 409


def test_a_new_entry_begins_where_it_was_asked_for(stage, erin):
    room = make_room(stage.meeting)
    form = erin.get(address(stage, "host_plan_add"), {"day": 2, "start": 555, "room": room.pk}).context["form"]
    assert [form[name].value() for name in ("day", "room")] == [2, str(room.pk)]
    assert f"{form['start'].value():%H:%M}" == "09:15"
    assert erin.get(address(stage, "host_plan_add"), {"day": 99, "start": 555}).status_code == 200
    data = {"version": 1, "title": "New", "kind": "workshop", "minutes": 30, "day": 2, "start": "09:15"}
    erin.post(address(stage, "host_plan_add"), data)
    assert minutes_into(stage.meeting, 2, stage.meeting.plans.get().starts_at) == 555


def test_an_entry_of_another_meeting_is_none(stage, erin):
    foreign = make_plan()
    assert erin.get(address(stage, "host_plan", foreign.pk)).status_code == 404
    for name in ("host_plan_place", "host_plan_remove"):
        assert erin.post(address(stage, name, foreign.pk), {"version": 1, "move": "put"}).status_code == 404
