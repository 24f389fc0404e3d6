"""Rights begin on the first day of a record and are gone on the day after its last."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from organizations.rules import coming_mandates, current_mandates, current_terms, is_management
from tests.factories import make_liaison, make_management_term, make_user

FIRST, LAST = date(2026, 7, 1), date(2027, 6, 30)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "current", "coming"),
    [(FIRST - DAY, 0, 1), (FIRST, 1, 0), (LAST, 1, 0), (LAST + DAY, 0, 0)],
    ids=["elect", "first day", "last day", "day after"],
)
def test_a_mandate_holds_from_its_first_to_its_last_day(day, current, coming):
    user = make_liaison(since=FIRST, until=LAST).user
    assert len(current_mandates(user, day)) == current
    assert len(coming_mandates(user, day)) == coming


def test_a_mandate_without_end_goes_on():
    assert current_mandates(make_liaison(since=FIRST).user, date(2099, 1, 1))


@pytest.mark.parametrize(("day", "expected"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)])
def test_management_is_whoever_has_a_term_today(day, expected):
    term = make_management_term(make_user(), since=FIRST, until=LAST)
    assert is_management(term.user, day) is expected


def test_a_term_known_by_its_organization_alone_gives_nobody_a_right():
    make_management_term(user=None, since=FIRST)
    assert not is_management(AnonymousUser(), FIRST)
    assert not current_terms(make_user(), FIRST)


def test_whoever_is_switched_off_manages_nothing():
    user = make_user(is_active=False)
    make_management_term(user, since=FIRST)
    assert not is_management(user, FIRST)


def test_mandates_and_terms_are_each_persons_own():
    mandate = make_liaison(since=FIRST)
    make_management_term(mandate.user, since=FIRST)
    other = make_user()
    assert not current_mandates(other, FIRST)
    assert not is_management(other, FIRST)
    assert not current_mandates(AnonymousUser(), FIRST)
