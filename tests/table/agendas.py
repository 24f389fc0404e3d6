"""Agendas: in the making, released, as feeds."""

from meetings.links import calendar_token
from tests.factories import make_agendarelease, make_meeting, make_session
from tests.table.rows import HOSTED, STRANGER, WATCHED, Row, meeting


def dated(stage):
    """A meeting whose first day is known."""
    return [make_meeting(starts_on="2016-11-17").slug]


def released(stage):
    """The stage's meeting, whose agenda was released."""
    make_agendarelease(stage.meeting, number=stage.meeting.releases.count() + 1)
    return [stage.meeting.slug]


def release_of(stage):
    return [*released(stage), stage.meeting.releases.count()]


def own_calendar(stage):
    return [calendar_token(stage.people["paul"])]


ROWS = [
    Row("host_release", meeting, get=WATCHED, usual_post=422, post=HOSTED),
    Row("agenda_releases", released),
    Row("agenda_releases", meeting, usual=404),
    Row("agenda_release", release_of),
    Row("agenda_release", lambda stage: [stage.meeting.slug, 7], usual=404),
    Row("session", lambda stage: [stage.meeting.slug, make_session(stage.meeting).pk]),
    Row("session", lambda stage: [stage.meeting.slug, make_session(stage.meeting, state="draft").pk], usual=404),
    Row("agenda_txt", meeting),
    Row("agenda_stars", meeting, get=STRANGER, usual_post=200, post=STRANGER),
    Row("my_agenda", meeting, get=STRANGER, usual_post=302),
    Row("meetings_ics"),
    Row("my_calendar", get=STRANGER, usual_post=302),
    Row("personal_calendar", own_calendar),
    Row("personal_calendar", lambda stage: ["1.1.x"], usual=404),
    Row("agenda_ics", meeting),
    Row("agenda_feed", meeting),
    Row("schedule_json", dated),
    Row("schedule_xml", dated),
    Row("schedule_xml", lambda stage: [make_meeting(starts_on="2016-11").slug], usual=404),
]
