"""Dates are as precise as their source, and shown as a person would write them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ifiso.dates import PartialDate, PartialDateFormField, display_span
from meetings.models import Meeting
from tests.factories import make_meeting, make_membership, make_organization


@pytest.mark.parametrize(
    ("iso", "shown"), [("2014", "2014"), ("2014-04", "April 2014"), ("2014-04-07", "7 April 2014")]
)
def test_a_date_is_written_as_precisely_as_it_is_known(iso, shown):
    assert PartialDate(iso).display() == shown


@pytest.mark.parametrize("iso", ["", "14", "2014-13", "2014-02-30", "2014-4", "2014-04-07T10", "٢٠١٤", "2014-04-07 "])
def test_what_is_no_date_is_refused(iso):
    with pytest.raises(ValueError, match="is not a date"):
        PartialDate(iso)


@pytest.mark.parametrize(
    ("iso", "earliest", "latest"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-02-03", date(2016, 2, 3), date(2016, 2, 3)),
    ],
)
def test_a_date_covers_all_the_days_that_it_may_mean(iso, earliest, latest):
    assert (PartialDate(iso).earliest, PartialDate(iso).latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2016-11-17", "2016-11-20", "17–20 November 2016"),
        ("2014-05-29", "2014-06-01", "29 May – 1 June 2014"),
        ("2011-03", None, "March 2011"),
        (None, "2011-03", "March 2011"),
        ("2016-11-17", "2016-11-17", "17 November 2016"),
        ("2019-12-30", "2020-01-02", "30 December 2019 – 2 January 2020"),
        ("2014", "2016-05", "2014 – May 2016"),
        (None, None, ""),
    ],
)
def test_two_dates_are_written_as_one_span(start, end, shown):
    assert display_span(start and PartialDate(start), end and PartialDate(end)) == shown


def test_a_form_says_how_to_write_a_date():
    with pytest.raises(ValidationError, match="2014, 2014-04 or 2014-04-17"):
        PartialDateFormField().clean("last spring")


def test_a_box_does_not_cut_off_what_is_written_in_another_way():
    words = "Thursday, 17 April 2014"
    assert int(PartialDateFormField().widget.attrs["maxlength"]) > len(words)
    with pytest.raises(ValidationError, match="Write a date as"):
        PartialDateFormField().clean(words)


@pytest.mark.django_db
def test_the_database_gives_back_what_it_got():
    make_meeting(slug="lisbon", starts_on="2016-11-17", ends_on=date(2016, 11, 20))
    lisbon = Meeting.objects.get(slug="lisbon")
    assert (lisbon.starts_on, lisbon.ends_on) == (PartialDate("2016-11-17"), PartialDate("2016-11-20"))
    assert list(Meeting.objects.values_list("starts_on", flat=True)) == [PartialDate("2016-11-17")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("since", "until"), [("2014", "2014-05"), ("2014-05", "2014"), ("2014-05-03", ""), ("", "2014")]
)
def test_an_end_that_may_follow_the_beginning_is_kept(since, until):
    make_membership(make_organization(member=False), since=since, until=until, ended=bool(until))


@pytest.mark.django_db
@pytest.mark.parametrize(("since", "until"), [("2014-05", "2013"), ("2014-05-03", "2014-04"), ("2015", "2014-12-31")])
def test_an_end_before_the_beginning_is_refused_by_the_database(since, until):
    organization = make_organization(member=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_membership(organization, since=since, until=until, ended=True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("dates", "still"),
    [
        ({"ends_on": "2026-11-21"}, True),
        ({"ends_on": "2026-11-20"}, False),
        ({"ends_on": "2026-11"}, True),
        ({"ends_on": "2026-10"}, False),
        ({"starts_on": "2026"}, True),
        ({"starts_on": "2025"}, False),
        ({"year": 2027}, True),
        ({"year": 2026}, False),
    ],
)
def test_a_meeting_is_ahead_as_long_as_it_may_not_be_over(dates, still):
    make_meeting(**dates)
    assert Meeting.objects.not_over_on(date(2026, 11, 21)).exists() == still
