"""The places of the map."""

from meetings.models import Meeting
from meetings.reads.places import map_of


def held(city, season, latitude=38.7, longitude=-9.1):
    return Meeting(year=2016, season=season, city=city, latitude=latitude, longitude=longitude), f"/{season}/"


def test_meetings_of_one_town_are_one_place():
    drawn = map_of([held("Lisbon", "spring"), held("Lisbon", "autumn"), held("Graz", "spring", 47.1, 15.4)])
    assert [(point.name, point.meeting_labels) for point in drawn.points] == [
        ("Lisbon", "Spring 2016, Autumn 2016"),
        ("Graz", "Spring 2016"),
    ]


def test_a_meeting_without_a_known_place_is_not_on_the_map():
    assert map_of([held("", "spring"), held("Lisbon", "autumn", None, None)]) is None
