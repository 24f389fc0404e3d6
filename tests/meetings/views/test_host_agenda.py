"""The editor's page: what each step answers, to scripts and to plain browsers."""

import pytest

from meetings.actions.plans import change_plan
from meetings.axis import moment_at
from meetings.models import Meeting, Plan
from tests.factories import make_helper, make_plan, make_room, make_session, make_user
from tests.support.hosting import address, set_hosting
from tests.support.planning import NOW, SCRIPT, place, placed, saved

pytestmark = pytest.mark.django_db

QUESTIONS = 32


@pytest.fixture
def stage():
    return set_hosting()


@pytest.fixture
def erin(stage):
    return stage.client("erin")


def test_an_empty_agenda_says_what_to_do_next(stage, erin):
    page = erin.get(address(stage, "host_agenda")).content.decode()
    assert "Nothing is planned yet" in page
    for name in ("host_agenda_start", "host_agenda_import", "host_offers"):
        assert address(stage, name) in page


def test_sessions_on_record_are_taken_over_by_a_button(stage, erin):
    make_session(stage.meeting, title="From the record")
    assert "Take over the session on record" in erin.get(address(stage, "host_agenda")).content.decode()
    assert erin.post(address(stage, "host_agenda_adopt"), follow=True).context["adoptable"] == 0
    assert stage.meeting.plans.get().title == "From the record"


def test_without_a_first_day_it_says_where_to_set_one(stage, erin):
    Meeting.objects.update(starts_on="", ends_on="")
    plan = make_plan(stage.meeting)
    page = erin.get(address(stage, "host_agenda"))
    assert "needs its first day" in page.content.decode()
    assert address(stage, "host_details") in page.content.decode()
    for response in (erin.get(address(stage, "host_plan", plan.pk)), place(erin, stage, plan, move="put")):
        assert response.url == address(stage, "host_agenda")


def test_a_running_meeting_opens_at_today_and_links_at_the_day_that_they_name(stage, erin):
    make_plan(stage.meeting)
    assert erin.get(address(stage, "host_agenda")).context["board"].shown.number == 1
    assert erin.get(address(stage, "host_agenda") + "?day=3").context["board"].shown.number == 3
    for nonsense in ("x", "-1", "9" * 30, "٣"):
        assert erin.get(address(stage, "host_agenda"), {"day": nonsense, "entry": nonsense}).status_code == 200


def test_who_looks_on_gets_no_buttons(stage):
    plan = placed(stage, title="Opening")
    page = stage.client("dana").get(address(stage, "host_agenda") + f"?entry={plan.pk}").content.decode()
    assert "Opening" in page
    for what in ('agenda-bar"', "agenda-undo", "agenda-drag", "Add a session"):
        assert what not in page


def test_a_helper_with_the_agenda_plans_like_a_host(stage):
    stage.people["paul"] = make_user("helper@example.org")
    make_helper(stage.meeting, stage.people["paul"])
    assert place(stage.client("paul"), stage, placed(stage), move="later").status_code == 302


def test_others_changes_arrive_with_their_authors(stage, erin):
    plan = placed(stage, title="Opening")
    path = address(stage, "host_agenda_changes")
    assert erin.get(path, {"since": 0}, headers=SCRIPT).status_code == 204
    change_plan(plan=plan, version=1, values={"minutes": 90}, by=make_user(name="Bob"), now=NOW)
    answer = erin.get(path, {"since": 0, "day": 1}, headers=SCRIPT)
    assert answer.context["said"] == "Bob gave “Opening” 1 h 30 min."
    assert "<html" not in answer.content.decode()
    assert erin.get(path, {"since": answer.context["last"]}, headers=SCRIPT).status_code == 204


def test_nobody_is_told_of_the_own_changes(stage, erin):
    place(erin, stage, placed(stage), move="later")
    assert erin.get(address(stage, "host_agenda_changes"), {"since": 0}, headers=SCRIPT).context["said"] == ""


def test_a_step_is_taken_back(stage, erin):
    plan = placed(stage, title="Opening", minute=600)
    place(erin, stage, plan, move="later")
    answer = erin.post(address(stage, "host_agenda_undo"), headers=SCRIPT)
    assert answer.context["said"].startswith("Taken back. Opening: ")
    assert "10:00 to 11:00, no room yet." in answer.context["said"]
    assert saved(plan).starts_at == plan.starts_at
    assert erin.post(address(stage, "host_agenda_undo"), headers=SCRIPT).status_code == 409


def test_a_step_over_which_another_went_is_not_taken_back(stage, erin):
    plan = placed(stage, title="Opening")
    place(erin, stage, plan, move="longer")
    change_plan(plan=plan, version=2, values={"title": "Welcome"}, by=make_user(name="Bob"), now=NOW)
    answer = erin.post(address(stage, "host_agenda_undo"))
    assert answer.status_code == 409
    assert "Bob changed “Welcome”" in answer.context["trouble"].text
    assert saved(plan).minutes == 75


def test_a_drop_asks_as_few_questions_with_sixty_entries_as_with_three(stage, erin, django_assert_num_queries):
    room = make_room(stage.meeting)
    for count in (3, 60):
        for number in range(count):
            plan = placed(stage, 1 + number % 4, 540 + number, room=room)
        with django_assert_num_queries(QUESTIONS):
            assert place(erin, stage, plan, SCRIPT, day=1, start=700, minutes=45, room=room.pk).status_code == 200


def test_the_board_answers_scripts_alone(stage, erin):
    placed(stage)
    whole, part = erin.get(address(stage, "host_agenda")), erin.get(address(stage, "host_agenda"), headers=SCRIPT)
    assert (b"<html" in whole.content, b"<html" in part.content) == (True, False)
    assert "HX-Request" in whole.headers["Vary"]


def test_a_zone_changed_later_leaves_entries_where_they_can_be_found(stage, erin):
    placed(stage, 1, 300, title="Early")
    Meeting.objects.update(time_zone="America/Los_Angeles")
    board = erin.get(address(stage, "host_agenda")).context["board"]
    assert [entry.plan.title for entry in (*board.entries, *board.strays)] == ["Early"]
    assert moment_at(board.meeting, 1, 600) != Plan.objects.get().starts_at
