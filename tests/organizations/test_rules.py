"""Rights begin on the first day of a record and are gone on the day after its last."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from organizations.rules import Standing, coming_mandates, current_mandates, current_terms, is_management, may_see_team
from tests.factories import make_liaison, make_management_term, make_organization, make_user

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


def test_what_follows_from_a_seat():
    """A liaison-elect is one whose mandate begins tomorrow."""
    organization = make_organization()
    primary = make_liaison(organization=organization, since=FIRST)
    deputy = make_liaison(organization=organization, since=FIRST, kind="deputy")
    elect = make_liaison(organization=organization, since=FIRST + DAY)
    people = {
        "alice": primary.user,
        "bob": deputy.user,
        "elect": elect.user,
        "charlie": make_liaison(since=FIRST).user,
        "dana": make_management_term(make_user(), since=FIRST).user,
        "root": make_user(is_superuser=True),
        "nobody": AnonymousUser(),
    }

    def who(may):
        return {name for name, user in people.items() if may(Standing(user, organization, FIRST))}

    assert {name for name, user in people.items() if may_see_team(user, organization, FIRST)} == {
        "alice",
        "bob",
        "elect",
        "dana",
        "root",
    }
    assert who(lambda standing: standing.may_add) == {"alice"}
    assert who(lambda standing: standing.may_pass_on(primary)) == {"alice"}
    assert who(lambda standing: standing.may_pass_on(deputy)) == {"alice", "bob"}
    assert who(lambda standing: standing.may_change(primary)) == {"alice", "bob"}
    primary.delete()
    assert who(lambda standing: standing.may_add) == {"dana", "root"}
    assert who(lambda standing: standing.may_pass_on(deputy)) == {"bob", "dana", "root"}


def test_whoever_is_switched_off_holds_no_seat():
    mandate = make_liaison(make_user(is_active=False), since=FIRST)
    standing = Standing(mandate.user, mandate.organization, FIRST)
    assert (standing.speaks, standing.may_add) == (False, False)
    assert not may_see_team(mandate.user, mandate.organization, FIRST)
