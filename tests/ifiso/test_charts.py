"""Contradictory figures side by side: what the chart shows and how it treats a slip."""

from datetime import date
from itertools import combinations

import pytest
from django.template.loader import render_to_string

from ifiso.charts import Point, dated_chart

MEMBERS = [
    Point(25, date(2011, 1, 1), date(2011, 12, 31), "2011", "more than 25", "ZEUS"),
    Point(20, date(2014, 4, 1), date(2014, 4, 30), "April 2014", "20 associations", "IAPS"),
    Point(28, date(2016, 11, 1), date(2016, 11, 30), "November 2016", "28 student organizations", "IFMSA"),
    Point(27, date(2017, 10, 1), date(2017, 10, 31), "October 2017", "more than 27", "EMSA"),
    Point(28, date(2018, 1, 1), date(2018, 12, 31), "2018", "28", "AEGEE"),
]
STUDENTS = [
    Point(2_000_000, date(2004, 7, 1), date(2004, 7, 31), "July 2004", "more than two million", "AEGEE"),
    Point(2_000_000, date(2014, 4, 1), date(2014, 4, 30), "April 2014", "more than 2 million", "IAPS"),
    Point(2_000_000, date(2016, 11, 1), date(2016, 11, 30), "November 2016", "more than 2 million", "IFMSA"),
    Point(22_000_000, date(2018, 1, 1), date(2018, 12, 31), "2018", "around 22 million (a slip)", "AEGEE"),
]


@pytest.fixture(params=["wide", "narrow"])
def size(request):
    return request.param


def test_every_figure_is_drawn_under_its_value(size):
    plot = getattr(dated_chart(MEMBERS), size)

    assert [dot.text for dot in plot.dots] == ["25", "20", "28", "27", "28"]
    assert [tick.text for tick in plot.values] == ["15", "20", "25", "30"]


def test_later_is_further_right_and_more_is_higher(size):
    dots = getattr(dated_chart(MEMBERS), size).dots

    assert [dot.x for dot in dots] == sorted(dot.x for dot in dots)
    assert dots[2].y == dots[4].y < dots[3].y < dots[0].y < dots[1].y


def test_a_year_without_a_month_shows_as_a_whisker(size):
    dots = getattr(dated_chart(MEMBERS), size).dots

    assert [dot.whisker for dot in dots] == [True, False, False, False, True]
    assert dots[0].x_from < dots[0].x < dots[0].x_to


def test_a_slip_is_marked_beyond_the_scale_and_does_not_squash_the_rest(size):
    chart = dated_chart(STUDENTS)
    plot = getattr(chart, size)

    assert [point.value for point in chart.off_scale] == [22_000_000]
    assert [dot.off_scale for dot in plot.dots] == [False, False, False, True]
    assert plot.dots[-1].y < plot.gap < plot.values[-1].at
    assert [tick.text for tick in plot.values] == ["0", "1 million", "2 million", "3 million"]


def test_a_chart_without_slips_has_no_gap(size):
    chart = dated_chart(MEMBERS)

    assert (chart.off_scale, getattr(chart, size).gap) == ([], None)


@pytest.mark.parametrize("points", [MEMBERS, STUDENTS])
def test_no_label_covers_another(points, size):
    boxes = [dot.label.box for dot in getattr(dated_chart(points), size).dots]

    assert sum(one.overlap(other) for one, other in combinations(boxes, 2)) == 0


@pytest.mark.parametrize("value", [0, 1, 3.5, 1_999, 2_500_000])
def test_a_single_figure_of_any_size_has_its_scale(value):
    plot = dated_chart([Point(value, date(2020, 5, 5), date(2020, 5, 5), "5 May 2020", str(value), "IFMSA")]).wide

    assert len(plot.values) >= 2
    assert plot.values[-1].at <= plot.dots[0].y <= plot.values[0].at
    assert len({tick.text for tick in plot.values}) == len(plot.values)


def test_no_figures_make_no_chart():
    with pytest.raises(ValueError, match="at least one point"):
        dated_chart([])


def test_the_page_says_in_words_what_is_beyond_the_scale():
    page = render_to_string("_chart.html", {"chart": dated_chart(STUDENTS), "title": "Students represented"})

    assert "Beyond the scale, marked by a triangle: “around 22 million (a slip)” (2018, AEGEE)." in page
    assert 'aria-label="Chart: Students represented. The table holds the same figures."' in page
