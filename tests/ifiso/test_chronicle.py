"""The story year by year, and what the figures' chart is made of."""

import pytest

from ifiso.chronicle import Gap, Year, chart_of, chronicle, short_title
from ifiso.dates import PartialDate
from meetings.models import Meeting
from organizations.models import Figure, Milestone, Source

pytestmark = pytest.mark.once


def in_short(told):
    """`1993`, `1994-1996 ?`, ..."""
    return [str(entry.year) if isinstance(entry, Year) else f"{entry.first}-{entry.last} ?" for entry in told]


def milestones(*dates):
    return [Milestone(dated=dated, title=dated) for dated in dates]


def test_gaps_stand_between_the_years_and_are_split_where_imiso_ends():
    told = chronicle(milestones("1993", "1996-05", "2004-07-28", "2005"), [], until=2007)

    assert in_short(told) == [
        "1993",
        "1994-1995 ?",
        "1996",
        "1997-1997 ?",
        "1998-2003 ?",
        "2004",
        "2005",
        "2006-2007 ?",
    ]


def test_a_year_has_both_its_milestones_and_its_meetings():
    meetings = [Meeting(year=2010, season="autumn"), Meeting(year=2011, season="spring")]

    told = chronicle(milestones("2010", "2010-10"), meetings, until=2011)

    assert [(len(year.milestones), len(year.meetings)) for year in told] == [(2, 1), (0, 1)]


def test_a_milestone_without_a_date_has_no_place_in_it():
    assert chronicle([Milestone(dated=None)], [], until=2026) == []


def test_the_last_year_that_counts_may_be_told_already():
    assert in_short(chronicle(milestones("2026"), [], until=2026)) == ["2026"]


def test_a_gap_of_one_year_says_so():
    assert Gap(2009, 2009).is_one_year
    assert not Gap(2005, 2007).is_one_year


def test_the_chart_takes_figures_as_exact_as_they_are():
    source = Source(code="iaps-2014")
    figures = [
        Figure(value=20, as_of="2014-04", as_worded="20 associations", source=source),
        Figure(value=3, as_of=None),
    ]

    (dot,) = chart_of(figures).wide.dots

    assert (dot.point.label, dot.point.worded, dot.point.source) == ("April 2014", "20 associations", "IAPS")
    assert (dot.point.earliest, dot.point.latest) == (PartialDate("2014-04").earliest, PartialDate("2014-04").latest)


def test_figures_without_dates_make_no_chart():
    assert chart_of([Figure(value=3, as_of=None)]) is None


def test_short_titles():
    assert (short_title("ifmsa-2016"), short_title("esn")) == ("IFMSA", "ESN")
