"""Who may do what in a host's workspace, on which day, and until which report."""

from datetime import timedelta

import pytest

from meetings import rules
from organizations.clock import today
from tests.factories import (
    make_helper,
    make_host,
    make_liaison,
    make_meeting,
    make_organization,
    make_report,
    make_user,
)
from tests.personas import set_stage

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)
ASKED = ["may_enter", "may_look", "may_watch", "may_see_agenda_draft", "may_see_logistics", "may_plan", "may_run"]
LOOKS = {"may_enter", "may_look", "may_watch", "may_see_agenda_draft"}
RIGHTS = {
    "erin": {*ASKED},
    "elect": LOOKS,
    "dana": LOOKS,
    "root": LOOKS,
    "agenda": {"may_enter", "may_see_agenda_draft", "may_plan"},
    "logistics": {"may_enter", "may_watch", "may_see_logistics"},
    "door": {"may_enter", "may_watch"},
    "alice": set(),
    "paul": set(),
}


@pytest.fixture
def stage():
    made = set_stage()
    names = {"agenda": "plans_agenda", "logistics": "sees_logistics", "door": "keeps_door"}
    for name, role in names.items():
        made.people[name] = make_helper(made.meeting, **{role: True}).user
    made.people["root"].refresh_from_db()
    made.people["elect"] = make_liaison(organization=made.host, since=today() + A_DAY).user
    return made


def rights(user, meeting, day=None):
    return {name for name in ASKED if getattr(rules, name)(user, meeting, day or today())}


@pytest.mark.parametrize("who", RIGHTS)
def test_everybody_may_what_the_part_asks_for(stage, who):
    assert rights(stage.people[who], stage.meeting) == RIGHTS[who]


def test_whoever_helps_with_several_things_may_all_of_them(stage):
    both = make_helper(stage.meeting, plans_agenda=True, sees_logistics=True).user
    assert rights(both, stage.meeting) == RIGHTS["agenda"] | RIGHTS["logistics"]


def test_the_elect_may_everything_from_their_first_day_on(stage):
    assert rights(stage.people["elect"], stage.meeting, today() + A_DAY) == {*ASKED}


def test_nothing_of_it_is_for_another_meeting(stage):
    other = make_meeting()
    make_host(other, stage.b)
    for who in ("erin", "elect", "agenda", "logistics", "door"):
        assert rights(stage.people[who], other) == set()


@pytest.mark.parametrize("who", ["erin", "elect", "agenda", "logistics", "door"])
def test_with_the_hosts_final_report_it_ends(stage, who):
    report = make_report(meeting=stage.meeting, organization=stage.host)
    assert not rules.is_closed(stage.meeting, today())
    report.state = report.State.FINAL
    report.save()
    assert rules.is_closed(stage.meeting, today())
    assert rights(stage.people[who], stage.meeting) == set()
    assert rights(stage.people["dana"], stage.meeting) >= LOOKS


def test_a_guests_final_report_ends_nothing(stage):
    make_report(meeting=stage.meeting, organization=stage.a, state="final")
    assert rights(stage.people["erin"], stage.meeting) == {*ASKED}


def test_a_final_report_leaves_two_weeks_for_corrections(stage):
    make_report(meeting=stage.meeting, organization=stage.host, state="final", final_on=today())
    assert rights(stage.people["erin"], stage.meeting, today() + 14 * A_DAY) >= {"may_run"}
    assert rights(stage.people["erin"], stage.meeting, today() + 15 * A_DAY) == set()


WRITERS = {
    "of the host": ({"erin"}, lambda stage: {"meeting": stage.meeting, "organization": stage.host}),
    "of a guest": ({"alice", "bob"}, lambda stage: {"meeting": stage.meeting, "organization": stage.a}),
    "news of the host": ({"erin"}, lambda stage: {"organization": stage.host, "kind": "news"}),
    "of an empty seat": ({"dana", "root"}, lambda stage: {"organization": make_organization()}),
    "of nobody": ({"dana", "root"}, lambda stage: {"meeting": stage.meeting, "organization": None}),
}


@pytest.mark.parametrize("which", WRITERS)
def test_reports_are_written_by_those_in_whose_name_they_are(stage, which):
    writers, fields = WRITERS[which]
    report = make_report(**fields(stage))
    allowed = {who for who, user in stage.people.items() if rules.may_write_report(user, report, today())}
    assert allowed == writers


def test_the_hosts_report_is_written_until_its_corrections_end(stage):
    fields = {"organization": stage.host, "state": "final", "final_on": today()}
    report = make_report(meeting=stage.meeting, **fields)
    assert rules.is_hosts_report(report)
    assert rules.may_write_report(stage.people["erin"], report, today() + 14 * A_DAY)
    assert not rules.may_write_report(stage.people["erin"], report, today() + 15 * A_DAY)


@pytest.mark.parametrize(
    "fields",
    [{"until": today() - A_DAY}, {"since": today() + A_DAY}, {"since": None}],
    ids=["ended", "not begun", "not accepted"],
)
def test_help_has_its_days(stage, fields):
    helper = make_helper(stage.meeting, make_user(), **fields)
    assert rights(helper.user, stage.meeting) == set()
    helper.until = helper.since = today()
    helper.save()
    assert rights(helper.user, stage.meeting) == RIGHTS["agenda"]


@pytest.mark.parametrize("who", ["agenda", "logistics", "door", "elect"])
def test_whose_account_is_switched_off_may_nothing(stage, who):
    user = stage.people[who]
    user.is_active = False
    assert rights(user, stage.meeting) == set()


def test_where_no_host_is_in_office_who_oversees_all_acts_and_still_sees_no_logistics(stage):
    stage.people["erin"].mandates.update(until=today() - A_DAY)
    assert rights(stage.people["dana"], stage.meeting) == {*ASKED} - {"may_see_logistics"}


def test_logistics_are_nobodys_once_the_promised_days_are_over(stage):
    late = rules.logistics_kept_until(stage.meeting) + A_DAY
    for who in ("erin", "logistics"):
        assert "may_see_logistics" not in rights(stage.people[who], stage.meeting, late)
