"""The archive by biennium."""

from dataclasses import dataclass

from meetings.models import Meeting
from meetings.reads.biennia import biennia


@dataclass(frozen=True)
class Kept:
    meeting: Meeting


def kept(year, season="", **fields):
    kind = Meeting.Kind.FORUM if season else Meeting.Kind.LEADERSHIP_SUMMER_SCHOOL
    return Kept(Meeting(year=year, season=season, kind=kind, **fields))


def shown(entries):
    """Years and lines as text: `?` for no record, `...` where it may still come."""
    marks = {(False, False): " ?", (False, True): " ...", (True, False): ""}
    return {
        entry.years: [line.name + marks[bool(line.record), line.awaited] for line in entry.lines] for entry in entries
    }


def test_each_season_has_its_place_and_other_meetings_stand_between():
    records = [kept(2016, "autumn"), kept(2017, "spring"), kept(2017), kept(2017, "autumn")]
    assert shown(biennia(records, first_year=2016, this_year=2017)) == {
        "2016–2017": [
            "Autumn 2017",
            "Leadership Summer School 2017",
            "Spring 2017",
            "Autumn 2016",
            "Spring 2016 ?",
        ]
    }


def test_long_gaps_are_one_line_and_the_story_begins_before_the_first_meeting():
    records = [kept(2008), kept(2014, "spring")]
    assert shown(biennia(records, first_year=1993, this_year=2026)) == {
        "2016–2026": [],
        "2014–2015": ["Autumn 2015 ?", "Spring 2015 ?", "Autumn 2014 ?", "Spring 2014"],
        "2010–2013": [],
        "2008–2009": [
            "Autumn 2009 ?",
            "Spring 2009 ?",
            "Autumn 2008 ?",
            "Leadership Summer School 2008",
            "Spring 2008 ?",
        ],
        "1993–2007": [],
    }


def test_this_year_may_still_bring_a_meeting_and_a_year_to_come_shows_only_what_is_announced():
    records = [kept(2026, "spring"), kept(2027, "spring")]
    assert shown(biennia(records, first_year=2026, this_year=2026)) == {
        "2026–2027": ["Spring 2027", "Autumn 2026 ...", "Spring 2026"]
    }


def test_of_nothing_there_is_one_empty_line():
    assert shown(biennia([], first_year=2026, this_year=2026)) == {"2026": []}


def test_the_oldest_biennium_begins_with_the_first_year():
    assert shown(biennia([kept(1993, "autumn")], first_year=1993, this_year=1993)) == {
        "1993": ["Autumn 1993", "Spring 1993 ..."]
    }
