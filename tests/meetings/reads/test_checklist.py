"""What a host has to do by when, counted from the days of the meeting."""

from datetime import UTC, datetime, timedelta

import pytest

from meetings.actions.hosting import note_export
from meetings.reads.checklist import checklist
from tests.factories import (
    make_agendarelease,
    make_delegation,
    make_host,
    make_meeting,
    make_report,
    make_user,
)

pytestmark = pytest.mark.django_db

ALL = {"sees_whole": True, "sees_agenda": True, "sees_delegates": True, "may_run": True}
NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)
TITLES = [
    "First and last day known",
    "Venue known",
    "Members called",
    "Registration open",
    "Agenda released",
    "Lists printed",
    "Report published",
]


def make_coming(**fields):
    days = {"starts_on": "2027-06-01", "ends_on": "2027-06-04"}
    return make_meeting(**{"year": 2027, "time_zone": "Europe/Brussels", **days, **fields})


def told(meeting, now=NOW, rights=ALL):
    return {task.title: (task.standing, task.words) for task in checklist(meeting, now, rights)}


def test_all_is_counted_from_the_meetings_days():
    tasks = told(make_coming())
    assert list(tasks) == TITLES
    assert tasks["First and last day known"] == ("done", "done")
    assert tasks["Venue known"] == ("due", "due today")
    assert tasks["Members called"] == ("due", "due on 3 March 2027, in 30 days")
    assert tasks["Agenda released"] == ("due", "due on 11 May 2027, in 99 days")
    assert tasks["Lists printed"] == ("due", "due on 30 May 2027, in 118 days")
    assert tasks["Report published"] == ("due", "due on 4 July 2027, in 153 days")


def test_the_day_is_that_of_the_meetings_place():
    late_evening = datetime(2027, 1, 31, 23, 30, tzinfo=UTC)
    assert told(make_coming(), late_evening)["Venue known"] == ("due", "due today")
    assert told(make_coming(time_zone="UTC"), late_evening)["Venue known"][1] == "due on 1 February 2027, in 1 day"


def test_what_is_late_says_since_when():
    assert told(make_coming(), NOW + timedelta(days=1))["Venue known"] == (
        "late",
        "late: was due on 1 February 2027, 1 day ago",
    )


def test_registration_is_due_when_the_host_says_that_it_opens():
    meeting = make_coming(registration_opens_at=NOW + timedelta(days=2))
    assert told(meeting)["Registration open"] == ("due", "due on 3 February 2027, in 2 days")
    assert told(meeting, NOW + timedelta(days=2))["Registration open"] == ("done", "done")


def test_what_is_done_is_done():
    meeting = make_coming(venue="Town hall", registration_opens_at=NOW)
    make_delegation(meeting, called_at=NOW)
    make_agendarelease(meeting)
    note_export(meeting=meeting, name="kitchen", kind="csv", rows=3, by=make_user())
    host = make_host(meeting)
    report = make_report(meeting=meeting)
    assert told(meeting)["Report published"][0] == "due", "a guest's report is not the host's"
    report.organization = host.organization
    report.save()
    assert set(told(meeting).values()) == {("done", "done")}


def test_without_days_nothing_but_they_have_a_date():
    tasks = told(make_meeting(year=2027, starts_on="2027-06"))
    assert {standing for standing, _words in tasks.values()} == {"due"}
    assert "say it soon" in tasks["First and last day known"][1]


def test_afterwards_only_the_report_can_still_be_late():
    tasks = told(make_coming(), NOW + timedelta(days=365))
    assert tasks["Agenda released"] == ("past", "not done; the meeting is over")
    assert tasks["Report published"][0] == "late"


def test_nobody_is_led_where_nothing_opens():
    rights = {**dict.fromkeys(ALL, False), "sees_agenda": True}
    urls = {task.title: task.url for task in checklist(make_coming(slug="spring-2027"), NOW, rights)}
    assert urls["Venue known"] == "/meetings/spring-2027/host/details/"
    assert {urls[title] for title in ("Members called", "Registration open", "Lists printed")} == {""}
