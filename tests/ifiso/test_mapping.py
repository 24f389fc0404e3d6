"""The map of past places: where points and their labels fall."""

from itertools import combinations

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from ifiso.labels import Box, Mark, place_labels
from ifiso.mapping import Place, PlaceMeeting, place_map
from ifiso.projections import EUROPE, WORLD

AUTUMN = PlaceMeeting("Autumn 2016", "/meetings/autumn-2016/", "autumn")
SPRING = PlaceMeeting("Spring 2018", "/meetings/spring-2018/", "spring")
SCHOOL = PlaceMeeting("Leadership Summer School 2015", "/meetings/leadership-summer-school-2015/", "")
TOWNS = {
    "Istanbul": (41.01, 28.98),
    "Krakow": (50.06, 19.94),
    "Thessaloniki": (40.64, 22.94),
    "Utrecht": (52.09, 5.12),
    "Lisbon": (38.72, -9.14),
    "Graz": (47.07, 15.44),
    "Belgrade": (44.79, 20.45),
    "Brussels": (50.85, 4.35),
    "Budapest": (47.5, 19.04),
    "Sofia": (42.7, 23.32),
    "Maribor": (46.56, 15.65),
    "Boston": (42.36, -71.06),
    "Sydney": (-33.87, 151.2),
}


def place(name, *meetings):
    return Place(name, *TOWNS[name], meetings or [AUTUMN])


@pytest.fixture
def european_places():
    return [place(name) for name in TOWNS if name not in {"Boston", "Sydney"}]


# Computed with the library that drew the outlines (static/maps/README.md).
@pytest.mark.parametrize(
    ("outline", "degrees", "expected"),
    [
        (EUROPE, (41.01, 28.98), (1389.74, 1097.48)),
        (EUROPE, (38.72, -9.14), (311.41, 1109.32)),
        (EUROPE, (64.1, -21.9), (430.61, 125.58)),
        (EUROPE, (56.8, 60.6), (1855.27, 265.74)),
        (WORLD, (41.01, 28.98), (935.84, 177.64)),
        (WORLD, (-33.87, 151.2), (1476.44, 641.74)),
        (WORLD, (-20, -175), (1669.34, 557.68)),
        (WORLD, (0, 0), (807.31, 430)),
    ],
)
def test_points_fall_where_the_outline_has_them(outline, degrees, expected):
    assert outline.project(*degrees) == pytest.approx(expected, abs=0.01)


def test_europe_reaches_from_iceland_to_the_urals_and_cyprus():
    assert all(EUROPE.holds(*degrees) for degrees in [(64.1, -21.9), (56.8, 60.6), (35.2, 33.4), (38.7, -9.1)])


@pytest.mark.parametrize("degrees", [TOWNS["Boston"], TOWNS["Sydney"], (1.35, 103.8), (-50, -165)])
def test_europe_ends_somewhere(degrees):
    assert not EUROPE.holds(*degrees)


def test_european_places_share_one_map_with_all_points_on_it(european_places):
    (drawing,) = place_map(european_places).drawings

    assert drawing.outline == EUROPE
    assert [point.number for point in drawing.points] == list(range(1, 12))
    assert all(0 < point.x < drawing.width and 0 < point.y < drawing.height for point in drawing.points)


def test_places_beyond_europe_get_a_map_of_the_world_and_keep_their_numbers():
    drawn = place_map([place("Boston"), place("Graz"), place("Sydney")])

    assert [(d.outline, [p.name for p in d.points]) for d in drawn.drawings] == [
        (EUROPE, ["Graz"]),
        (WORLD, ["Boston", "Sydney"]),
    ]
    assert [(p.number, p.name) for p in drawn.points] == [(1, "Boston"), (2, "Graz"), (3, "Sydney")]


def test_no_places_make_a_bare_europe():
    (drawing,) = place_map([]).drawings

    assert (drawing.outline, drawing.points) == (EUROPE, [])


def test_north_is_up_and_east_is_right(european_places):
    points = {point.name: point for point in place_map(european_places).points}

    assert points["Utrecht"].y < points["Thessaloniki"].y
    assert points["Lisbon"].x < points["Istanbul"].x


def test_a_town_with_more_meetings_has_a_larger_point():
    once, thrice = place_map([place("Graz"), place("Istanbul", AUTUMN, SCHOOL, AUTUMN)]).points

    assert thrice.radius > once.radius


@pytest.mark.parametrize(
    ("meetings", "season"),
    [([AUTUMN], "autumn"), ([SPRING, SCHOOL], "spring"), ([SPRING, AUTUMN], "both"), ([SCHOOL], "other")],
)
def test_a_point_has_the_season_of_its_meetings(meetings, season):
    assert place_map([place("Brussels", *meetings)]).points[0].season == season


def test_a_point_leads_to_its_only_meeting_or_else_to_its_entry_in_the_list():
    once, twice = place_map([place("Graz"), place("Brussels", SPRING, AUTUMN)]).points

    assert (once.url, twice.url) == ("/meetings/autumn-2016/", "#place-2")


@pytest.mark.parametrize("kind", ["label", "badge"])
def test_no_label_covers_another_or_leaves_the_map(european_places, kind):
    (drawing,) = place_map(european_places).drawings
    boxes = [getattr(point, kind).box for point in drawing.points]

    assert sum(one.overlap(other) for one, other in combinations(boxes, 2)) == 0
    assert sum(box.outside(Box(0, 0, drawing.width, drawing.height)) for box in boxes) == 0


def test_labels_of_two_close_points_step_aside():
    marks = [Mark(50, 50, 5, 40, 16), Mark(62, 50, 5, 40, 16)]

    left, right = place_labels(marks, Box(0, 0, 200, 100))

    assert left.box.overlap(right.box) == 0
    assert left.box.overlap(marks[1].box) == 0


def test_the_list_says_what_the_map_shows(european_places):
    page = render_to_string("meetings/_map.html", {"map": place_map([*european_places[:-1], place("Maribor", SCHOOL)])})

    assert 'aria-label="11. Maribor: Leadership Summer School 2015"' in page
    assert '<li id="place-11" class="map-place other">' in page
    assert page.count('class="map-point') == page.count('<li id="place-') == 11


def test_coordinates_are_written_the_same_in_every_language(european_places):
    with translation.override("de"):
        page = render_to_string("meetings/_map.html", {"map": place_map(european_places)})

    assert f'viewBox="{place_map(european_places).drawings[0].view_box}"' in page
    assert f'transform="{place_map(european_places).drawings[0].transform}"' in page
